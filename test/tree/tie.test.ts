import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY_MS } from '../../lib/isoTime'
import { tieCommit } from '../../lib/tree/tie'
import type { PatchMail } from '../../lib/tree/tieEvidence'
import { commit, JANE, lines, MARA, NOW, patch, REX, SENT, TITLE, tied } from './tiable'

describe('a commit and a patch with the same diff', () => {
  it('are tied by the patch-id', () => {
    expect(tied(commit(), patch('a'))).toEqual(['a patch-id'])
  })

  it('are tied under another title and by another author', () => {
    expect(tied(commit({ title: 'another title', author: REX }), patch('a'))).toEqual(['a patch-id'])
  })

  it('are not tied when two people would write the same two lines', () => {
    const typo = patch('a', { lines: lines(0, 2) })
    expect(tied(commit({ title: 'fix a typo', author: REX }), typo)).toEqual([])
    expect(tied(commit({ title: 'fix a typo' }), typo)).toEqual(['a patch-id'])
    expect(tied(commit({ author: REX }), typo)).toEqual(['a patch-id'])
  })

  it('are not tied when the mail came two days after the commit', () => {
    expect(tied(commit(), patch('a', { receivedMs: NOW + 2 * DAY_MS }))).toEqual([])
    expect(tied(commit(), patch('a', { receivedMs: NOW + DAY_MS / 2 }))).toEqual(['a patch-id'])
  })

  it('are tied when its author committed it days before posting it, to the first posting', () => {
    const own = commit({ committer: JANE })
    const later = patch('a', { receivedMs: NOW + 3 * DAY_MS })
    expect(tied(own, later)).toEqual(['a patch-id'])
    expect(tied(own, later, patch('v2', { receivedMs: NOW + 9 * DAY_MS }))).toEqual(['a patch-id'])
    expect(tied(own, later, patch('v1', { patchId: 'q', lines: lines(2, 10) }))).toEqual(['a patch-id'])
    expect(tied(own, patch('a', { receivedMs: NOW + 3 * DAY_MS, from: REX }))).toEqual([])
    expect(tied(own, patch('a', { receivedMs: NOW + 200 * DAY_MS }))).toEqual([])
  })

  it('are tied to the newest of several postings', () => {
    expect(tied(commit(), patch('v1'), patch('v2', { receivedMs: SENT + DAY_MS }))).toEqual(['v2 patch-id'])
  })

  it('are tied to the older version when that was applied', () => {
    const v2 = patch('v2', { receivedMs: SENT + DAY_MS, patchId: 'q' })
    expect(tied(commit(), patch('v1'), v2)).toEqual(['v1 patch-id'])
  })

  it('are tied to the posting by the author when another person posted the same', () => {
    const copy = patch('copy', { author: REX, title: 'the same', receivedMs: SENT + DAY_MS })
    expect(tied(commit(), patch('a'), copy)).toEqual(['a patch-id'])
  })

  it('are not tied by a copy that somebody else posted of an edited patch', () => {
    const copy = patch('copy', { author: REX, receivedMs: NOW, series: 'copy' })
    const posted = patch('a', { patchId: 'q', lines: lines(2, 10) })
    expect(tied(commit(), posted, copy)).toEqual(['a title', 'copy patch-id'])
  })

  it('are tied to the newest posting when a colleague posted that for the author, also in a series of their own', () => {
    const v2 = patch('v2', { from: REX, receivedMs: SENT + DAY_MS })
    expect(tied(commit(), patch('v1'), v2)).toEqual(['v2 patch-id'])
    expect(tied(commit(), patch('v1'), { ...v2, series: 'two' })).toEqual(['v2 patch-id', 'v1 patch-id'])
  })

  it('are not tied when the commit has no diff', () => {
    expect(tied(commit({ patchId: '', title: 'x', lines: [] }), patch('a', { patchId: '' }))).toEqual([])
    expect(tied(commit({ patchId: null, title: 'x', lines: [] }), patch('a', { patchId: null }))).toEqual([])
  })

  it('are not tied when the commit is a merge', () => {
    expect(tied(commit({ parents: 2 }), patch('a'))).toEqual([])
  })
})

