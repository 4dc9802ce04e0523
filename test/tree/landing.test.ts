import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY_MS } from '../../lib/isoTime'
import { findLanding } from '../../lib/tree/landing'
import type { CommitMarks, SeenCommit, Sighting } from '../../lib/tree/types'

const JANE = { name: 'Jane Doe', email: 'jane@example.org' }
const NOW = Date.UTC(2023, 4, 1)

const on = (branch: string, facts: Partial<Sighting> = {}): Sighting => ({
  tree: 'thing',
  branch,
  role: 'mainline',
  firstMs: NOW,
  goneMs: null,
  ...facts,
})
const STABLE = on('linux-6.1.y', { role: 'stable' })
const GONE = on('next', { role: 'maintainer', goneMs: NOW + DAY_MS })

/** A commit whose hash is a letter, forty times. */
function commit(
  letter: string,
  facts: Partial<Omit<SeenCommit, 'marks'>> & { marks?: Partial<CommitMarks> } = {},
): SeenCommit {
  return {
    sha: letter.repeat(40),
    title: `thing: commit ${letter}`,
    author: JANE,
    committer: JANE,
    authoredMs: NOW,
    committedMs: NOW + letter.charCodeAt(0),
    parents: 1,
    release: null,
    sightings: [on('master')],
    ...facts,
    marks: { links: [], fixes: [], reverts: [], origins: [], ...facts.marks },
  }
}
const sha = (letter: string) => letter.repeat(12)

/** The patches of each version as a word of letters, `ab` for the mails a1 and b1; the patches with one letter are versions of one patch. */
function land(
  words: readonly string[],
  tied: Readonly<Record<string, readonly SeenCommit[]>>,
  namers: readonly SeenCommit[] = [],
) {
  const versions = words.map((word, index) => ({
    position: index + 1,
    patches: [...word].map((letter, place) => ({ number: place + 1, mailKey: `${letter}${index + 1}` })),
  }))
  const cells = versions.flatMap(({ position, patches }) =>
    patches.map(({ number, mailKey }) => ({ track: mailKey.charCodeAt(0), version: position, number })),
  )
  const landed = Object.entries(tied).map(
    ([key, commits]) => [key, commits.map((one) => ({ commit: one, key: 'title' as const }))] as const,
  )
  return findLanding(versions, cells, { tied: new Map(landed), namers })
}

/** The state as `kind version: numbers`. */
function state(...input: Parameters<typeof land>): string | null {
  const found = land(...input).state
  return found === null ? null : `${found.kind} ${found.position}: ${found.numbers.join(' ')}`
}

describe('a series of which trees have commits', () => {
  it('is applied when each patch of the newest version has one', () => {
    expect(state(['ab', 'ab'], { a2: [commit('a')], b2: [commit('b')] })).toBe('applied 2: 1 2')
  })

  it('is proved by the commit that was picked to another branch, not by the pick', () => {
    const own = commit('b', { sightings: [on('for-next', { role: 'maintainer' })] })
    const marks = { origins: [sha('b')] }
    const pick = commit('c', { marks, sightings: [on('other-next', { role: 'maintainer', firstMs: NOW + DAY_MS })] })
    expect(land(['a'], { a1: [pick, own] }).state?.commit.sha).toBe(own.sha)
  })

  it('is partly applied when some have one', () => {
    expect(state(['ab', 'ab'], { b2: [commit('b')] })).toBe('partly-applied 2: 2')
  })

  it('has no state by a tree without any commit', () => {
    expect(state(['ab'], {})).toBe(null)
    expect(land([], {})).toEqual({ commits: [], state: null })
  })

  it('was applied in an older version when the newest has none', () => {
    expect(state(['ab', 'ab'], { a1: [commit('a')], b1: [commit('b')] })).toBe('applied 1: 1 2')
    expect(state(['ab', 'ab', 'ab'], { a1: [commit('a')], a2: [commit('a')] })).toBe('partly-applied 2: 1')
  })

  it('is applied when an older version of some patches was taken first', () => {
    expect(state(['abc', 'abc'], { a1: [commit('a')], b2: [commit('b')], c2: [commit('c')] })).toBe('applied 2: 1 2 3')
    expect(state(['abc', 'dbc'], { a1: [commit('a')], b2: [commit('b')], c2: [commit('c')] })).toBe(
      'partly-applied 2: 2 3',
    )
  })

  it('is applied when its patches were squashed into one commit', () => {
    expect(state(['ab'], { a1: [commit('a')], b1: [commit('a')] })).toBe('applied 1: 1 2')
  })

  it('is proved by the last of its commits and the branch that has it', () => {
    const next = on('next', { role: 'maintainer', firstMs: NOW - DAY_MS })
    const found = land(['ab'], { a1: [commit('b')], b1: [commit('a', { sightings: [next, on('master')] })] })
    expect(found.state?.commit.sha).toBe(commit('b').sha)
    expect(found.commits.map(({ sighting }) => sighting?.branch)).toEqual(['master', 'master'])
  })

  it('is not applied by a commit that has gone from its branch, which is still listed', () => {
    const found = land(['a'], { a1: [commit('a', { sightings: [GONE] })] })
    expect(found.state).toBe(null)
    expect(found.commits.map(({ sighting }) => sighting?.goneMs)).toEqual([NOW + DAY_MS])
  })

  it('is applied by the commit that replaced one when a branch was rebased', () => {
    const found = land(['a'], { a1: [commit('a', { sightings: [GONE] }), commit('b')] })
    expect(found.state?.kind).toBe('applied')
    expect(found.commits.map(({ commit: { sha: hash } }) => hash[0])).toEqual(['b', 'a'])
  })

  it('lists a patch that a partial reroll keeps once', () => {
    const patch = { number: 1, mailKey: 'kept' }
    const versions = [1, 2].map((position) => ({ position, patches: [patch] }))
    const tied = new Map([['kept', [{ commit: commit('a'), key: 'link' as const }]]])
    const found = findLanding(versions, [], { tied, namers: [] })
    expect(found.commits.map(({ position }) => position)).toEqual([1])
    expect(found.state?.position).toBe(2)
  })
})

