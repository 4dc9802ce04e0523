import { normaliseTitle } from '../mail/subject'
import type { Message, MessageId } from '../mail/types'
import { fingerprintCreated, fingerprintDiff, fingerprintText } from '../patch/fingerprint'
import { parsePatch, patchPaths } from '../patch/patch'
import type { Patch } from '../patch/types'
import { readPullRequest } from '../pull/pullRequest'
import type { ReadSubject } from './kind'
import { findMentions } from './mentions'

/**
 * What linking knows about a cover letter or patch beside its headers. It is read once, when the mail is stored, so that versions are
 * linked without the bodies of their mails.
 */
export interface Sketch {
  /** The `change-id:` of the text or of a trailer. */
  readonly changeIds: readonly string[]
  /** Message-IDs that the text names as older versions. */
  readonly olderIds: readonly MessageId[]
  /** Message-IDs of versions that this one says it supersedes. */
  readonly supersededIds: readonly MessageId[]
  /** Message-IDs of versions that this one says supersede it. */
  readonly supersedingIds: readonly MessageId[]
  /** The normalised title of a patch, which a `Subject:` line in the body may change; null for a cover. */
  readonly title: string | null
  /** Address of the author of a patch, in lower case; null for a cover. */
  readonly author: string | null
  /** Addresses, in lower case, of the people whom a patch itself names as involved: author, signers and co-developers. */
  readonly hands: readonly string[]
  /** The fingerprint of the diff, ascending: see fingerprintDiff. */
  readonly lines: readonly number[]
  /** The fingerprint of the files that a patch creates, see fingerprintCreated. */
  readonly created: readonly number[]
  /** A number for the names of the files that a single patch touches, see fingerprintText; null for any other posting. */
  readonly files: number | null
  /** A number for the whole text of a cover, see fingerprintText; null for a patch. */
  readonly text: number | null
  /** A number for each title that a cover lists, see fingerprintText; empty for a patch. */
  readonly listed: readonly number[]
  /** Whether it is a cover that asks to pull its patches. */
  readonly pull: boolean
}

/** Trailers that name people who worked on a patch. */
const HANDS = ['Signed-off-by', 'Co-developed-by']
/** Ids of one kind that are read from one mail. Real mail names a dozen older versions at most; a hostile cover names thousands. */
const MAX_IDS = 30
/** Titles of one cover that are read. */
const MAX_LISTED = 200
/** People of one patch that are read. */
const MAX_HANDS = 20

/** Reads the sketch of a cover letter or patch from its headers and its text: of a cover the whole, of a patch the commit message and notes. Linear. */
export function readSketch(
  { from, body, succession }: Pick<Message, 'from' | 'body' | 'succession'>,
  subject: ReadSubject,
): Sketch {
  const { kind, tag } = subject
  const patch = kind === 'patch' ? parsePatch({ title: tag.title, from, body }) : undefined
  const text = patch === undefined ? body : `${patch.message}\n${patch.notes}`
  const mentions = findMentions(`${succession}${text}`)
  const tagged = patch?.trailers.flatMap(({ name, value }) => (name === 'change-id' ? [value] : [])) ?? []
  return {
    changeIds: firstOf([...mentions.changeIds, ...tagged]),
    olderIds: firstOf(mentions.olderIds),
    supersededIds: firstOf(mentions.supersededIds),
    supersedingIds: firstOf(mentions.supersedingIds),
    title: patch === undefined ? null : normaliseTitle(patch.title),
    author: patch === undefined ? null : patch.author.email,
    hands: patch === undefined ? [] : findHands(patch),
    lines: patch === undefined ? [] : fingerprintDiff(body),
    created: patch === undefined ? [] : fingerprintCreated(patch.files),
    files: patch === undefined || (tag.total ?? 1) > 1 ? null : fingerprintFiles(patch),
    text: patch === undefined ? fingerprintText(body) : null,
    listed: patch === undefined ? findListed(body) : [],
    pull: kind === 'cover' && readPullRequest({ subject, body }) !== undefined,
  }
}

/** The titles that git shortlog lists in a cover: lines indented by two, whose continuation is indented by four. */
function findListed(body: string): number[] {
  const titles = [...body.matchAll(/^ {2}(\S.*(?:\n {4}\S.*)?)$/gm)].slice(0, MAX_LISTED)
  return titles.map(([, title]) => fingerprintText(normaliseTitle(title ?? '')))
}

function fingerprintFiles({ files }: Patch): number | null {
  const paths = patchPaths(files)
  return paths.length === 0 ? null : fingerprintText([...paths].sort().join('\n'))
}

function firstOf<T>(ids: readonly T[]): T[] {
  return [...new Set(ids)].slice(0, MAX_IDS)
}

function findHands({ author, trailers }: Patch): string[] {
  const named = trailers.flatMap(({ name, person }) => (HANDS.includes(name) ? (person ?? []) : []))
  return [...new Set([author, ...named].map(({ email }) => email.toLowerCase()))].slice(0, MAX_HANDS)
}