describe('two small patches with one title by one author', () => {
  const title = 'thing: fix repeated words in comments'
  const one = patch('one', { title, patchId: 'q', lines: lines(0, 2) })
  const two = patch('two', { title, series: 'two', patchId: 'r', lines: lines(5, 2), receivedMs: SENT + DAY_MS })

  it('are told apart by a line that the commit kept', () => {
    expect(tied(commit({ title, lines: lines(1, 2) }), one, two)).toEqual(['one title'])
  })
})

describe('a commit and a patch with the same title', () => {
  const edited = commit({ patchId: 'q', lines: lines(2, 10) })

  it('are tied when the author is the same, by address or full name', () => {
    expect(tied(edited, patch('a'))).toEqual(['a title'])
    expect(tied(edited, patch('a', { author: { name: 'Doe, Jane', email: 'jd@example.com' } }))).toEqual(['a title'])
    expect(tied(edited, patch('a', { author: { name: '', email: 'jane+list@example.org' } }))).toEqual(['a title'])
  })

  it('are tied when a list has rewritten the author', () => {
    const author = { name: 'Jane Doe via list', email: 'list@lists.example.org' }
    expect(tied({ ...edited, author }, patch('a'))).toEqual(['a title'])
  })

  it('are tied by a name of one word only when that is all that the list has left', () => {
    const author = { name: 'jdoe via list', email: 'list@lists.example.org' }
    const other = patch('a', { author: { name: 'jdoe', email: 'jdoe@example.org' } })
    expect(tied({ ...edited, author }, other)).toEqual(['a title'])
    expect(tied({ ...edited, author: { name: 'jdoe', email: 'john@example.com' } }, other)).toEqual([])
  })

  it('are not tied to the patches of everybody whose From that list rewrites', () => {
    const author = { name: 'Rex Roe via list', email: 'list@lists.example.org' }
    const other = { name: 'Jane Doe via list', email: 'list@lists.example.org' }
    expect(tied({ ...edited, author }, patch('a', { author: other }))).toEqual([])
  })

  it('are not tied across people, however much the title says', () => {
    expect(tied({ ...edited, author: REX }, patch('a'))).toEqual([])
    expect(
      tied({ ...edited, author: { name: 'Jane', email: '' } }, patch('a', { author: { name: 'Jane', email: '' } })),
    ).toEqual([])
  })

  it('are tied to the posting by the author when two people use one title', () => {
    const other = patch('other', { author: REX, receivedMs: SENT + DAY_MS })
    expect(tied(edited, patch('a'), other)).toEqual(['a title'])
  })

  it('are tied to the newest posting before the commit', () => {
    const v2 = patch('v2', { receivedMs: SENT + DAY_MS })
    const v3 = patch('v3', { receivedMs: NOW + 2 * DAY_MS })
    expect(tied(edited, patch('v1'), v2, v3)).toEqual(['v2 title'])
  })

  it('are tied to the older posting when the commit has more of its lines', () => {
    const v2 = patch('v2', { receivedMs: SENT + DAY_MS, lines: lines(6, 10) })
    expect(tied(edited, patch('v1'), v2)).toEqual(['v1 title'])
  })

  it('are tied to the posting whose date is the author date, as git am sets it', () => {
    const v2 = patch('v2', { receivedMs: SENT + DAY_MS, sentMs: SENT + DAY_MS })
    expect(tied({ ...edited, authoredMs: SENT }, patch('v1'), v2)).toEqual(['v1 title'])
  })

  it('are not tied when they change other lines', () => {
    expect(tied({ ...edited, lines: lines(100, 10) }, patch('a'))).toEqual([])
  })

  it('are not tied after years, or after months when the title says little', () => {
    const [title, old] = ['Fix typo', SENT - 200 * DAY_MS]
    expect(tied(edited, patch('a', { receivedMs: SENT - 900 * DAY_MS, lines: [] }))).toEqual([])
    expect(tied(edited, patch('a', { receivedMs: old }))).toEqual(['a title'])
    expect(tied({ ...edited, title, lines: [] }, patch('a', { title, receivedMs: old }))).toEqual([])
    expect(tied({ ...edited, title, lines: [] }, patch('a', { title }))).toEqual(['a title'])
  })

  it('are not tied when one of them reverts the other', () => {
    expect(tied({ ...edited, title: `Revert "${TITLE}"`, lines: [] }, patch('a'))).toEqual([])
  })
})

