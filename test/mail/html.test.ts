import { describe, expect, it } from 'vitest'
import { MAX_HTML_LENGTH } from '../../lib/mail/html'
import { figure } from '../../lib/text'
import { rawMail, read } from './read'

const html = { 'Content-Type': 'text/html; charset=utf-8' }
const cuts = ({ issues }: { readonly issues: readonly { readonly code: string; readonly text: string }[] }) =>
  issues.filter(({ code }) => code === 'text-cut').map(({ text }) => text)
const nested = (tag: string, depth: number, text: string) =>
  `<p>before</p>${`<${tag}>`.repeat(depth)}${text}${`</${tag}>`.repeat(depth)}<p>after</p>`

describe('HTML without plain text', () => {
  it('is read whole with 199 tags around a word, and with any number of them one after another', async () => {
    const deep = await read(html, nested('div', 199, 'inside'))
    expect([deep.body.split(/\s+/), cuts(deep)]).toEqual([['before', 'inside', 'after'], []])
    const wide = await read(html, '<p>word</p>'.repeat(2_000))
    expect([wide.body.match(/word/g)?.length, cuts(wide)]).toEqual([2_000, []])
  })

  it('is read up to the tag that is nested more than 200 deep, and the mail says so', async () => {
    const message = await read(html, nested('div', 201, 'inside'))
    expect(message.body.trim()).toBe('before')
    expect(cuts(message)).toEqual(['The tags of the HTML are nested more than 200 deep; what follows was not read.'])
  })

  it('is read up to the quote that is nested more than 20 deep, since each level is repeated in every line', async () => {
    expect(cuts(await read(html, nested('blockquote', 20, 'inside')))).toEqual([])
    const message = await read(html, nested('blockquote', 21, 'inside'))
    expect(message.body).not.toContain('inside')
    expect(cuts(message)).toEqual([
      'Quotes and lists in the HTML are nested more than 20 deep; what follows was not read.',
    ])
  })

  it.each([
    ['in an attribute', '<i a="</i>">'],
    ['in a comment', '<i><!--</i>-->'],
    ['of a tag that is not open', '<i></b>'],
    ['of a void element', '<i><br></br>'],
  ])('gains no depth from an end tag %s', async (_, piece) => {
    expect(cuts(await read(html, piece.repeat(201)))).toHaveLength(1)
  })

  it('keeps paragraphs, list items and cells without end tags at one depth', async () => {
    for (const piece of ['<p>x', '<ul><li>x</ul>', '<br>', '<img src="x">'])
      expect([piece, cuts(await read(html, piece.repeat(1_000)))]).toEqual([piece, []])
    expect(cuts(await read(html, `<ul>${'<li>x'.repeat(1_000)}`))).toEqual([])
    expect(cuts(await read(html, `<table>${'<tr><td>x'.repeat(1_000)}`))).toEqual([])
  })

  it('gets a blank in a word that 1,000 tags interrupt, and loses none of its letters', async () => {
    const words = (await read(html, `<p>${'<b>x</b>'.repeat(2_500)}</p>`)).body.trim().split(/\s+/)
    expect(words.map(({ length }) => length)).toEqual([998, 1_000, 502])
    expect((await read(html, `<p>${'<b>x</b>'.repeat(900)}</p>`)).body.trim()).toBe('x'.repeat(900))
  })

  it('is read to its limit in length, counted over the mail and the mails attached to it', async () => {
    const size = MAX_HTML_LENGTH / 2
    const page = `<p>${'words '.repeat(size / 6)}`.slice(0, size - 1)
    const attached = `--b\nContent-Type: message/rfc822\n\n${rawMail(html, page)}\n`
    const message = await read({ 'Content-Type': 'multipart/mixed; boundary=b' }, `${attached.repeat(3)}--b--\n`)
    const tooLong = `The HTML is longer than the ${figure(MAX_HTML_LENGTH)} characters that are read of one mail.`
    expect(cuts(message)).toEqual([tooLong])
    expect(message.body.match(/words/g)?.length).toBe(2 * Math.floor((size - 4) / 6))
    expect(cuts(await read(html, `<p>${'words '.repeat(200_000)}`))).toContain(tooLong)
  })
})