describe('a revert', () => {
  const a = commit('a')
  const revert = commit('c', { marks: { reverts: [sha('a')] } })

  it('by its hash makes the series reverted', () => {
    expect(state(['a'], { a1: [a] }, [revert])).toBe('reverted 1: 1')
    expect(land(['a'], { a1: [a] }, [revert]).state?.commit.sha).toBe(revert.sha)
  })

  it('by its title does so when it names no hash', () => {
    const titled = commit('c', { title: 'Revert "thing: commit a"' })
    expect(state(['a'], { a1: [a] }, [titled])).toBe('reverted 1: 1')
    expect(state(['a'], { a1: [a] }, [{ ...titled, committedMs: a.committedMs - 1 }])).toBe('applied 1: 1')
    expect(state(['a'], { a1: [a] }, [{ ...titled, marks: { ...titled.marks, reverts: [sha('b')] } }])).toBe(
      'applied 1: 1',
    )
  })

  it('that was reverted puts the series back', () => {
    const back = commit('d', { marks: { reverts: [sha('c')] } })
    expect(state(['a'], { a1: [a] }, [revert, back])).toBe('applied 1: 1')
    expect(state(['a'], { a1: [a] }, [back, revert])).toBe('applied 1: 1')
    const reapplied = commit('d', { title: 'Reapply "thing: commit a"' })
    expect(state(['a'], { a1: [a] }, [commit('c', { title: 'Revert "thing: commit a"' }), reapplied])).toBe(
      'applied 1: 1',
    )
  })

  it('that was reverted and done again counts', () => {
    const back = commit('d', { marks: { reverts: [sha('c')] } })
    const again = commit('e', { marks: { reverts: [sha('d')] } })
    expect(state(['a'], { a1: [a] }, [revert, back, again])).toBe('reverted 1: 1')
  })

  it('never loops between commits that revert each other', () => {
    const circle = [
      commit('c', { marks: { reverts: [sha('a'), sha('d')] } }),
      commit('d', { marks: { reverts: [sha('c')] } }),
    ]
    expect(state(['a'], { a1: [a] }, circle)).toBe('reverted 1: 1')
    expect(state(['a'], { a1: [a] }, [...circle].reverse())).toBe('reverted 1: 1')
  })

  it('counts the same whatever the order of the commits', () => {
    const drawn = fc.constantFrom(sha('a'), sha('c'), sha('d'), sha('e'), sha('f'))
    fc.assert(
      fc.property(
        fc.array(fc.array(drawn, { maxLength: 2 }), { minLength: 4, maxLength: 4 }),
        fc.nat({ max: 3 }),
        (named, turn) => {
          const namers = named.map((reverts, index) => commit('cdef'.charAt(index), { marks: { reverts } }))
          const turned = [...namers.slice(turn), ...namers.slice(0, turn)]
          expect(land(['a'], { a1: [a] }, turned)).toEqual(land(['a'], { a1: [a] }, namers))
        },
      ),
    )
  })

  it('of one patch leaves the series partly applied', () => {
    expect(state(['ab'], { a1: [a], b1: [commit('b')] }, [revert])).toBe('partly-applied 1: 2')
  })

  it('does not count on a stable branch, or when it has gone', () => {
    expect(state(['a'], { a1: [a] }, [{ ...revert, sightings: [STABLE] }])).toBe('applied 1: 1')
    expect(state(['a'], { a1: [a] }, [{ ...revert, sightings: [GONE] }])).toBe('applied 1: 1')
  })

  it('does not count when the patch was committed again', () => {
    expect(state(['a'], { a1: [a, commit('e')] }, [revert])).toBe('applied 1: 1')
  })
})