describe('a commit that links to a mail', () => {
  const other = { title: 'area: a wholly different subject line', patchId: 'q', lines: lines(100, 10) }

  it('is tied to it by the link when the diff or title is the same', () => {
    expect(tied(commit(), patch('a', { linked: 'itself' }))).toEqual(['a link'])
    expect(tied(commit({ patchId: 'q', author: REX }), patch('a', { linked: 'itself' }))).toEqual(['a link'])
  })

  it('is tied to it rather than to a newer posting of the same diff', () => {
    const v2 = patch('v2', { receivedMs: SENT + DAY_MS })
    expect(tied(commit(), patch('v1', { linked: 'itself' }), v2)).toEqual(['v1 link'])
  })

  it('is tied to it when the committer reworded the title or edited the diff', () => {
    const title = 'subsystem: do another thing with the other thing'
    expect(tied(commit({ patchId: 'q', title, lines: [] }), patch('a', { linked: 'itself' }))).toEqual(['a link'])
    const kept = commit({ patchId: 'q', title: 'b: new words', lines: lines(5, 10) })
    expect(tied(kept, patch('a', { linked: 'itself', author: REX, from: REX }))).toEqual(['a link'])
  })

  it('is not tied to a mail that it only mentions', () => {
    expect(tied(commit({ patchId: 'r' }), patch('a', { ...other, linked: 'itself' }))).toEqual([])
    expect(tied(commit({ patchId: 'r', lines: [] }), patch('a', { ...other, linked: 'itself' }))).toEqual([])
  })

  it('is tied to the patch of that version with its diff or title, when it links to the cover letter, a reply or a neighbour', () => {
    const version = (id: string, facts: Partial<PatchMail>) => patch(id, { version: 'v', linked: 'version', ...facts })
    const neighbour = version('1', { ...other, linked: 'itself' })
    expect(tied(commit(), neighbour, version('2', {}))).toEqual(['2 link'])
    expect(tied(commit({ patchId: 'r' }), version('1', other), version('2', {}))).toEqual(['2 link'])
  })

  it('is not tied to a lone patch when it links to a reply that suggested something else', () => {
    expect(tied(commit({ patchId: 'r' }), patch('a', { ...other, linked: 'version' }))).toEqual([])
  })

  it('is tied to the newer posting with its diff when it links to an older version', () => {
    const v1 = patch('v1', { patchId: 'q', linked: 'itself' })
    expect(tied(commit(), v1, patch('v2', { receivedMs: SENT + DAY_MS }))).toEqual(['v2 patch-id'])
  })

  it('is tied to the linked version when an older one has its diff by chance', () => {
    const v2 = patch('v2', { patchId: 'q', linked: 'itself', receivedMs: SENT + DAY_MS })
    expect(tied(commit(), patch('v1'), v2)).toEqual(['v2 link'])
  })

  it('is tied to the patch with its diff when it links to one about something else', () => {
    expect(tied(commit(), patch('wrong', { ...other, linked: 'itself' }), patch('a'))).toEqual(['a patch-id'])
  })
})

