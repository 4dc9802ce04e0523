import { describe, expect, it } from 'vitest'
import { judgeAsks } from '../../lib/story/asks'
import { indexRows } from '../../lib/story/rows'
import type { GivenTag } from '../../lib/story/tags'
import type { StoryComment, StoryItem, StoryTrack } from '../../lib/story/types'
import { ARI, cell, changed, changes, comment, item, REX, track, versionsOf } from './build'

const versions = versionsOf([1, 2], [1, 2], [1, 2])
const tracks = [track(cell(1, 1), changed(2, 1, 3), cell(3, 1)), track(cell(1, 2), cell(2, 2), changed(3, 2, 1))]

/** The comments of each card: `v2: done 1 "item"`. */
function told(
  comments: readonly StoryComment[],
  items: readonly StoryItem[] = [],
  rows: readonly StoryTrack[] = tracks,
  given: readonly GivenTag[] = [],
  lines: readonly string[] = [],
) {
  const changesOf = () => changes(...lines)
  const cards = judgeAsks({
    versions,
    rows: indexRows(rows),
    comments,
    items,
    given,
    changesOf,
    isApplied: () => false,
  })
  return [...cards].flatMap(([version, asks]) =>
    asks.map(({ outcome, changed: numbers, item: index }) =>
      [`v${version}: ${outcome}`, ...numbers, ...(index === null ? [] : [`"${items[index]?.text}"`])].join(' '),
    ),
  )
}

/** Both patches changed in v2. */
const both = [track(cell(1, 1), changed(2, 1, 3)), track(cell(1, 2), changed(2, 2, 1))]

