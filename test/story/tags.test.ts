import { describe, expect, it } from 'vitest'
import { indexRows } from '../../lib/story/rows'
import { type GivenTag, openTags } from '../../lib/story/tags'
import type { StoryTrack, StoryVersion } from '../../lib/story/types'
import { ARI, cell, changed, REX, track, versionsOf } from './build'

const REVIEWED = 'Reviewed-by'
const tracks = [track(cell(1, 1), changed(2, 1, 5), cell(3, 1)), track(cell(1, 2), cell(2, 2), cell(3, 2))]

/** The versions with Rex's Reviewed-by in these patches, as `version/number`. */
function tagged(...places: readonly string[]): StoryVersion[] {
  return versionsOf([1, 2], [1, 2], [1, 2]).map((version) => ({
    ...version,
    patches: version.patches.map((patch) => ({
      ...patch,
      tags: places.includes(`${version.position}/${patch.number}`) ? [{ person: REX, name: REVIEWED }] : [],
    })),
  }))
}

const given = (more: Partial<GivenTag> = {}): GivenTag => ({
  person: REX,
  name: REVIEWED,
  version: 1,
  saidMs: 3_600_001,
  mailKey: 'reply',
  patches: null,
  ...more,
})

function cards(versions: readonly StoryVersion[], replies: readonly GivenTag[], rows: readonly StoryTrack[] = tracks) {
  const tagsOf = openTags({ versions, rows: indexRows(rows), given: replies })
  return versions.map(tagsOf)
}

describe('the tags of a card', () => {
  it('are gained when the patches are posted with them for the first time', () => {
    const [, second, third] = cards(tagged('2/1', '2/2', '3/1', '3/2'), [given()])
    const since = { kind: 'code', lines: 5 }
    const least = { kind: 'none', lines: 0 }
    expect(second).toEqual({
      gained: [{ person: REX, name: REVIEWED, mailKey: 'reply', since, least, patches: [1, 2] }],
      lost: [],
    })
    expect(third).toEqual({ gained: [], lost: [] })
  })

  it('have no mail when no reply gave them', () => {
    expect(cards(tagged('2/2'), [])[1]?.gained).toMatchObject([{ mailKey: null, since: null, patches: [2] }])
  })

  it('are found in older versions when they are posted later', () => {
    expect(cards(tagged('3/1'), [given({ patches: [1] })])[2]?.gained).toMatchObject([
      { mailKey: 'reply', since: { kind: 'code', lines: 5 } },
    ])
  })

  it('are lost when the version before had them and this one has not', () => {
    expect(cards(tagged('1/1', '1/2', '2/2'), [])[1]?.lost).toMatchObject([
      { patches: [1], since: { kind: 'code', lines: 5 } },
    ])
  })

  it('are lost when a reply gave them in time and the author did not take them', () => {
    expect(cards(tagged(), [given({ patches: [2] })])[1]?.lost).toMatchObject([
      { patches: [2], mailKey: 'reply', since: { kind: 'none', lines: 0 } },
    ])
    expect(cards(tagged(), [given({ patches: [2], saidMs: 9e9 })])[1]?.lost).toEqual([])
  })

  it('are lost with a patch that was dropped', () => {
    const dropped = [track(cell(1, 1), cell(2, 1, { change: 'dropped' }))]
    expect(cards(tagged('1/1'), [], dropped)[1]?.lost).toMatchObject([{ patches: [1], since: null }])
  })

  it('stay with a patch that a partial respin takes over', () => {
    const [v1, v2] = tagged('1/1')
    if (v1 === undefined || v2 === undefined) throw new Error('two versions')
    expect(cards([v1, { ...v2, patches: v1.patches }], [given({ person: ARI })])[1]).toEqual({ gained: [], lost: [] })
  })

  it('are not lost when a combined tag replaces single ones, or single ones a combined one', () => {
    const [v1, v2] = tagged()
    if (v1 === undefined || v2 === undefined) throw new Error('two versions')
    const withTags = (version: StoryVersion, ...names: readonly string[]) => ({
      ...version,
      patches: version.patches.map((patch) => ({ ...patch, tags: names.map((name) => ({ person: REX, name })) })),
    })
    const lost = (before: readonly string[], after: readonly string[]) =>
      cards([withTags(v1, ...before), withTags(v2, ...after)], [])[1]?.lost.map(({ name }) => name)
    const [both, tested] = ['Reviewed-and-tested-by', 'Tested-by']
    expect(lost([REVIEWED], [both])).toEqual([])
    expect(lost([both], [REVIEWED, tested])).toEqual([])
    expect(lost([both], [REVIEWED])).toEqual([both])
  })

  it('name the newest reply from before the version', () => {
    const replies = [
      given({ mailKey: 'first' }),
      given({ mailKey: 'second', saidMs: 3_600_002, patches: [1] }),
      given({ mailKey: 'late', saidMs: 9e9, patches: [1] }),
    ]
    expect(cards(tagged('2/1'), replies)[1]?.gained).toMatchObject([{ mailKey: 'second' }])
  })
})
