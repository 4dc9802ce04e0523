import { at } from '../at'
import { assembleChangelog, type ChangelogEntry, type UnannouncedChange } from '../changelog/assemble'
import { patchNumber } from '../patchNumber'
import type { DerivedChange, DerivedComparison, DerivedFinding, DerivedVersion } from './types'

export interface DerivedChangelog {
  readonly changelog: readonly DerivedChange[]
  readonly findings: readonly DerivedFinding[]
}

/** Derives the changelog of a series and the changes that it does not mention. `bodyOf` gives the text of a mail by its key. */
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
    // In a version without a changelog every change would be unannounced; the missing changelog is reported once, for the version.
    findings: unannounced.filter(({ hasChangelog }) => hasChangelog).map((change) => toFinding(change, versions)),
  }
}

function toChange(item: ChangelogEntry, versions: readonly DerivedVersion[]): DerivedChange {
  const { position, version, rfc, text, credits, patches, dropped, tiedBy, mailKey, line } = item
  const known = position === null ? undefined : at(versions, position - 1)
  const isOwn = known !== undefined && known.posting.version === version
  return {
    version: position,
    label: isOwn ? known.label : `${rfc ? 'RFC ' : ''}v${version}`,
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
  const version = at(versions, position - 1)
  const number = right ?? left
  const shown = number === null ? null : patchNumber(number)
  const holder = right === null ? at(versions, position - 2) : version
  const subject =
    change === 'new'
      ? `Patch ${shown} is new`
      : change === 'dropped'
        ? `Patch ${shown} was dropped`
        : `The code of patch ${shown} changed`
  return {
    kind: 'unannounced-change',
    version: position,
    patch: number,
    last: null,
    person: null,
    mailKey: holder.patches.find((patch) => patch.number === number)?.mailKey ?? null,
    text: `${subject} in ${version.label}, but the changelog does not mention it.`,
  }
}
