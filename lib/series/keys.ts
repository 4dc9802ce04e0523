import { createHash } from 'node:crypto'
import { DAY_MS } from '../isoTime'
import { mailboxOf } from '../mail/address'
import type { Notice } from '../mail/notice'
import { formerTitle, normaliseTitle } from '../mail/subject'
import type { Address, MessageId } from '../mail/types'
import { fixupTarget, isBackport, isBareCover, isTelling, type ReadSubject } from './kind'
import type { Sketch } from './sketch'

/**
 * The lowest numbers of a fingerprint represent all of it: two patches that share a part p of their lines share one of the k
 * lowest with a probability of about 1 - (1 - p)^k (bottom-k sketch, Broder 1997), and a series has that chance with each patch.
 */
const SKETCH_LINES = 3

/** A cover letter or patch with what its keys are made from. */
export interface Posting extends Pick<ReadSubject, 'tag' | 'titleKey' | 'bareTitleKey'> {
  readonly from: Address
  readonly sketch: Sketch
}

/**
 * The keys under which a posting is found. Two versions are compared when they share one; a key links nothing by itself.
 * `own`: titles and change-ids, `lines`: code. Only mails by this sender have such a key, so nobody else can add to its holders.
 * `open`: anybody may have it, so it can propose a relation but is never needed for a link.
 * `names`: the versions that the posting names as older or superseded.
 * `pairs`: what is found under another key than its own, see pairsOf.
 */
export interface PostingKeys {
  readonly own: readonly string[]
  readonly lines: readonly string[]
  readonly open: readonly string[]
  readonly names: readonly string[]
  readonly pairs: readonly string[]
}

/** The keys of a posting. A rule that links two versions only works if both have a key for it here. */
export function postingKeys(posting: Posting): PostingKeys {
  const { from, sketch, tag, titleKey } = posting
  const sender = mailboxOf(from)
  const changes = sketch.changeIds.map((id) => `change ${id}`)
  const backport = isBackport(tag.words)
  return {
    own: unique(ownWords(posting).map((word) => ownKey(sender, word))),
    lines: sketchWords(posting).map((word) => ownKey(sender, word)),
    open: unique([...(backport || !isTelling(titleKey) ? [] : [`title ${titleKey}`]), ...changes]),
    names: unique(namedIds(sketch).flatMap((id) => [namingKey(id), ownKey(sender, namingKey(id))])),
    pairs: pairKeys(posting),
  }
}

/** A word that a posting shares with one by somebody else whom it names as involved: the keys under which the postings of both have it. */
export interface Handover {
  readonly own: string
  readonly theirs: string
}

/**
 * How a posting finds versions that one person may have continued from another: it names the other as involved, and their posting has the
 * same title, change-id or code. Only the two of them can add to the holders of these keys.
 */
export function handovers(posting: Posting): Handover[] {
  const { from, sketch } = posting
  const sender = mailboxOf(from)
  const words = handoverWords(posting)
  return handsOf(from, sketch).flatMap((person) =>
    words.map((word) => ({ own: ownKey(sender, word), theirs: ownKey(person, word) })),
  )
}

/** The two keys under which a posting and one that has another key find each other, from the side of one of them. */
interface KeyPair {
  readonly mine: string
  readonly theirs: string
  /** Whether anybody may have these keys; otherwise only this sender. */
  readonly open: boolean
}

/**
 * How a posting finds those with another key: a fixup the patches with the title that it names, a patch the fixups that name its title, and
 * a single patch those for the same files with the next numbers and the ones before.
 */
