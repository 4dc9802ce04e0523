import { describe, expect, it } from 'vitest'
import { deriveMails } from '../../lib/derive/deriveMails'
import { diff, JANE, mail, REX, type Short } from './fixture'

const ANN = { name: 'Ann Poe', email: 'ann@example.org' }
const TAG = 'Tested-by: Rex Roe <rex@example.org>\n'
const FIX = '--- a/one.c\n+++ b/one.c\n@@ -1 +1 @@\n-old\n+other\n'
const COVER: Short = { id: 'c', subject: '[PATCH 0/2] topic' }
const ONE: Short = { id: 'p1', subject: '[PATCH 1/2] one', to: ['c'], at: 1, body: diff('one.c') }
const TWO: Short = { id: 'p2', subject: '[PATCH 2/2] two', to: ['c'], at: 2 }

/** Numbers of the patches that get the tag in Rex's answer to a mail, which itself answers `to`; no number stands for all patches. */
function tagged(above: string, answer: string, { from = ANN, to = 'p1' } = {}) {
  const thread: Short[] = [
    { id: 'a', subject: 'Re: [PATCH 1/2] one', to: [to], at: 10, from, body: above },
    { id: 'r', subject: 'Re: [PATCH 1/2] one', to: ['a'], at: 20, from: REX, body: answer },
  ]
  const version = deriveMails([COVER, ONE, TWO, ...thread].map(mail)).series[0]?.versions[0]
  const some = version?.patches.filter(({ trailers }) => trailers.some(({ source }) => source !== 'body'))
  return (version?.coverTags.length ?? 0) > 0 ? 'all' : some?.map(({ number }) => number).join(' ')
}

describe("a tag in answer to another reviewer's mail", () => {
  it('is not on the patch when that mail has a diff of its own', () => {
    expect(tagged(`Like this?\n\n${FIX}`, TAG)).toBe('')
    expect(tagged(`Like this?\n\n${FIX}`, `> Like this?\n\n${TAG.trim()} for your version.\n`)).toBe('')
    expect(tagged(`Fix it.\n\nSigned-off-by: Ann Poe <ann@example.org>\n---\n${FIX}`, TAG, { to: 'c' })).toBe('')
  })

  it('is on the patches that its words name', () => {
    expect(tagged(`Like this?\n\n${FIX}`, `For patch 2:\n${TAG}`)).toBe('2')
    expect(tagged(`Like this?\n\n${FIX}`, `For the whole series:\n${TAG}`)).toBe('all')
  })

  it('is on the patch when that mail has no diff, or only one that it repeats', () => {
    expect(tagged('This looks fine.\n', TAG)).toBe('1')
    expect(tagged(`This looks fine.\n\n${diff('one.c')}`, TAG)).toBe('1')
    expect(tagged(`This looks fine.\n\n${diff('one.c').replace(/^/gm, '> ')}`, TAG)).toBe('1')
  })

  it('is on the patch when it is for the patch with that diff', () => {
    expect(tagged(`Like this?\n\n${FIX}`, `Yes, that makes sense. With that\n${TAG}`)).toBe('1')
    expect(tagged(`Like this?\n\n${FIX}`, `I am fine with your version.\n${TAG}`)).toBe('')
  })

  it('is on the patch when the mail is by its author', () => {
    expect(tagged(`I will fold this in.\n\n${FIX}`, TAG, { from: JANE })).toBe('1')
  })
})