describe('a comment on the card of a version', () => {
  it('is done when that version changed for it', () => {
    expect(told([comment({ status: 'addressed', changedIn: 2 })])).toEqual(['v2: done 1'])
  })

  it('is undone until a later version answers it', () => {
    const late = comment({ status: 'addressed', tracks: [1], changedIn: 3 })
    expect(told([late])).toEqual(['v2: undone', 'v3: done 2'])
  })

  it('is undone on the first card and on the newest one while it stays open', () => {
    expect(told([comment()])).toEqual(['v2: undone', 'v3: undone'])
    expect(told([comment({ position: 'objects' })])).toEqual(['v2: undone', 'v3: undone'])
  })

  it('is settled when words settled it, though its lines changed for another reason', () => {
    expect(told([comment({ status: 'cleared', changedIn: 2 })])).toEqual(['v2: settled'])
    expect(told([comment({ status: 'declined', answered: true, changedIn: 2 })])).toEqual(['v2: answered'])
  })

  it('is answered on both cards while it stays open after somebody replied', () => {
    expect(told([comment({ answered: true })])).toEqual(['v2: answered', 'v3: answered'])
    expect(told([comment({ status: 'promised', answered: true })])).toEqual(['v2: answered', 'v3: answered'])
  })

  it('is done when its author accepted the answer and the next version changed its lines', () => {
    expect(told([comment({ status: 'cleared', answered: true, changedIn: 2 })])).toEqual(['v2: done 1'])
    expect(told([comment({ status: 'cleared', answered: true, changedIn: 3 })])).toEqual(['v2: settled'])
  })

  it('is settled when of those agreed on it names nothing of what changed, another one does, and the line above it stayed', () => {
    const agreed = { status: 'cleared', answered: true, changedIn: 2 } as const
    const all = [
      comment({ ...agreed, quote: 'Please move ring_free() into a label.' }),
      comment({ ...agreed, quote: 'Otherwise ring_init() has a bug.' }),
    ]
    expect(told(all, [], tracks, [], ['-ring_free(ring);'])).toEqual(['v2: done 1', 'v2: settled'])
    expect(told(all, [], tracks, [], ['+err = 0;', ' ring_free(ring);'])).toEqual(['v2: done 1', 'v2: done 1'])
    expect(told(all.slice(1), [], tracks, [], ['-ring_free(ring);'])).toEqual(['v2: done 1'])
    const [first = comment(), second = comment()] = all
    const below = [first, { ...second, above: '+\tint long_count;' }]
    expect(told(below, [], tracks, [], ['-ring_free(ring);', '-int long_count;'])).toEqual(['v2: done 1', 'v2: done 1'])
    const item1 = item('fix a bug in ring_init', { remark: 'ask', patches: [1] })
    expect(told(all, [item1], tracks, [], ['-ring_free(ring);'])).toContain(`v2: done 1 "${item1.text}"`)
  })

  it('is settled when the version that it is said to have changed only rebased the patch', () => {
    const agreed = comment({ status: 'cleared', answered: true, changedIn: 2 })
    const rebased = [track(cell(1, 1), cell(2, 1, { change: 'context' }), cell(3, 1)), ...tracks.slice(1)]
    expect(told([agreed], [], rebased)).toEqual(['v2: settled'])
    // Asked for another posting or for a tag.
    expect(told([comment({ status: 'addressed', changedIn: 2 })], [], rebased)).toEqual(['v2: done'])
  })

  it('is done when its author tagged the patch after its lines had changed, not before', () => {
    const cleared = comment({ status: 'cleared', changedIn: 2 })
    const tag = { person: REX, name: 'Reviewed-by', mailKey: 'tag', patches: [1] }
    expect(told([cleared], [], tracks, [{ ...tag, version: 2, saidMs: 2 * 3_600_000 + 1 }])).toEqual(['v2: done 1'])
    expect(told([cleared], [], tracks, [{ ...tag, version: 1, saidMs: cleared.saidMs + 1 }])).toEqual(['v2: settled'])
    const late = comment({ status: 'cleared', changedIn: 3, tracks: [1] })
    const onAll = { ...tag, version: 3, saidMs: 9 * 3_600_000, patches: null }
    expect(told([late], [], tracks, [onAll])).toEqual(['v2: undone', 'v3: done 2'])
    expect(told([late], [], tracks, [{ ...onAll, person: ARI }])).toEqual(['v2: settled'])
  })

  it('is gone when the version no longer has the patch', () => {
    const gone = [track(cell(1, 1), cell(2, 1, { change: 'dropped' })), track(cell(1, 2), cell(2, 1), cell(3, 1))]
    expect(told([comment({ status: null, position: 'asks' })], [], gone)).toEqual(['v2: gone'])
  })

  it('is answered, on the card of the version that was posted next, when somebody replied before the patch went away', () => {
    const gone = [track(cell(1, 1), cell(2, 1), cell(3, 1, { change: 'dropped' })), tracks[1] ?? track()]
    const lost = comment({ status: null, position: 'asks' })
    expect(told([lost], [], gone)).toEqual(['v2: undone', 'v3: gone'])
    expect(told([{ ...lost, answered: true }], [], gone)).toEqual(['v2: answered'])
  })

  it('is gone when it objects, somebody replied, and the very next version is without the patch', () => {
    const gone = [track(cell(1, 1), cell(2, 1, { change: 'dropped' })), tracks[1] ?? track()]
    const lost = comment({ status: null, answered: true, position: 'objects' })
    expect(told([lost], [], gone)).toEqual(['v2: gone'])
    expect(told([{ ...lost, position: 'asks' }], [], gone)).toEqual(['v2: answered'])
  })

  it('is done when the author agreed to it and the next version is without the patch', () => {
    const gone = [track(cell(1, 1), cell(2, 1, { change: 'dropped' })), tracks[1] ?? track()]
    const lost = comment({ status: null, answered: true })
    expect(told([{ ...lost, agreed: true }], [], gone)).toEqual(['v2: done'])
    expect(told([lost], [], gone)).toEqual(['v2: answered'])
    const later = [track(cell(1, 1), cell(2, 1), cell(3, 1, { change: 'dropped' })), tracks[1] ?? track()]
    expect(told([{ ...lost, agreed: true }], [], later)).toEqual(['v2: answered'])
  })

  it('that asked for the patch to be merged into another is done by a version without it', () => {
    const without = [track(cell(1, 1), cell(2, 1, { change: 'dropped' }))]
    const merge = comment({ status: null, quote: 'Please merge this patch with patch 2.' })
    expect(told([merge], [], without)).toEqual(['v2: done'])
    expect(told([comment({ status: null })], [], without)).toEqual(['v2: gone'])
  })

  it('is not done by another commit message, unless it speaks of words or quotes them', () => {
    const words = [track(cell(1, 1), cell(2, 1, { change: 'message' }), cell(3, 1)), ...tracks.slice(1)]
    const loose = comment({ status: 'addressed', changedIn: 2, answered: true })
    expect(told([loose], [], words)).toEqual(['v2: answered'])
    expect(told([{ ...loose, text: 'Please explain why.' }], [], words)).toEqual(['v2: done 1'])
    expect(told([{ ...loose, onMessage: true }], [], words)).toEqual(['v2: done 1'])
    expect(told([loose])).toEqual(['v2: done 1'])
  })

  it('is settled when its author went on from the answer, and the change was for that', () => {
    const agreed = { status: 'cleared', answered: true, changedIn: 2 } as const
    const first = comment({ ...agreed, repliedIn: ['no'], around: 'This must not stop the other side.' })
    const second = comment({ ...agreed, mailKey: 'then', parent: 'no', above: 'This must not stop the other side.' })
    expect(told([first, second])).toEqual(['v2: settled', 'v2: done 1'])
    expect(told([first, { ...second, parent: 'else' }])).toEqual(['v2: done 1', 'v2: done 1'])
    expect(told([first, { ...second, person: ARI }])).toEqual(['v2: done 1', 'v2: done 1'])
  })

  it('is a question that an item about something else does not answer for two words in common', () => {
    const why = 'Can you elaborate why this cannot be a default, similar to what the vfio container does?'
    const asked = comment({ position: 'asks', quote: why, status: 'addressed', answered: true, announcedIn: 2 })
    const other = 'New patch to fix vfio modaliases when vfio container is disabled'
    expect(told([asked], [item(other)])).toEqual(['v2: done 1'])
    expect(told([{ ...asked, position: 'requests-changes' }], [item(other)])).toEqual([`v2: done 1 "${other}"`])
  })

  it('is asked of the first version that was posted after it', () => {
    const saidMs = 2 * 3_600_000 + 1
    expect(told([comment({ saidMs })])).toEqual(['v3: undone'])
    expect(told([comment({ saidMs: 9 * 3_600_000 })])).toEqual([])
  })
})

