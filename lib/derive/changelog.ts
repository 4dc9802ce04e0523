import { assembleChangelog, type ChangelogEntry, type UnannouncedChange } from '../changelog/assemble'
import type { DerivedChange, DerivedComparison, DerivedFinding, DerivedVersion } from './types'

export interface DerivedChangelog {
  readonly changelog: readonly DerivedChange[]
  readonly findings: readonly DerivedFinding[]
}

/** The changelog of a series, and what it leaves out. `bodyOf` gives the text of a mail by its key. */
export function deriveChangelog(
  versions: readonly DerivedVersion[],
  comparisons: readonly DerivedComparison[],
  bodyOf: (key: string) => string,
): DerivedChangelog {
  const { items, unannounced } = assembleChangelog({
    versions: versions.map(({ posting, patches }) => ({
      version: posting.version,
      rfc: posting.rfc,
      total: posting.total,
      cover: posting.cover === null ? null : { mailKey: posting.cover.key, body: bodyOf(posting.cover.key) },
      patches: patches.map((patch) => ({ ...patch, body: bodyOf(patch.mailKey) })),
    })),
    pairs: comparisons,
  })
  return {
    changelog: items.map((item) => toChange(item, versions)),
    // Without any changelog everything would be unannounced, which the version says once by having none.
    findings: unannounced.filter(({ hasChangelog }) => hasChangelog).map((change) => toFinding(change, versions)),
  }
}

function toChange(item: ChangelogEntry, versions: readonly DerivedVersion[]): DerivedChange {
  const { position, version, rfc, text, credits, patches, dropped, tiedBy, mailKey, line } = item
  const label = position === null ? undefined : versions[position - 1]?.label
  return {
    version: position,
    label: label ?? (rfc ? `RFC v${version}` : `v${version}`),
    text,
    credits,
    patches,
    dropped,
    tiedBy,
    mailKey,
    line,
    remark: null,
  }
}

function toFinding(
  { position, left, right, change }: UnannouncedChange,
  versions: readonly DerivedVersion[],
): DerivedFinding {
  const [version, before] = [versions[position - 1], versions[position - 2]]
  const holder = right === null ? before : version
  const patch = holder?.patches.find(({ number }) => number === (right ?? left))
  const words = change === 'new' ? 'is new' : change === 'dropped' ? 'was dropped' : 'changed in code'
  return {
    kind: 'unannounced-change',
    version: position,
    patch: right ?? left,
    person: null,
    mailKey: patch?.mailKey ?? null,
    text: `Patch ${right ?? left} ${words} in ${version?.label ?? ''}, and the changelog does not mention it.`,
  }
}
