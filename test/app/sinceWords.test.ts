import { describe, expect, it } from 'vitest'
import {
  carrySentence,
  carryText,
  firstChanged,
  gradeWords,
  isToLookAt,
  openWords,
  patchChangeWords,
  replyText,
  sinceSentence,
  tagsOfPatch,
} from '../../app/_model/sinceWords'
import type { SinceCommentView, SincePatchView, SinceReviewView, SinceTagView } from '../../db/queries/views'

const tag = (since: SinceTagView['since'], lines = 0, name = 'Reviewed-by'): SinceTagView => ({
  name,
  given: 1,
  givenLabel: 'v1',
  since,
  lines,
  asked: false,
  messageId: 'tag@example.org',
})
const patch = (
  number: number,
  tags: readonly SinceTagView[],
  comments: readonly SinceCommentView[] = [],
): SincePatchView => ({
  number,
  title: `part ${number}`,
  from: { version: 1, label: 'v1', key: '1' },
  change: 'code',
  added: 1,
  removed: 1,
  note: '',
  tags,
  comments,
})
const comment = (outcome: SinceCommentView['outcome'], quote: string): SinceCommentView => ({
  messageId: 'ask@example.org',
  quote,
  quoted: null,
  outcome,
  fate: null,
  severity: 'request',
  resumed: false,
  on: 'v1',
  replies: [],
})
const fate = (answered: boolean) => ({
  status: 'open' as const,
  answered,
  answeredBy: null,
  changedIn: null,
  messageOnly: false,
  announcedIn: null,
  mergedOver: false,
})
const toVersion = { version: 2, label: 'v2', key: '2' }

describe('lines for a reply', () => {
  it('groups tags by what changed since, and counts the lines of code', () => {
    const patches = [
      patch(1, [tag('code', 1)]),
      patch(3, [tag('code', 19)]),
      patch(11, [tag('none'), tag('none', 0, 'Tested-by')]),
      patch(12, [tag('whitespace')]),
      patch(13, [tag('none')]),
    ]
    expect(replyText({ patches, comments: [], toVersion }).split('\n')).toEqual([
      'Reviewed-by still good for 11, 13.',
      'Reviewed-by still good, only white space changed in 12.',
      'Reviewed-by predates changed code in 1 (1 line) and 3 (19 lines).',
      'Tested-by still good for 11.',
    ])
  })

  it('says of a tag that asked for the change that it is still good', () => {
    const asked = { ...tag('code', 2), asked: true }
    const view = { patches: [patch(4, [asked]), patch(5, [tag('code', 3)])], comments: [], toVersion }
    expect(replyText(view).split('\n')).toEqual([
      'Reviewed-by still good, changed after my comments: 4 (2 lines).',
      'Reviewed-by predates changed code in 5 (3 lines).',
    ])
    expect(view.patches.map((one) => isToLookAt(one, toVersion))).toEqual([false, true])
    expect(gradeWords(asked)).toBe('2 lines since, as asked with the tag')
  })

  it('names the open comments, each once, and no settled one', () => {
    const open = comment('open', 'Why is this needed?')
    const patches = [patch(1, [], [open, comment('cleared', 'Please rename it.')]), patch(1, [], [open])]
    expect(replyText({ patches, comments: [comment('open', 'Is there a test?')], toVersion })).toBe(
      'Still open: Is there a test?\nStill open on 1: Why is this needed?',
    )
  })

  it('name no question, nit, answered request or promised change, and nothing asked of the newest version itself', () => {
    const asked = comment('open', 'Please rename it.')
    const comments: readonly SinceCommentView[] = [
      { ...asked, severity: 'question' },
      { ...asked, severity: 'nit' },
      { ...asked, quote: 'We could have something like:' },
      { ...asked, fate: fate(true) },
      { ...asked, on: 'v2' },
      comment('promised', 'Please split it.'),
      { ...asked, quote: 'I do not want this.', severity: 'objection', fate: fate(true) },
    ]
    expect(replyText({ patches: [], comments, toVersion })).toBe('Still open: I do not want this.')
  })

  it('name tags on the newest version only beside others', () => {
    const patches = [patch(1, [{ ...tag('none'), givenLabel: 'v2' }])]
    expect(replyText({ patches, comments: [], toVersion })).toBe('')
    const older = [...patches, patch(2, [tag('none')])]
    expect(replyText({ patches: older, comments: [], toVersion }).split('\n')).toEqual([
      'Reviewed-by still good for 2.',
      'Reviewed-by given on v2 for 1.',
    ])
  })

  it('are none when there is nothing to say', () => {
    expect(replyText({ patches: [patch(1, [])], comments: [], toVersion })).toBe('')
  })
})

