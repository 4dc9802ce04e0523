import type { Changelog, ChangelogPair, ChangelogPatch, ChangelogVersion } from '../../lib/changelog/assemble'
import { compareVersions } from '../../lib/evolution/compare'
import { parsePatch } from '../../lib/patch/patch'
import { fileDiff } from '../evolution/fixture'

export interface PatchParts {
  readonly title: string
  readonly code: readonly string[]
  readonly notes?: readonly string[]
  readonly message?: string
}

/** A version with numbered patches, each changing a file named after its number. */
export function versionOf(
  version: number,
  cover: readonly string[] | null,
  parts: readonly PatchParts[],
): ChangelogVersion {
  const patches = parts.map(({ title, code, notes = [], message = 'Do it.' }, at): ChangelogPatch => {
    const diff = fileDiff(
      `drivers/file${title.length}.c`,
      code.map((line) => `+${line}`),
    )
    const body = [message, '---', ...notes, '', ...diff, '-- ', '2.39', ''].join('\n')
    const from = { name: 'Ada Author', email: 'ada@example.org' }
    return {
      number: at + 1,
      mailKey: `v${version}-${at + 1}`,
      body,
      patch: parsePatch({ title, from, body }),
      inherited: false,
    }
  })
  return {
    version,
    rfc: false,
    total: parts.length,
    cover: cover === null ? null : { mailKey: `v${version}-0`, body: cover.join('\n') },
    patches,
  }
}

/** The pairs of patches of every two neighbouring versions. */
export function pairsOf(versions: readonly ChangelogVersion[]): ChangelogPair[] {
  return versions.flatMap((right, at) => {
    const left = versions[at - 1]
    if (left === undefined) return []
    const list = ({ patches }: ChangelogVersion) => patches.map(({ patch }) => patch)
    return compareVersions(list(left), list(right)).pairs.map(({ pair, verdict }) => ({
      from: at,
      to: at + 1,
      left: pair.kind === 'new' ? null : (left.patches[pair.left - 1]?.number ?? null),
      right: pair.kind === 'dropped' ? null : (right.patches[pair.right - 1]?.number ?? null),
      verdict,
    }))
  })
}

/** The changes that no item mentions, as lines such as `v2 1:1 code`. */
export const unannounced = (changelog: Changelog) =>
  changelog.unannounced.map(
    ({ position, left, right, change }) => `v${position} ${left ?? '-'}:${right ?? '-'} ${change}`,
  )
