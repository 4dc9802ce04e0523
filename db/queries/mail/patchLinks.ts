import { at } from '../../../lib/at'
import { patchNumber } from '../../../lib/patchNumber'
import type { MailKind } from '../../../lib/series/kind'
import type { Db } from '../../open'
import { listChain } from '../compare/blame'
import { outlineVersions } from '../series/versionList'
import type { MailPlaceView } from '../views'

/** The place of a mail in a series, as it is stored. */
export interface PlaceRow {
  readonly kind: MailKind | null
  /** A row of `series`. */
  readonly series: number | null
  /** Position of the version. */
  readonly version: number | null
  /** Slot of the patch, 0 for the cover letter. */
  readonly number: number | null
}

/**
 * Where a mail is in its series: the patch or cover letter that it is or answers, the same in the other versions, and the version that it was compared with. Null for a mail
 * outside of series, and for one about a patch that was not imported.
 */
export function findPlace(db: Db, { kind, series, version: position, number: slot }: PlaceRow): MailPlaceView | null {
  if (series === null || position === null || slot === null) return null
  const versions = outlineVersions(db, series)
  const version = at(versions, position - 1)
  const number = patchNumber(slot)
  const own = kind === 'patch' || kind === 'cover'
  const isCover = number === 0
  const chain = isCover
    ? versions.map(({ label, key, cover, patches }) => ({
        label,
        key,
        number: 0,
        messageId: cover ?? patches[0]?.messageId ?? null,
      }))
    : listChain(db, series, versions, version, number).map((link) => ({
        label: link.version.label,
        key: link.version.key,
        number: link.number,
        messageId: link.messageId,
      }))
  const patch = version.patches.findIndex((one) => one.number === number)
  if (!isCover && patch < 0) return null
  const before = chain.find(({ key }) => key === version.comparedWith)
  const beside = (index: number) => {
    const found = version.patches[index]
    return found === undefined ? null : { number: found.number, messageId: found.messageId }
  }
  return {
    own,
    number,
    total: version.total,
    versionKey: version.key,
    since: before === undefined ? null : { label: before.label, key: before.key },
    versions: chain.flatMap(({ messageId, ...link }) => (messageId === null ? [] : [{ ...link, messageId }])),
    previous: isCover ? null : beside(patch - 1),
    next: isCover ? beside(0) : beside(patch + 1),
  }
}