describe('tags for the next version', () => {
  const carried = (patches: readonly number[], since: SinceTagView['since'], lines = 0) => ({
    trailer: 'Reviewed-by: Rita Reader <rita@example.org>',
    given: 'v1',
    since,
    lines,
    asked: false,
    condition: null,
    messageId: 'tag@example.org',
    patches,
    unposted: patches,
  })

  it('are one line for each trailer to carry, and one with the lines that changed for each to ask for again', () => {
    const keep = [carried([2, 3], 'none'), carried([5], 'rebase')]
    expect(carryText({ keep, once: [], ask: [carried([1], 'code', 19)], toVersion }).split('\n')).toEqual([
      'Carry if the patch stays unchanged:',
      '  2, 3, 5: Reviewed-by: Rita Reader <rita@example.org>',
      'Ask again; the code changed after the tag:',
      '  1: Reviewed-by: Rita Reader <rita@example.org>  (given on v1, 19 lines since)',
    ])
  })

  it('are counted by patch in a sentence', () => {
    const newest = { version: 3, label: 'v3', key: '3' }
    type Tags = ReturnType<typeof carried>[]
    const sentence = (keep: Tags, ask: Tags, once: Tags = []) =>
      carrySentence({ carry: { keep, once, ask, titles: [], posted: 1, open: 0, answered: 0 }, toVersion: newest })
    expect(sentence([carried([2, 3], 'none')], [carried([1], 'code', 19)])).toBe(
      '3 review tags from replies, counted for each patch of v3: 2 may be carried if the patch stays unchanged; the code changed after the other one.',
    )
    expect(sentence([carried([2], 'none')], [])).toContain('all may be carried')
    expect(sentence([carried([2], 'none')], [], [carried([4], 'none')])).toContain(
      ': 1 may be carried if the patch stays unchanged; 1 only once its condition is met.',
    )
    expect(sentence([], [carried([1], 'code', 19)])).toContain(': the code changed after it.')
    expect(sentence([], [])).toBe('No review tags to carry from replies to v3 or before it. v3 has 1 tag as posted.')
  })

  it('that depend on a change are apart, with the words of the condition', () => {
    const once = [{ ...carried([4], 'none'), condition: 'with those two nits fixed' }]
    expect(carryText({ keep: [], once, ask: [], toVersion }).split('\n')).toEqual([
      'Carry only once its condition is met:',
      '  4: Reviewed-by: Rita Reader <rita@example.org>  (“with those two nits fixed”, on v1)',
    ])
    expect(tagsOfPatch({ keep: [], once, ask: [], titles: [], posted: 0, open: 0, answered: 0 }, 4)).toMatchObject([
      { carried: false },
    ])
  })

  it('carry what changed only as the mail of the tag asked, and are listed by patch', () => {
    const keep = [carried([2], 'none'), { ...carried([3], 'code', 4), asked: true }]
    const ask = [carried([2], 'code', 9)]
    expect(carryText({ keep, once: [], ask, toVersion }).split('\n')).toEqual([
      'Carry if the patch stays unchanged:',
      '  2: Reviewed-by: Rita Reader <rita@example.org>',
      'Carry; a change was asked for with the tag, and made:',
      '  3: Reviewed-by: Rita Reader <rita@example.org>  (given on v1, 4 lines since)',
      'Ask again; the code changed after the tag:',
      '  2: Reviewed-by: Rita Reader <rita@example.org>  (given on v1, 9 lines since)',
    ])
    expect(
      tagsOfPatch({ keep, once: [], ask, titles: [], posted: 0, open: 0, answered: 0 }, 2).map((one) => one.carried),
    ).toEqual([true, false])
  })

  it('mark what the newest version lacks as posted, unless it lacks all of them', () => {
    const keep = [{ ...carried([1, 2, 7], 'none'), unposted: [7] }]
    expect(carryText({ keep, once: [], ask: [], toVersion }).split('\n').slice(1)).toEqual([
      '  1, 2: Reviewed-by: Rita Reader <rita@example.org>',
      '  7: Reviewed-by: Rita Reader <rita@example.org>  (not in v2 as posted)',
    ])
    expect(
      carrySentence({ carry: { keep, once: [], ask: [], titles: [], posted: 2, open: 0, answered: 0 }, toVersion }),
    ).toContain('v2 as posted lacks 1 of these.')
  })

  it('are no text without a tag', () => {
    expect(carryText({ keep: [], once: [], ask: [], toVersion })).toBe('')
  })
})

