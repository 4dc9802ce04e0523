import { describe, expect, it } from 'vitest'
import { type StoryInput, tellCards } from '../../lib/story/cards'
import { placeSaid } from '../../lib/story/placing'
import { indexRows } from '../../lib/story/rows'
import { openSince } from '../../lib/story/since'
import type { GivenTag } from '../../lib/story/tags'
import type { StoryTrack } from '../../lib/story/types'
import { growthExponent, LINEAR } from '../support/growthExponent'
import { cell, changed, comment, item, track, versionsOf } from './build'

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

/** A series in which every patch changes in every version, and these many people tag each cover letter. */
function seriesOf(patches: number, versions: number, people: number) {
  const tracks: StoryTrack[] = upTo(patches).map((number) =>
    track(cell(1, number), ...upTo(versions - 1).map((step) => changed(step + 1, number, 1))),
  )
  const tagged = versionsOf(...upTo(versions).map(() => upTo(patches))).map((version) => ({
    ...version,
    patches: version.patches.map((patch) => ({ ...patch, tags: [{ person: version.position, name: 'Reviewed-by' }] })),
  }))
  const given = upTo(versions).flatMap((version) =>
    upTo(people).map(
      (person): GivenTag => ({
        person,
        name: 'Reviewed-by',
        version,
        saidMs: version * 3_600_000 + 1,
        mailKey: `${version}-${person}`,
        patches: null,
      }),
    ),
  )
  return { versions: tagged, tracks, given }
}

const NOTHING: Omit<StoryInput, 'versions' | 'rows'> = {
  comments: [],
  items: [],
  findings: [],
  given: [],
  repaired: [],
  changesOf: () => undefined,
  isApplied: () => false,
}

describe('telling the story of a series', () => {
  it('takes time that is linear in its patches', () => {
    const tell = ({ versions, tracks, given }: ReturnType<typeof seriesOf>) => {
      for (const one of tracks) openSince(one, versions)(1)
      return tellCards({ ...NOTHING, versions, rows: indexRows(tracks), given })
    }
    const inputOf = (size: number) => seriesOf(size, 10, 3)
    expect(growthExponent([250, 1_000], inputOf, tell, LINEAR)).toBeLessThanOrEqual(LINEAR)
  })

  it('compares at most 300,000 tags of 2,000 patches in 60 versions that 20 people tag', () => {
    const { versions, tracks, given } = seriesOf(2_000, 60, 20)
    const cards = tellCards({ ...NOTHING, versions, rows: indexRows(tracks), given })
    const listed = cards.flatMap(({ gained, lost }) => [...gained, ...lost])
    expect(listed.reduce((sum, { patches }) => sum + patches.length, 0)).toBeLessThanOrEqual(600_000)
    expect(cards).toHaveLength(59)
  })

  it('takes time that is linear in the tags of one patch', () => {
    const rows = indexRows([track(cell(1, 1), changed(2, 1, 1))])
    const inputOf = (size: number): StoryInput => {
      const { given } = seriesOf(1, 1, size)
      const tags = upTo(size).map((person) => ({ person, name: 'Reviewed-by' }))
      const versions = versionsOf([1], [1]).map((version) => ({
        ...version,
        patches: version.patches.map((patch) => ({ ...patch, tags })),
      }))
      return { ...NOTHING, versions, rows, given }
    }
    expect(growthExponent([2_000, 8_000], inputOf, tellCards, LINEAR)).toBeLessThanOrEqual(LINEAR)
  })

  it('puts at most 20,000 marks of whole versions on patches', () => {
    const { versions } = seriesOf(2_000, 60, 1)
    const said = upTo(60).flatMap((version) => upTo(20).map(() => ({ version, patches: 'all' as const })))
    const placed = placeSaid(said, versions)
    const onPatches = versions.flatMap(({ position, patches }) =>
      patches.map(({ number }) => placed.on(position, number).length),
    )
    expect(onPatches.reduce((sum, count) => sum + count, 0)).toBe(20_000)
    expect(versions.map(({ position }) => placed.onCover(position).length).reduce((sum, count) => sum + count, 0)).toBe(
      60 * 20 - 10,
    )
  })

  it('takes time that is linear in comments and items, however many are open', () => {
    const versions = versionsOf(...upTo(60).map(() => [1]))
    const rows = indexRows([track(cell(1, 1), ...upTo(59).map((step) => changed(step + 1, 1, 1)))])
    const inputOf = (size: number): StoryInput => ({
      ...NOTHING,
      versions,
      rows,
      comments: upTo(size).map((index) =>
        comment({
          mailKey: `ask${index}`,
          ...(index % 2 === 0 ? { position: 'objects' } : { status: 'addressed', announcedIn: 2 }),
        }),
      ),
      items: upTo(size).map((index) =>
        item(`free buffer ${index} last`, { credited: [1], patches: [1], remark: `ask${index}` }),
      ),
    })
    expect(growthExponent([1_000, 4_000], inputOf, tellCards, LINEAR)).toBeLessThanOrEqual(LINEAR)
  })
})