describe('the changelog item that answers a comment', () => {
  const done = comment({ status: 'addressed', changedIn: 2 })
  const credited = { credited: [REX], patches: [1] }

  it('may be about a patch that the comment names, when it credits the same person', () => {
    const quote = 'Since you added it in patch 2, please place it without this forward reference.'
    const moved = item('patch2: remove the forward reference (Rex)', { credited: [REX], patches: [2] })
    const named = comment({ status: 'addressed', changedIn: 2, quote })
    expect(told([named], [moved])).toEqual(['v2: done 1 "patch2: remove the forward reference (Rex)"'])
    expect(told([named], [moved], both)).toEqual(['v2: done 1 2 "patch2: remove the forward reference (Rex)"'])
    expect(told([named], [{ ...moved, credited: [ARI] }])).toEqual(['v2: done 1'])
    expect(told([{ ...named, quote: 'Please place it without this forward reference.' }], [moved])).toEqual([
      'v2: done 1',
    ])
  })

  it('is one about words for a comment that corrects words', () => {
    const grammar = item('fix grammar issues (Rex)', { credited: [REX] })
    const typo = comment({ status: 'addressed', changedIn: 2, quote: 's/waiting/waiting for it,' })
    expect(told([typo], [grammar])).toEqual(['v2: done 1 "fix grammar issues (Rex)"'])
    expect(told([done], [grammar])).toEqual(['v2: done 1'])
    expect(told([typo], [{ ...grammar, credited: [ARI] }])).toEqual(['v2: done 1'])
  })

  it('is the one that answers its mail', () => {
    expect(told([done], [item('tidy up'), item('move it (Rex)', { remark: 'ask' })])).toEqual([
      'v2: done 1 "move it (Rex)"',
    ])
  })

  it('is the one with most words in common among those that credit its author', () => {
    const items = [item('rename a helper (Rex)', credited), item('free the buffer at the end (Rex)', credited)]
    expect(told([done], items)).toEqual(['v2: done 1 "free the buffer at the end (Rex)"'])
  })

  it('is one without a common word when only this comment and this item can be meant', () => {
    expect(told([done], [item('do as Rex says', credited)])).toEqual(['v2: done 1 "do as Rex says"'])
    expect(
      told([done, comment({ ...done, mailKey: 'other', quote: 'Typo.' })], [item('do as Rex says', credited)]),
    ).toEqual(['v2: done 1', 'v2: done 1'])
  })

  it('is one that credits nobody only if it is about the patch and shares an identifier or two words', () => {
    expect(told([done], [item('free the buffer at the end', { patches: [1] })])).toEqual([
      'v2: done 1 "free the buffer at the end"',
    ])
    expect(told([done], [item('free it at the end', { patches: [1] })])).toEqual(['v2: done 1'])
    expect(told([done], [item('free the buffer at the end', { patches: [1, 2] })])).toEqual([
      'v2: done 1 "free the buffer at the end"',
    ])
    const named = { ...done, quote: 'Why not call free_last() here?' }
    expect(told([named], [item('use free_last()', { patches: [1] })])).toEqual(['v2: done 1 "use free_last()"'])
    expect(told([done], [item('free the buffer at the end', { patches: [2] })])).toEqual(['v2: done 1'])
  })

  it('is not one that credits somebody else, or that is about another patch', () => {
    expect(told([done], [item('free the buffer last', { credited: [ARI], patches: [1] })])).toEqual(['v2: done 1'])
    expect(told([done], [item('free the buffer last', { credited: [REX], patches: [2] })])).toEqual(['v2: done 1'])
  })

  it('is not one about review tags', () => {
    expect(told([done], [item('[RR] Added r-b (Thank you!)', { ...credited, remark: 'ask' })])).toEqual(['v2: done 1'])
  })

  it('adds the patches that it is about to those that changed', () => {
    expect(told([done], [item('free buffers last (Rex)', { credited: [REX], patches: [1, 2] })], both)).toEqual([
      'v2: done 1 2 "free buffers last (Rex)"',
    ])
  })

  it('says of a settled comment that it was done, though it credits nobody, and not when it is about another patch', () => {
    const settled = comment({ status: 'cleared', quote: 'Why not call free_last() here?' })
    expect(told([settled], [item('use free_last()', { patches: [1] })])).toEqual(['v2: done 1 "use free_last()"'])
    expect(told([settled], [item('use free_last()', { patches: [1], version: 3 })])).toEqual([
      'v2: undone',
      'v3: done "use free_last()"',
    ])
    expect(told([settled], [item('use free_last()', { patches: [2] })])).toEqual(['v2: settled'])
  })

  it('is, of items that credit nobody, one that is more like it than like other comments', () => {
    const asked = comment({ status: 'addressed', changedIn: 2, quote: 'Use RING_ORIGIN instead of RING_MASK.' })
    const other = comment({ ...asked, mailKey: 'other', quote: 'Say that RING_ORIGIN is kept.' })
    const spoken = (one: StoryComment) => ({ ...one, text: one.quote })
    expect(
      told([spoken(asked), spoken(other)], [item('use RING_ORIGIN, RING_MASK no longer', { patches: [1] })])[0],
    ).toBe('v2: done 1 "use RING_ORIGIN, RING_MASK no longer"')
  })

  it('says of a settled comment that it was done', () => {
    const settled = comment({ status: 'cleared', changedIn: 2 })
    const items = [item('free the buffer last (Rex)', { ...credited, remark: 'ask' })]
    expect(told([settled], items)).toEqual(['v2: done 1 "free the buffer last (Rex)"'])
  })
})