describe('the review in a sentence', () => {
  const version = (number: number) => ({ version: number, label: `v${number}`, key: `${number}` })
  const view = (to: number, patches: readonly SincePatchView[]): SinceReviewView => ({
    seriesId: 'v1@example.org',
    title: 'parts',
    person: { name: 'Rita Reader', emails: ['rita@example.org'] },
    isAuthor: false,
    from: 1,
    to,
    fromVersion: version(1),
    toVersion: version(to),
    last: { messageId: 'tag@example.org', received: '2024-03-01T10:00:00Z' },
    patches,
    comments: [],
    dropped: [],
    carry: null,
  })

  it('says of somebody who reviewed the newest version what changed in patches that they spoke about before', () => {
    const newest = version(3)
    const all = [
      patch(1, [tag('code', 1)]),
      patch(2, [{ ...tag('code', 1), asked: true }]),
      { ...patch(3, [tag('none')]), from: newest, change: null },
    ]
    const seen = { ...view(3, all), from: 3, fromVersion: newest }
    expect(sinceSentence(seen)).toBe(
      'Rita Reader last reviewed v3, which is the newest version, in 1 patch; up to v3, code changed in 2 of the 2 other patches that they tagged or commented on before, in 1 as asked with their tag.',
    )
    expect(firstChanged(seen)).toEqual(version(1))
    expect(firstChanged({ ...seen, patches: all.slice(2) })).toBeUndefined()
  })

  it('counts the patches with other code', () => {
    const same = { ...patch(2, []), change: 'identical' as const }
    expect(sinceSentence(view(3, [patch(1, []), same]))).toBe(
      'Rita Reader last reviewed v1; up to v3, code changed in 1 of the 2 patches that they tagged or commented on.',
    )
    expect(sinceSentence(view(3, [same]))).toBe(
      'Rita Reader last reviewed v1; up to v3, no code changed in the patch that they tagged or commented on.',
    )
  })

  it('counts a patch whose tag only white space or a rebase separates from the newest version as the same code', () => {
    const patches = [patch(1, [tag('whitespace')]), patch(3, [tag('rebase')]), patch(4, [tag('code', 2)])]
    expect(sinceSentence(view(3, patches))).toContain('code changed in 1 of the 3 patches')
    expect(patches.map((one) => isToLookAt(one, version(3)))).toEqual([false, false, true])
    const same = (outcome: SinceCommentView['outcome'], more: Partial<SinceCommentView> = {}) =>
      isToLookAt(patch(5, [tag('none')], [{ ...comment(outcome, 'Why?'), ...more }]), version(3))
    expect([same('open'), same('cleared')]).toEqual([true, false])
    // On the newest version, a comment is the author's to answer.
    expect([same('open', { on: 'v3' }), same('open', { on: 'v3', fate: fate(true) })]).toEqual([false, true])
    expect([same('promised', { on: 'v3' }), same('open', { on: 'v3', fate: fate(true), resumed: true })]).toEqual([
      false,
      false,
    ])
  })

  it('says when the version is the newest', () => {
    expect(sinceSentence(view(1, [patch(1, [])]))).toBe('Rita Reader last reviewed v1, which is the newest version.')
  })

  it('gives the size of a change with why it is smaller than it looks', () => {
    expect(patchChangeWords({ ...patch(1, []), note: 'whitespace only' })).toBe(
      'code changed, 1 added, 1 removed; whitespace only',
    )
  })
})

it('says how many open comments the author has to answer', () => {
  expect(openWords({ open: 2, answered: 0 })).toBe('2 open comments to answer')
  expect(openWords({ open: 3, answered: 2 })).toBe('3 open comments, 1 to answer')
  expect(openWords({ open: 1, answered: 1 })).toBe('1 open comment, answered')
})
