import { describe, expect, it } from 'vitest'
import { boilerplateLines, findOwnSentences, paragraphKeys } from '../../lib/review/boilerplate'
import { ownLines, readLines } from '../../lib/review/quote'

const REX = { name: 'Rex Roe', email: 'rex@example.org' }
const own = (body: string) => ownLines(readLines(body))
const keys = (body: string, from = REX) => paragraphKeys(own(body), from)
const FORM = 'This tree is tested every night by robots. Please send a followup if they find anything.'

/** What is read of a mail when all of its paragraphs are boilerplate. */
function kept(body: string): string[] {
  const form = boilerplateLines(own(body), REX, new Set(keys(body)))
  return findOwnSentences(own(body), form).map(({ text }) => text)
}

describe('paragraphKeys', () => {
  it('finds paragraphs of two or more sentences, one of them of six words or more', () => {
    expect(keys(`Hi Ann,\n\n${FORM}\n\nA single sentence that says something at length\n`)).toHaveLength(1)
    expect(keys('Drop. Wrong? Please rebase this.\n\nPlease fix it. Then resend it all.\n')).toEqual([])
  })

  it('finds a paragraph of 10,000 characters, but no longer one', () => {
    const long = `${FORM}\n${'It is by no means long.\n'.repeat(430)}${'x'.repeat(10_000 - FORM.length - 430 * 23)}`
    expect(keys(long)).toHaveLength(1)
    expect(keys(`${long}x`)).toEqual([])
  })

  it('gives one key for other line breaks and marks, and another for other words or senders', () => {
    const [key] = keys(FORM)
    expect(keys(`\n${FORM.replaceAll(' ', '\n').replace('.', '!')}\n`)).toEqual([key])
    expect(keys(FORM.replace('robots', 'humans'))).not.toEqual([key])
    expect(keys(FORM, { name: 'Rex Roe', email: 'rex@example.net' })).not.toEqual([key])
  })

  it('reads nothing that somebody else wrote', () => {
    expect(keys(`> ${FORM}\n\n-- \n${FORM}\n`)).toEqual([])
  })
})

describe('findOwnSentences', () => {
  it('leaves out the long sentences of boilerplate', () => {
    expect(kept(`${FORM} Thanks for the patch.`)).toEqual(['Thanks for the patch.'])
  })

  it.each([
    'Applied to the for-next branch of my tree, thanks.',
    'NAK to this and to everything that is like it.',
    'Please drop my Reviewed-by from this patch until then.',
  ])('keeps "%s"', (text) => {
    expect(kept(`${FORM} ${text}`)).toEqual([text])
  })

  it('joins no fragment of boilerplate with a sentence that asks for something', () => {
    expect(kept(`${FORM} Two things that I have noticed here:\n\nPlease rename it.\n`)).toEqual(['Please rename it.'])
    expect(kept(`${FORM} A few comments:\n\nPlease rename it.\n`)).toEqual(['A few comments: Please rename it.'])
  })
})