export function pairsOf(posting: Posting): KeyPair[] {
  const { from, sketch, tag, titleKey } = posting
  if (sketch.title === null || isBackport(tag.words)) return []
  const own = (mine: string, theirs: string): KeyPair => {
    const sender = mailboxOf(from)
    return { mine: ownKey(sender, mine), theirs: ownKey(sender, theirs), open: false }
  }
  const open = (title: string, mine: string, theirs: string): KeyPair[] =>
    isTelling(title) ? [{ mine, theirs, open: true }] : []
  const target = fixupTarget(sketch.title)
  const fixups =
    target === undefined
      ? [
          own(`title ${sketch.title}`, `fixup ${sketch.title}`),
          ...open(titleKey, `title ${titleKey}`, `fixup ${titleKey}`),
        ]
      : [own(`fixup ${target}`, `title ${target}`), ...open(target, `fixup ${target}`, `title ${target}`)]
  const files = `files ${sketch.files}`
  const version = tag.version ?? 1
  const steps = sketch.files === null ? [] : STEPS.filter((step) => version + step > 0)
  return [
    ...fixups,
    ...steps.map((step) => own(`${files} ${version}`, `${files} ${version + step}`)),
    ...writtenPairs(posting),
  ]
}

/**
 * How a single patch that its author posts finds the same lines in one that names the author in the `From:` line of its body, and was posted
 * from another address.
 */
function writtenPairs(posting: Posting): KeyPair[] {
  const { author, files } = posting.sketch
  const sender = mailboxOf(posting.from)
  if (author === null || files === null) return []
  const lines = sketchWords(posting)
  if (isSender(author, sender))
    return lines.map((line) => ({ mine: ownKey(sender, line), theirs: writtenKey(sender, line), open: true }))
  return lines.map((line) => ({
    mine: writtenKey(author, line),
    theirs: ownKey(mailboxOf({ name: '', email: author }), line),
    open: true,
  }))
}

function isSender(author: string, sender: string): boolean {
  return mailboxOf({ name: '', email: author }) === sender
}

function writtenKey(author: string, line: string): string {
  return `written ${mailboxOf({ name: '', email: author })} ${line}`
}

/** How far apart the numbers of two versions are that the names of their files may connect. */
const STEPS = [-2, -1, 1, 2]

/** The keys of a posting under which only pairsOf looks. */
function pairKeys(posting: Posting): string[] {
  const { from, sketch, tag } = posting
  const sender = mailboxOf(from)
  const target = sketch.title === null ? undefined : fixupTarget(sketch.title)
  const fixups =
    target === undefined ? [] : [ownKey(sender, `fixup ${target}`), ...(isTelling(target) ? [`fixup ${target}`] : [])]
  const files = sketch.files === null ? [] : [ownKey(sender, `files ${sketch.files} ${tag.version ?? 1}`)]
  const { author } = sketch
  const written =
    author === null || sketch.files === null || isSender(author, sender)
      ? []
      : sketchWords(posting).map((line) => writtenKey(author, line))
  return isBackport(tag.words) ? [] : [...fixups, ...files, ...written]
}

/** Most people of one version who are asked for. */
const MAX_PEOPLE = 50

/** The people whose versions could be linked with one by this sender that names these people as involved. */
export function peopleOf(from: Address, hands: readonly string[]): string[] {
  return [mailboxOf(from), ...handsOf(from, { hands })].slice(0, MAX_PEOPLE)
}

/** The key of all postings that name this Message-ID as older or superseded. */
export function namingKey(id: MessageId): string {
  return `names ${id}`
}

/** The keys of the postings by these people (see peopleOf) that name this Message-ID. */
export function kinNamingKeys(people: readonly string[], id: MessageId): string[] {
  return people.map((person) => ownKey(person, namingKey(id)))
}

function ownWords({ sketch, tag, titleKey, bareTitleKey }: Posting): string[] {
  const former = formerTitle(tag.title)
  const titles = unique([
    titleKey,
    bareTitleKey,
    ...(sketch.title === null ? [] : [sketch.title]),
    ...(former === undefined ? [] : [former]),
  ])
  return [...titles.map((title) => `title ${title}`), ...sketch.changeIds.map((id) => `change ${id}`)]
}

function handoverWords(posting: Posting): string[] {
  const { sketch, titleKey, bareTitleKey } = posting
  const titles = unique([titleKey, bareTitleKey])
  return [
    ...titles.map((title) => `title ${title}`),
    ...sketch.changeIds.map((id) => `change ${id}`),
    ...sketchWords(posting),
  ]
}

