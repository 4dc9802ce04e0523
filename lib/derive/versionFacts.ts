import { at } from '../at'
import { normaliseTitle } from '../mail/subject'
import type { MessageId } from '../mail/types'
import { fingerprintDiff, sortNumbers } from '../patch/fingerprint'
import type { Patch } from '../patch/types'
import type { VersionFacts } from '../series/evidence'
import { findMentions } from '../series/mentions'
import type { Version } from '../series/types'
import type { ClusterMail } from './types'

/** The Message-ID of the missing mail that numbered patches without a cover answer: a changelog may name that cover, which went to other lists. */
function unseenCover({ cover, patches, total }: Version): MessageId[] {
  if (cover !== null || total < 2) return []
  const ghosts = new Set(patches.flatMap(({ mail }) => mail.ghost ?? []))
  return ghosts.size === 1 ? [...ghosts] : []
}

/** Trailers that name people who worked on a patch. */
const HANDS = ['Signed-off-by', 'Co-developed-by']

function findHands({ author, trailers }: Patch): string[] {
  const named = trailers.flatMap(({ name, person }) => (HANDS.includes(name) ? (person ?? []) : []))
  return [author, ...named].map(({ email }) => email.toLowerCase())
}

/** Reads what linking needs from the texts of a version: the whole cover letter, and the notes and message of each patch. */
export function readFacts(
  version: Version,
  patches: ReadonlyMap<number, Patch>,
  cluster: readonly ClusterMail[],
): VersionFacts {
  const own = version.patches.flatMap(({ mail }) => patches.get(mail.index) ?? [])
  const cover = version.cover === null ? '' : at(cluster, version.cover.index).body
  const texts = [cover, ...own.map((patch) => `${patch.message}\n${patch.notes}`)]
  const mentions = texts.map(findMentions)
  const tagged = own.flatMap((patch) =>
    patch.trailers.filter(({ name }) => name === 'change-id').map(({ value }) => value),
  )
  return {
    version,
    changeIds: [...new Set([...mentions.flatMap(({ changeIds }) => changeIds), ...tagged])],
    olderIds: [...new Set(mentions.flatMap(({ olderIds }) => olderIds))],
    supersededIds: [...new Set(mentions.flatMap(({ supersededIds }) => supersededIds))],
    supersedingIds: [...new Set(mentions.flatMap(({ supersedingIds }) => supersedingIds))],
    authorEmails: [...new Set(own.map(({ author }) => author.email))],
    handEmails: [...new Set(own.flatMap(findHands))],
    messageIds: [
      ...[version.cover, ...version.patches.map(({ mail }) => mail)].flatMap((mail) => mail?.messageId ?? []),
      ...unseenCover(version),
    ],
    patchTitles: own.map(({ title }) => normaliseTitle(title)),
    fingerprint: sortNumbers(
      new Set(version.patches.flatMap(({ mail }) => fingerprintDiff(at(cluster, mail.index).body))),
    ),
  }
}
