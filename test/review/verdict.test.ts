import { describe, expect, it } from 'vitest'
import { indexTitles } from '../../lib/review/patchTitles'
import { readVerdicts } from '../../lib/review/readVerdicts'
import { postedKeys } from '../../lib/review/replaced'
import { findPeople, readReplies } from '../../lib/review/replies'
import type { Verdict } from '../../lib/review/verdict'
import { ANN, JANE, REX, type ShortPatch, type ShortReply, seriesInput } from './fixture'

const FIVE = ['one', 'two', 'three', 'four', 'five'].map((title) => ({ line: title, title }))

/** The verdicts of all replies to one version with these patches. */
function verdicts(replies: readonly ShortReply[], patches: readonly ShortPatch[] = FIVE, first = 1): Verdict[] {
  const input = seriesInput([patches], replies)
  const read = readReplies(input, findPeople(input))
  const titles = indexTitles(patches.map(({ title = '' }, at) => ({ number: at + first, title })))
  const found = readVerdicts(read, new Map([[1, titles]]), postedKeys(input.versions))
  return read.flatMap(({ key }) => found.get(key) ?? [])
}

const reply = (body: string, more: Partial<ShortReply> = {}): ShortReply => ({
  id: 'm',
  from: ANN,
  body,
  at: 30,
  ...more,
})

/** 'applied 1,2' for each verdict of one reply. */
function read(body: string, more: Partial<ShortReply> = {}, patches: readonly ShortPatch[] = FIVE): string[] {
  return verdicts([reply(body, more)], patches).map(({ kind, numbers }) => `${kind} ${numbers}`)
}

describe('what a reply says was applied', () => {
  it.each([
    ['LGTM, applied, thanks.', 2, '2'],
    ['Series applied.', 2, 'all'],
    ['Fixed the typo and applied to foo-next.', 3, '3'],
    ['Pushed out', 0, 'all'],
    ['I have queued this one up in the example branch', 4, '4'],
    ['Patches 1 and 2 are applied', 0, '1,2'],
    ['Applied the whole series, thanks.', 1, 'all'],
    ['Applied 1-2, thanks.', 0, '1,2'],
    ['Applied from 1 to 3 (all inclusive)', 0, '1,2,3'],
    ['I fixed them up and applied patch #3 ~ #5.', 5, '3,4,5'],
    ['Applied this and patch 4.', 1, '1,4'],
    ['Patch 1 and 2 merged to example/next', 0, '1,2'],
    ['I help tested and merged patch1/5 and 2/5.', 2, '1,2'],
    ["I've applied the first 4, the other one I had questions on.", 0, '1,2,3,4'],
    ['Applied all but patch 3, thanks.', 0, '1,2,4,5'],
    ['Patch 3 needs a new version, applied the rest.', 0, '1,2,4,5'],
    ['Patch 2 is not useful without patch 1 so I have applied the whole series', 0, 'all'],
    ['thanks, merged these three.', 3, '1,2,3'],
    ['merged up to this patch', 3, '1,2,3'],
    ['And the two removal patches are pushed as well, thanks.', 4, '4,5'],
    ['All merged, thanks!', 4, 'all'],
    ['Series looks good to me, applied.', 3, 'all'],
    ['Thanks, taken.', 0, 'all'],
    ['Thanks, applying to foo-next.', 0, 'all'],
    ["I'm sorry, already merged, but I was not able to reply.", 0, 'all'],
    ['I have not heard a better suggestion, so applied.', 0, 'all'],
    ['I dared to fix this and merge.', 0, 'all'],
    ['Processed.', 0, 'all'],
    ['I moved the line back, makes the diff smaller. So added.', 2, '2'],
  ])('"%s" in reply to %i is about %s', (body, patch, numbers) => {
    expect(read(body, { patch })).toEqual([`applied ${numbers}`])
  })

  it.each([
    'I am not going to apply this.',
    'I applied it to my machine and it works.',
    'I will apply it tomorrow.',
    'This could be applied.',
    'Can be applied now.',
    'Not applied yet.',
    "Yesterday I've applied the patch to kernel 5.4 and the problem is gone.",
    'The patch picked up for the stable tree will need this.',
    'I picked the first one that came up in a search.',
    "I've pulled it in and will include it in v4.",
    'I pushed your patch through mailing list, because you posted unsubscribed.',
    'Applied this on top of rc1.',
  ])('nothing was applied by "%s"', (body) => {
    expect(read(body, { patch: 0 }).filter((one) => one.startsWith('applied'))).toEqual([])
  })

  it('is all that the author posted, when the author pushed it at the end of a discussion about one patch', () => {
    const asked = reply('> +one\nPlease rename it.', { id: 'asked', from: REX, at: 20, patch: 1 })
    const pushed = 'I made the changes you requested and pushed it to the repository.'
    const all = (from: typeof JANE) =>
      verdicts([asked, reply(pushed, { from, to: 'asked', patch: 1 })]).map(({ numbers }) => numbers)
    expect(all(JANE)).toEqual(['all'])
    expect(all(ANN)).toEqual([[1]])
  })

  it('is not what a reviewer asked the author to add', () => {
    expect(read('> Please add a comment.\n\nAdded.', { from: JANE })).toEqual([])
  })

  it('is what a list of commits names: numbers first, then titles, also without a commit', () => {
    const list = (...lines: readonly string[]) =>
      `Applied, thanks!\n\n${lines.map((line) => `${line}\n      commit: 0123456789ab`).join('\n')}\n`
    expect(read(list('[1/2] two', '[2/2] four'), { patch: 0 })).toEqual(['applied 2,4'])
    expect(
      read('Applied, thanks!\n\n[1/2] one\n      (no commit info)\n[2/2] two\n      commit: 0123456789ab\n'),
    ).toEqual(['applied 1,2'])
    const twins = [
      { line: 'a', title: 'one' },
      { line: 'b', title: 'fix docs' },
      { line: 'c', title: 'fix docs' },
    ]
    expect(read(list('[2/3] fix docs', '[3/3] fix docs'), { patch: 0 }, twins)).toEqual(['applied 2,3'])
    expect(read(list('[3/3] fix docs'), { patch: 0 }, twins)).toEqual(['applied 3'])
    expect(read(list('[1/2] fix docs', '[2/2] fix docs'), { patch: 0 }, twins)).toEqual(['applied 2,3'])
    expect(read(list('[2/3] another title'), { patch: 0 }, twins)).toEqual(['applied 2'])
  })

  it("is not told by the titles of a list that are somebody else's patches", () => {
    const list = 'Applied, thanks!\n\n[9/9] nine\n      commit: 0123456789ab\n'
    expect(read(list, { patch: 2 })).toEqual(['applied 2'])
  })

  it('is nothing of a series for many lists, when it names only patches that are not archived here', () => {
    const cover = (body: string) =>
      verdicts([reply(body, { patch: 0 })], FIVE, 86).map(({ kind, numbers }) => `${kind} ${numbers}`)
    expect(cover('Applied 20-22,54 to scsi-staging, thanks.')).toEqual(['applied '])
    expect(cover('Applied 20-22,88 to scsi-staging, thanks.')).toEqual(['applied 88'])
    const list = 'Applied to scsi-queue, thanks!\n\n[054/141] target: Fix it\n      commit: 0123456789ab\n'
    expect(cover(list)).toEqual([])
    expect(cover(list.replace('054', '087'))).toEqual(['applied 87'])
  })
})