/** The keys that a patch by this sender has for its lines, see Sketch.lines: a commit by the same person may be made from it. */
export function ownLineKeys(from: Address, lines: readonly number[]): string[] {
  return lines.slice(0, SKETCH_LINES).map((line) => ownKey(mailboxOf(from), lineWord(line)))
}

function lineWord(line: number): string {
  return `line ${line}`
}

/** A backport has none: the same code goes to several trees on one day. */
function sketchWords({ sketch, tag }: Posting): string[] {
  if (isBackport(tag.words)) return []
  return [
    ...sketch.lines.slice(0, SKETCH_LINES).map(lineWord),
    ...sketch.created.slice(0, SKETCH_LINES).map((line) => `new line ${line}`),
  ]
}

/**
 * The keys by which the mails of one posting find each other where threads do not connect them: sender, version, total and prefix words
 * within a day. A cover letter without a number has no total, and finds its copies by its title.
 */
export function markerKeys(
  subject: Pick<ReadSubject, 'kind' | 'tag' | 'titleKey'>,
  from: Address,
  receivedMs: number,
): string[] {
  const { tag, titleKey } = subject
  if (tag.total === null && !isBareCover(subject)) return []
  const marker = `${tag.version ?? 1} ${tag.total ?? titleKey} ${tag.words.join(' ')}`
  // Days overlap by half, so that mails an hour apart always share one.
  const days = [Math.floor(receivedMs / DAY_MS), Math.floor(receivedMs / DAY_MS + 0.5) + 0.5]
  return days.map((day) => `markers ${mailboxOf(from)} ${marker} ${day}`)
}

/** More mails by one sender with the same text than this are no copies of one cover letter, but a form. */
export const MAX_COPIES = 10

/** The key of the mails by one sender that may be cover letters and have this text, see Sketch. */
export function copyKey(from: Address, text: number): string {
  return `copy ${mailboxOf(from)} ${text}`
}

/** The key by which a mail is found from the mail that it answers. */
export function threadKey(id: MessageId): string {
  return `id ${id}`
}

/** The keys by which a notice is found from the patch that was taken. */
export function noticeKeys({ title, links }: Pick<Notice, 'title' | 'links'>): string[] {
  return [...links.map(noticeLinkKey), noticeTitleKey(normaliseTitle(title))]
}

/** The key of the notices that link to this mail. */
export function noticeLinkKey(id: MessageId): string {
  return `taken ${id}`
}

/** The key of the notices about a patch with this title. */
export function noticeTitleKey(titleKey: string): string {
  return `taken title ${titleKey}`
}

/** The key of the postings by one sender with this title. */
export function ownTitleKey(from: Address, titleKey: string): string {
  return ownKey(mailboxOf(from), `title ${titleKey}`)
}

/** The key of the postings by the sender with this mailbox that have this change-id. */
export function ownChangeKey(mailbox: string, changeId: string): string {
  return ownKey(mailbox, `change ${changeId}`)
}

/** The key of the patches with this title, by anybody. */
export function patchTitleKey(titleKey: string): string | undefined {
  return isTelling(titleKey) ? `title ${titleKey}` : undefined
}

/** The first 53 bits of SHA-256, which fit a number and an SQLite integer. A collision only proposes one candidate more. */
export function hashKey(key: string): number {
  const bytes = createHash('sha256').update(key).digest()
  return bytes.readUIntBE(0, 6) * 32 + (bytes.readUInt8(6) >> 3)
}

function ownKey(sender: string, word: string): string {
  return `own ${sender} ${word}`
}

function namedIds({ olderIds, supersededIds, supersedingIds }: Sketch): MessageId[] {
  return [...olderIds, ...supersededIds, ...supersedingIds]
}

function handsOf(from: Address, { hands }: Pick<Sketch, 'hands'>): string[] {
  const sender = mailboxOf(from)
  return unique(hands.map((email) => mailboxOf({ name: '', email }))).filter((hand) => hand !== sender && hand !== '')
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)]
}