describe('a commit with another title and diff than any patch', () => {
  const retitled = commit({ title: 'area: new words for it', patchId: 'q', lines: lines(2, 10) })

  it('is probably made from the patch by its author with most of its lines', () => {
    expect(tied(retitled, patch('a'))).toEqual(['a similar'])
    expect(tied(retitled, patch('a'), patch('b', { lines: lines(1, 10) }))).toEqual(['b similar'])
  })

  it('is made from a patch with a third of its lines when the title has half of the words', () => {
    const title = 'subsystem: do another thing with the other thing'
    expect(tied({ ...retitled, title, lines: lines(6, 10) }, patch('a'))).toEqual(['a similar'])
    expect(tied({ ...retitled, title, lines: lines(8, 10) }, patch('a'))).toEqual([])
  })

  it('is not made from the patch that it reverts, although that moved the same lines', () => {
    expect(tied({ ...retitled, title: `Revert "${TITLE}"` }, patch('a'))).toEqual([])
  })

  it('is probably made from the patch with its title and nine tenths of its lines, whoever posted that', () => {
    const renamed = { ...commit({ author: REX, patchId: 'q' }), lines: lines(0, 10) }
    expect(tied(renamed, patch('a', { lines: lines(0, 9) }))).toEqual(['a similar'])
    expect(tied(renamed, patch('a', { lines: lines(0, 8) }))).toEqual([])
    expect(tied({ ...renamed, title: 'another title that says much' }, patch('a', { lines: lines(0, 9) }))).toEqual([])
    const short = { title: 'fix a typo', lines: lines(0, 9) }
    expect(tied({ ...renamed, title: short.title }, patch('a', short))).toEqual([])
  })

  it('is tied to nothing when somebody else wrote such lines, or they have little in common', () => {
    expect(tied({ ...retitled, author: REX }, patch('a'))).toEqual([])
    expect(tied({ ...retitled, lines: lines(6, 10) }, patch('a'))).toEqual([])
  })

  it('is tied to all patches of a version that were squashed into it', () => {
    const squashed = { ...retitled, lines: lines(0, 20) }
    const one = patch('1', { version: 'v', lines: lines(0, 9) })
    const two = patch('2', { version: 'v', lines: lines(9, 9), title: 'b: two' })
    const other = patch('3', { version: 'v', lines: lines(40, 9), title: 'b: three' })
    expect(tied(squashed, one, two, other)).toEqual(['1 similar', '2 similar'])
    expect(tied({ ...squashed, title: TITLE }, one, two, other)).toEqual(['1 title', '2 similar'])
  })

  it('is tied to no other patch of the version when it has the diff of one', () => {
    const one = patch('1', { version: 'v' })
    const part = patch('2', { version: 'v', patchId: 'q', lines: lines(2, 6), title: 'b: two' })
    expect(tied(commit(), one, part)).toEqual(['1 patch-id'])
    expect(tied(commit({ patchId: 'r' }), one, part)).toEqual(['1 title', '2 similar'])
  })

  it('is tied to no small patch whose lines are somewhere in it', () => {
    const large = { ...retitled, lines: lines(0, 100) }
    expect(tied(large, patch('1', { lines: lines(0, 5) }))).toEqual([])
  })
})

describe('any commit', () => {
  const small = fc.record({
    title: fc.constantFrom(TITLE, 'b: another', `Revert "${TITLE}"`),
    author: fc.constantFrom(JANE, REX),
    patchId: fc.constantFrom('p', 'q'),
    lines: fc.constantFrom(lines(0, 10), lines(4, 10), lines(0, 2), []),
    linked: fc.constantFrom(null, 'itself' as const, 'version' as const),
    pull: fc.boolean(),
    words: fc.constantFrom([], ['5.10'], ['iptables']),
    series: fc.constantFrom('s', 't'),
    version: fc.constantFrom('1', '2'),
    receivedMs: fc.constantFrom(SENT, SENT + DAY_MS, NOW + 3 * DAY_MS),
  })

  it('is tied the same way whatever the order of the mails, and to no mail twice', () => {
    fc.assert(
      fc.property(
        fc.array(small, { maxLength: 8 }),
        fc.constantFrom(JANE, MARA),
        fc.nat({ max: 7 }),
        (drawn, committer, turn) => {
          const mails = drawn.map((facts, index) =>
            patch(String(index), { ...facts, version: `${facts.series} ${facts.version}` }),
          )
          const turned = [...mails.slice(turn), ...mails.slice(0, turn)]
          const made = commit({ committer })
          const ties = tieCommit(made, mails)
          expect(tieCommit(made, turned)).toEqual(ties)
          expect(new Set(ties.map(({ mail }) => mail.key)).size).toBe(ties.length)
        },
      ),
      { numRuns: 1_000 },
    )
  })
})
