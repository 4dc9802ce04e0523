import { at } from '../at'
import { sameSender } from '../mail/address'
import type { MessageId } from '../mail/types'
import { joinCreated, sortNumbers } from '../patch/fingerprint'
import { isUnnumbered, placeReroll, preferListed, readRevision } from './assembleVersions'
import { ownTitleKey } from './keys'
import { fixupTarget } from './kind'
import { isPart } from './part'
import type { Sketch } from './sketch'
import { isAddition } from './slot'
import type { SeriesMail, Version } from './types'

/** A version with what linking needs from its texts. */
export interface VersionFacts {
  readonly version: Version
  /** The `change-id:` of the cover or of patches. */
  readonly changeIds: readonly string[]
  /** Message-IDs that the changelog names as older versions. */
  readonly olderIds: readonly MessageId[]
  /** Message-IDs of versions that this one says it supersedes. */
  readonly supersededIds: readonly MessageId[]
  /** Message-IDs of versions that this one says supersede it. */
  readonly supersedingIds: readonly MessageId[]
  /** Addresses of the authors of the patches, in lower case. */
  readonly authorEmails: readonly string[]
  /** Addresses, in lower case, of the people whom the version itself names as involved: authors, signers and co-developers. */
  readonly handEmails: readonly string[]
  /** Every Message-ID of the posting. */
  readonly messageIds: readonly MessageId[]
  /** Normalised titles of the patches. */
  readonly patchTitles: readonly string[]
  /** The titles that its `fixup!` patches are to be folded into, without those that it has itself. */
  readonly fixups: readonly string[]
  /** Whether it has nothing but such patches, and so is no version of anything. */
  readonly onlyFixups: boolean
  /** The fingerprint of all patches together, ascending: see fingerprintDiff. */
  readonly fingerprint: readonly number[]
  /** The fingerprint of the files that it creates, see fingerprintCreated. */
  readonly created: readonly number[]
  /** A number for the names of the files that a single patch touches; null for a series. */
  readonly files: number | null
  /** A number for the text of the cover; null without one. */
  readonly coverText: number | null
  /** Whether its cover asks to pull the patches: see lib/pull/pullRequest.ts. */
  readonly pull: boolean
  /** Mailboxes of people who say in a reply that it is their own, see ownsPosting; only read of versions with a change-id. */
  readonly ownedBy: readonly string[]
}

/** The mails of a version: the cover first, then the patches in the order of their numbers, then copies of these. */
export function mailsOf({ cover, patches, copies }: Version): SeriesMail[] {
  return [...(cover === null ? [] : [cover]), ...[...patches, ...copies].map(({ mail }) => mail)]
}

/** Joins the sketches of the mails of a version. `sketchOf` gives that of a mail by its id, and `ownersOf` what `ownedBy` is, without repeats. */
export function assembleFacts(
  assembled: Version,
  sketchOf: (id: number) => Sketch,
  ownersOf: (version: Version) => readonly string[],
): VersionFacts {
  const listed = preferListed(assembled, sketchOf)
  const mails = mailsOf({ ...listed, copies: [] })
  const sketches = mails.map(({ id }) => sketchOf(id))
  const all = <T>(read: (sketch: Sketch) => readonly T[]): T[] => [...new Set(sketches.flatMap(read))]
  const [olderIds, supersededIds] = [all((sketch) => sketch.olderIds), all((sketch) => sketch.supersededIds)]
  const version = { ...listed, succeeds: olderIds.length + supersededIds.length > 0 }
  const titles = sketches.flatMap(({ title }) => title ?? [])
  const fixups = titles.flatMap((title) => fixupTarget(title) ?? [])
  const [lone] = version.patches.length === 1 ? version.patches : []
  const single = version.patches.length === 1 && version.cover === null
  const changeIds = all((sketch) => sketch.changeIds)
  return {
    version,
    coverText: version.cover === null ? null : sketchOf(version.cover.id).text,
    pull: version.cover !== null && sketchOf(version.cover.id).pull,
    changeIds,
    ownedBy: changeIds.length === 0 ? [] : ownersOf(version),
    olderIds,
    supersededIds,
    supersedingIds: all(({ supersedingIds }) => supersedingIds),
    authorEmails: all(({ author }) => (author === null ? [] : [author])),
    handEmails: all(({ hands }) => hands),
    messageIds: [
      ...mailsOf(version).flatMap(({ messageId, outerIds }) => [messageId, ...outerIds]),
      ...unseenCover(version),
    ],
    patchTitles: titles,
    created: joinCreated(sketches.map(({ created }) => created)),
    files: lone === undefined ? null : sketchOf(lone.mail.id).files,
    fixups: [...new Set(fixups)].filter((title) => !titles.includes(title)),
    onlyFixups: titles.length > 0 && fixups.length === titles.length,
    fingerprint: single ? (sketches[0]?.lines ?? []) : sortNumbers(new Set(sketches.flatMap(({ lines }) => lines))),
  }
}

/** The Message-ID of the missing mail that numbered patches without a cover answer: a changelog may name that cover, which went to other lists. */
function unseenCover({ cover, patches, total }: Version): MessageId[] {
  if (cover !== null || total < 2) return []
  const ghosts = new Set(patches.flatMap(({ mail }) => mail.ghost ?? []))
  return ghosts.size === 1 ? [...ghosts] : []
}

/** Gives a version, as assembleVersion returns it, by its head. */
type VersionOf = (head: number) => Version | undefined

/** Most postings above one another that are followed up to the series which a single patch is from. */
const MAX_ABOVE = 30

/**
 * Corrects what a version says by what the versions near it say: a dotted number and a single patch that replaces one of a series, or
 * replaces such a patch. `holders`: the heads of the versions with a key, in the order of time.
 */
export function settleVersion(
  version: Version,
  versionOf: VersionOf,
  holders: (key: string) => readonly number[],
  sketchOf: (id: number) => Sketch,
): Version {
  const unsettled = [version]
  while (unsettled.length <= MAX_ABOVE) {
    const below = at(unsettled, unsettled.length - 1)
    const isAlone = isUnnumbered(below) || isAddition(below) || (below !== version && isPart(below))
    const above = !isAlone || below.repliesTo === null ? undefined : versionOf(below.repliesTo)
    if (above === undefined) break
    unsettled.push(above)
  }
  const settled: Version[] = []
  for (const one of unsettled.reverse()) {
    const revised = readRevision(one, () => near(one, versionOf, holders))
    settled.unshift(countAlone(placeReroll(revised, settled, sketchOf), settled[0]))
  }
  return at(settled, 0)
}

/**
 * A patch that somebody else adds to a posting, `[PATCH 34.5/36]` in reply to 34/36 (<Yqcv6crSNKuSWoTu@atomide.com>), is a posting of its own, of
 * which nothing is missing. `above`: the version that it replies to.
 */
function countAlone(version: Version, above: Version | undefined): Version {
  const added = above !== undefined && isAddition(version) && !sameSender(version.head.from, above.head.from)
  return added ? { ...version, total: version.patches.length } : version
}

function near(version: Version, versionOf: VersionOf, holders: (key: string) => readonly number[]): Version[] {
  const titled = mailsOf(version).flatMap(({ from, titleKey }) => holders(ownTitleKey(from, titleKey)))
  const heads = version.repliesTo === null ? titled : [version.repliesTo, ...titled]
  return [...new Set(heads)].flatMap((head) => versionOf(head) ?? [])
}
