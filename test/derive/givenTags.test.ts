import { describe, expect, it } from 'vitest'
import { deriveMails } from '../../lib/derive/deriveMails'
import { joinTrailers, toCoverTag } from '../../lib/derive/tags'
import { diff, JANE, mail, REX, type Short, THREE } from './fixture'

const ANN = { name: 'Ann Poe', email: 'ann@example.org' }
const TAG = 'Reviewed-by: Rex Roe <rex@example.org>\n'
let replies = 0
const reply = (to: string, body: string, from = REX): Short => {
  replies++
  return { id: `r${replies}`, subject: `Re: ${to}`, to: [to], at: 60 + replies, from, body }
}

/** The numbers of the patches of the newest version that carry a tag from a reply, as `git am` gets them. */
function tagged(...mails: readonly Short[]): string {
  const newest = deriveMails([...THREE, ...mails].map(mail)).series[0]?.versions.at(-1)
  const stored = (trailer: (typeof newest & object)['coverTags'][number]) => ({
    trailer,
    key: trailer.mailKey,
    orderMs: 0,
  })
  const onAll = newest?.coverTags.map((trailer) => toCoverTag(stored(trailer))) ?? []
  const carries = newest?.patches.filter(({ trailers }) =>
    joinTrailers(trailers.map(stored), onAll).some(({ source }) => source !== 'body'),
  )
  return carries?.map(({ number }) => number).join(' ') ?? ''
}

describe('a tag of a reply is handed out', () => {
  it('for the patch that it answers, or for all patches below the cover letter', () => {
    expect(tagged(reply('p2', TAG))).toBe('2')
    expect(tagged(reply('c', TAG))).toBe('1 2 3')
  })

  it('for the patches that its words name', () => {
    expect(tagged(reply('c', `For patches 1 and 3:\n${TAG}`))).toBe('1 3')
    expect(tagged(reply('p1', `For the whole series:\n${TAG}`))).toBe('1 2 3')
  })

  it('until its author takes it back, and again when it is given anew', () => {
    expect(tagged(reply('c', TAG), reply('c', 'Please drop my Reviewed-by.\n'))).toBe('')
    expect(tagged(reply('p2', TAG), reply('p2', 'I take that back, the lock is wrong.\n'))).toBe('')
    expect(tagged(reply('c', TAG), reply('c', 'Please drop my Reviewed-by.\n'), reply('c', TAG))).toBe('1 2 3')
  })

  it('but not for the patch for which it was taken back', () => {
    expect(tagged(reply('c', TAG), reply('p2', 'Please drop my Reviewed-by.\n'))).toBe('1 3')
    expect(tagged(reply('c', TAG), reply('p3', 'NAK.\n'))).toBe('1 2')
  })

  it('whatever others take back, and whatever is taken back before', () => {
    expect(tagged(reply('c', TAG), reply('c', 'Please drop my Reviewed-by.\n', ANN))).toBe('1 2 3')
    expect(tagged(reply('c', 'NAK.\n'), reply('c', TAG))).toBe('1 2 3')
    expect(tagged(reply('c', TAG), reply('c', 'If you change the lock, drop my Reviewed-by.\n'))).toBe('1 2 3')
    expect(tagged(reply('c', TAG), reply('c', 'Hm.\n'), reply('c', 'I take that back.\n'))).toBe('1 2 3')
  })

  it('only in the name of its sender, and not by the author', () => {
    expect(tagged(reply('c', TAG, ANN))).toBe('')
    expect(tagged(reply('p1', 'Reviewed-by: Jane Doe <jane@example.org>\n', JANE))).toBe('')
  })

  it('not by a co-author of the patch, but by whom else it names', () => {
    const by = (name: string): Short => ({
      id: 'p2',
      subject: '[PATCH 2/3] two',
      to: ['c'],
      at: 2,
      body: `Why.\n\n${name}: Rex Roe <rex@example.org>\n${diff('two.c').replace('Why.\n\n', '')}`,
    })
    expect(tagged(by('Co-authored-by'), reply('p2', TAG))).toBe('')
    expect(tagged(by('Suggested-by'), reply('p2', TAG))).toBe('2')
  })
})