describe('the mail of a bot', () => {
  const from = { name: '', email: 'patchwork-bot+example@example.org' }
  const summary = (...lines: readonly string[]) =>
    `Hello:\n\nThis series was applied to example/net.git (main)\nby Ann Poe:\n\nHere is the summary with links:\n${lines.join('\n')}\n`

  it('lists the patches that have a commit', () => {
    const body = summary(
      '  - [net,1/5] one',
      '    https://x.example/c/1',
      '  - [net,2/5] two',
      '    (no matching commit)',
    )
    expect(read(body, { from, patch: 0 })).toEqual(['applied 1'])
    expect(read(summary(), { from, patch: 0 })).toEqual(['applied all'])
  })

  it('says that a pull request was merged', () => {
    const body =
      'The pull request you sent on Mon, 1 Jan 2030:\n\n> git://x.example tags/y\n\nhas been merged into example/linux.git:\nhttps://x.example/c/1\n'
    expect(verdicts([reply(body, { from, patch: 0 })])).toMatchObject([{ kind: 'applied', tree: 'example/linux.git' }])
    expect(read('The pull request you sent was not merged.', { from, patch: 0 })).toEqual([])
  })
})

describe('a command to a bot', () => {
  it.each([
    ['pw-bot: accept', 'applied all'],
    ['pw-bot: changes-requested', 'changes-requested all'],
    ['pw-bot: cr', 'changes-requested all'],
    ['pw-bot: defer', 'deferred all'],
    ['pw-bot: reject', 'rejected all'],
    ['pw-bot: not-applicable', 'not-applicable all'],
    ['pw-bot: under-review', 'under-review all'],
    ['pw-bot: superseded', 'superseded all'],
    ['#syz fix: two', 'applied 2'],
  ])('%s gives %s', (body, verdict) => {
    expect(read(`Thanks.\n\n${body}\n`)).toEqual([verdict])
  })

  it.each([
    '#syz dup: another crash',
    '#syz invalid',
    '#syz fix: another title',
    '#regzbot fix: two',
    'pw-bot: dance',
    '> pw-bot: accept',
  ])('%s says nothing of patches', (body) => {
    expect(read(`Thanks.\n\n${body}\n`)).toEqual([])
  })
})

