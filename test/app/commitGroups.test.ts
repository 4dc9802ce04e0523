import { createElement } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { Committed } from '../../app/_components/commits/CommitParts'
import { groupCommits } from '../../app/_model/commitGroups'
import type { CommitView } from '../../db/queries/views'
import { pageText } from '../support/page'
import { commitOf } from './fixtures'

/** The numbers of the patches in each group. */
const numbers = (...commits: readonly CommitView[]) =>
  groupCommits(commits).map((group) => group.commits.map(({ commit }) => commit.patch))

describe('the commits of a version', () => {
  it('are one group while place, committer, day and tie are the same', () => {
    expect(
      numbers(
        commitOf({ patch: 1 }),
        commitOf({ patch: 2, committed: '2024-01-10T11:00:00Z', changed: { added: 1, removed: 0 } }),
      ),
    ).toEqual([[1, 2]])
    expect(numbers()).toEqual([])
  })

  it.each([
    ['branch', { branch: 'fixes' }],
    ['release', { release: 'v6.1-rc1' }],
    ['committer', { committer: { name: 'Alex', email: 'other@example.org' } }],
    ['day', { committed: '2024-01-11T10:00:00Z' }],
    ['tie', { by: 'title' }],
    ['branch that lost it', { gone: '2024-02-01T10:00:00Z' }],
  ] as const)('start another group with another %s, and keep their order', (_, other) => {
    expect(numbers(commitOf({ patch: 1 }), commitOf({ patch: 2, ...other }), commitOf({ patch: 3 }))).toEqual([
      [1],
      [2],
      [3],
    ])
  })

  it('have the trailers once that were added to each, without the link to the mail', () => {
    const signed = 'Signed-off-by: Alex <alex@example.org>'
    const tested = 'Tested-by: Tess <tess@example.org>'
    const link = 'Link: https://lore.kernel.org/r/v2-1@example.org'
    const [group] = groupCommits([
      commitOf({ trailersAdded: [link, signed] }),
      commitOf({ trailersAdded: [tested, signed] }),
    ])
    expect(group?.trailers).toEqual([signed])
    expect(group?.commits.map(({ trailers }) => trailers)).toEqual([[], [tested]])
  })
})

describe('the place of a commit', () => {
  const place = (parts: Partial<CommitView>) =>
    pageText(renderToString(createElement(Committed, { commit: commitOf(parts) })))

  it('is its branch, with the first release and the committer', () => {
    expect(place({})).toBe('vfio next · committed by Alex, 2024-01-10')
    expect(place({ release: 'v6.1-rc1' })).toBe('vfio next, first in v6.1-rc1 · committed by Alex, 2024-01-10')
  })

  it('is the branch that it was in, and until when, once every branch has lost it', () => {
    const gone = '2024-02-01T10:00:00Z'
    expect(place({ gone })).toBe('was in vfio next until 2024-02-01 · committed by Alex, 2024-01-10')
    expect(place({ gone, release: 'v6.1-rc1' })).toContain('until 2024-02-01, first in v6.1-rc1 ·')
  })
})