describe('the commits that name a commit of a series', () => {
  const a = commit('a')
  const listed = (namers: readonly SeenCommit[], tied: readonly SeenCommit[] = [a]) =>
    land(['a'], { a1: tied }, namers).commits[0]

  it('are fixes when they say so', () => {
    const fix = commit('f', { marks: { fixes: [sha('a')] } })
    const other = commit('e', { marks: { fixes: [sha('b')] } })
    expect(listed([other, fix])?.fixedBy.map((one) => one.sha)).toEqual([fix.sha])
  })

  it('are no fixes any more once they are reverted', () => {
    const fix = commit('f', { marks: { fixes: [sha('a')] } })
    const revert = commit('g', { marks: { reverts: [sha('f')] } })
    expect(listed([fix, revert])?.fixedBy).toEqual([])
  })

  it('are not listed twice when a fix was backported', () => {
    const marks = { fixes: [sha('a')] }
    const backport = commit('e', { title: 'thing: commit f', marks, sightings: [STABLE] })
    expect(listed([commit('f', { marks }), backport])?.fixedBy.map((one) => one.sha[0])).toEqual(['f'])
    expect(listed([backport])?.fixedBy.map((one) => one.sha[0])).toEqual(['e'])
  })

  it('are backports on stable branches, whether they name it or were tied to the same mail', () => {
    const named = commit('b', { marks: { origins: [sha('a')] }, sightings: [STABLE] })
    const tied = commit('c', { sightings: [on('linux-5.15.y', { role: 'stable' })] })
    const found = listed([named], [a, tied])
    expect(found?.backports.map(({ commit: one, sighting }) => `${one.sha[0]} ${sighting.branch}`)).toEqual([
      'b linux-6.1.y',
      'c linux-5.15.y',
    ])
    expect(found?.commit.sha).toBe(a.sha)
  })

  it('are backports that say which commit on their own branch reverts them', () => {
    const on515 = on('linux-5.15.y', { role: 'stable' })
    const backport = commit('b', { marks: { origins: [sha('a')] }, sightings: [STABLE] })
    const reverted = (...others: readonly SeenCommit[]) =>
      listed([backport, ...others])?.backports.map(({ revertedBy }) => revertedBy?.sha[0] ?? null)
    const revert = commit('c', { marks: { reverts: [sha('b')] }, sightings: [STABLE] })
    expect(reverted()).toEqual([null])
    expect(reverted(revert)).toEqual(['c'])
    expect(reverted({ ...revert, sightings: [on515] })).toEqual([null])
    expect(reverted({ ...revert, sightings: [{ ...STABLE, goneMs: NOW }] })).toEqual([null])
    const back = commit('d', { marks: { reverts: [sha('c')] }, sightings: [STABLE] })
    expect(reverted(revert, back)).toEqual([null])
  })

  it('are backports that are reverted by the backport of a revert, which names the original', () => {
    const backport = commit('c', { marks: { origins: [sha('a')] }, sightings: [STABLE] })
    const revert = (letter: string) => commit(letter, { marks: { reverts: [sha('a')] }, sightings: [STABLE] })
    const reverted = (...others: readonly SeenCommit[]) =>
      listed([backport, ...others])?.backports[0]?.revertedBy?.sha[0]
    expect(reverted(revert('d'))).toBe('d')
    // That one came before the backport: the branch was made between the two.
    expect(reverted(revert('b'))).toBe(undefined)
  })

  it('are backports of which one is reverted, although all have the title that the revert names', () => {
    const five = on('linux-5.15.y', { role: 'stable' })
    const marks = { origins: [sha('a')] }
    const found = listed([
      commit('b', { title: 'thing: commit a', marks, sightings: [STABLE] }),
      commit('c', { title: 'thing: commit a', marks, sightings: [five] }),
      commit('d', { title: 'Revert "thing: commit a"', sightings: [five] }),
    ])
    expect(found?.revertedBy).toBe(null)
    expect(found?.backports.map(({ revertedBy }) => revertedBy?.sha[0])).toEqual([undefined, 'd'])
  })

  it('are no backports on other branches', () => {
    expect(listed([commit('b', { marks: { origins: [sha('a')] } })])?.backports).toEqual([])
  })

  it('are the proof themselves when only a stable branch is read', () => {
    const found = land(['a'], { a1: [commit('b', { marks: { origins: [sha('a')] }, sightings: [STABLE] })] })
    expect(found.state?.kind).toBe('applied')
    expect(found.commits[0]?.sighting?.role).toBe('stable')
  })
})