describe('a decision in words', () => {
  it.each([
    ["Let's wait until after the release.", 'deferred'],
    ["Thanks, I'll apply this after the release.", 'deferred'],
    ['This patch should wait for the next merge window.', 'deferred'],
    ["It's too late for this merge window.", 'deferred'],
    ['The problem is already fixed in -next.', 'not-applicable'],
    ['Thanks, but there is already a fix queued.', 'not-applicable'],
    ['I set this in patchwork as superseded.', 'superseded'],
    ["I'm closing this in patchwork because it's not applicable now.", 'not-applicable'],
    ['Setting this as changes requested.', 'changes-requested'],
  ])('"%s" is %s', (body, kind) => {
    expect(read(body, { patch: 0 })).toEqual([`${kind} all`])
  })

  it.each([
    "We'll have to wait for DT review before I can apply the patch.",
    'The caller should wait for the lock.',
    'Should this wait for the next release?',
    'The problem is already fixed in this patch.',
    'This lock is no longer needed.',
  ])('"%s" is none', (body) => {
    expect(read(body, { patch: 0 })).toEqual([])
  })
})

describe('an author who applies own patches', () => {
  it.each(['Patch applied.', 'Series applied.', 'Pushed out, thanks', 'Merged.', 'FYI merged.'])(
    'says so: %s',
    (body) => {
      expect(read(body, { from: JANE, patch: 0 })).toEqual(['applied all'])
    },
  )

  it('says so by a list of commits', () => {
    expect(read('Applied.\n\n[1/5] one\n      commit: 0123456789ab\n', { from: JANE, patch: 0 })).toEqual(['applied 1'])
  })

  it.each([
    "I've just pushed v2 with these changes.",
    'I merged this patch into my own fork, so you can look at it.',
    'I pushed this change as a new patch set.',
    'I folded this into the patch:',
    '> Please free it.\nApplied.\n\n> And this one.\nWhy?\n\n> Typo.\nFixed.\n',
  ])('does not say so: %s', (body) => {
    const text = body.startsWith('>') ? `> Hm.\nYes.\n\n${body}` : body
    expect(read(text, { from: JANE, patch: 1 })).toEqual([])
  })
})

describe('"merged" in reply to one patch', () => {
  const TWO = FIVE.slice(0, 2)
  const review = reply('Thanks, looks good.', { id: 'r', from: REX, at: 10, patch: 1 })
  const merged = (more: Partial<ShortReply> = {}) =>
    reply('Thanks for your review, merged.', { patch: 1, to: 'r', ...more })
  const numbers = (replies: readonly ShortReply[], patches = TWO) =>
    verdicts(replies, patches).map(({ numbers: found }) => String(found))

  it('is about all of two when it ends a discussion', () => {
    expect(numbers([review, merged()])).toEqual(['all'])
    expect(numbers([review, merged({ from: JANE })], FIVE)).toEqual(['all'])
  })

  it('is about that patch when it answers the patch, names it or its tree, or is part of a longer series of somebody else', () => {
    expect(numbers([reply('Merged, thanks.', { patch: 1 })])).toEqual(['1'])
    expect(numbers([review, merged({ body: 'Merged this one, thanks.' })])).toEqual(['1'])
    expect(numbers([review, merged({ body: 'Applied to foo-next, thanks.' })])).toEqual(['1'])
    expect(numbers([review, merged()], FIVE)).toEqual(['1'])
  })

  it('is about that patch when another one has to change, or was applied by another mail', () => {
    const asks = reply('Please free it here.', { id: 'q', from: REX, at: 12, patch: 2 })
    expect(numbers([review, asks, merged()])).toEqual(['1'])
    expect(numbers([review, merged(), reply('Merged, thanks.', { id: 'n', at: 40, patch: 2 })])).toEqual(['1', '2'])
  })

  it('is denied of a patch', () => {
    const denied = reply('FYI this has not been merged (only the second patch).', {
      id: 'n',
      from: JANE,
      at: 40,
      patch: 1,
    })
    expect(verdicts([review, denied], TWO)).toMatchObject([{ kind: 'dropped', numbers: [1] }])
  })
})
