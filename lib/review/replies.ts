import { at } from '../at'
import { byTimeThenKey } from '../byTime'
import type { Address } from '../mail/types'
import { type Names, nameWords } from './addressee'
import { openSpeaksForAuthor } from './authorSide'
import type { Basis } from './basis'
import { findOwnSentences } from './boilerplate'
import { findCalls } from './converse'
import { withoutCorrectedTags } from './correctedTags'
import { matchesAny } from './cueTable'
import { foldIdentities, type Mention, type People } from './identity'
import type { ReviewedReply, ReviewedVersion, SeriesInput } from './input'
import { quotedSpeakers } from './quotedSpeaker'
import { postedKeys } from './replaced'
import { BOT_OPENINGS } from './rules/cues/boilerplate'
import type { Sentence } from './sentence'
import { patchAuthors, signersOf, speakerOf } from './speaker'
import { findStatements } from './statement'
import type { Speaker, Statement } from './types'

/** A reply with its sender, the side that the sender is on, and what it says. */
export interface HeardReply extends ReviewedReply {
  /** Index in people.all. */
  readonly person: number
  readonly speaker: Speaker
  /** The sentences that the sender wrote; empty for a bot. */
  readonly sentences: readonly Sentence[]
  readonly statements: readonly Statement[]
  /** It answers another reviewer's mail that has a diff of its own, so that a tag in it is about that diff. */
  readonly onFix: boolean
}

/** A reply with the say that its sender has; see footing.ts. */
export interface ReadReply extends HeardReply {
  /** Why its sender has a say in what becomes of the series. */
  readonly basis: Basis
  /** Its sender wrote or submitted the series, and may withdraw it. */
  readonly owns: boolean
}

/** The people of a series: everybody who sent one of its mails or is named by a `-by` trailer in it. */
export function findPeople({ versions, replies, trust }: Pick<SeriesInput, 'versions' | 'replies' | 'trust'>): People {
  const mentions: Mention[] = []
  for (const { sender, patches } of versions) {
    mentions.push({ address: sender, in: 'mail', by: sender })
    for (const { patch } of patches) {
      mentions.push({ address: patch.author, in: 'tag', by: sender })
      for (const { name, person } of patch.trailers) {
        if (person !== undefined && name.endsWith('-by')) mentions.push({ address: person, in: 'tag', by: sender })
      }
    }
  }
  for (const { from, text } of replies) {
    mentions.push({ address: from, in: 'mail', by: from })
    for (const { person } of [...text.tags, ...text.naks]) {
      mentions.push({ address: person, in: 'tag', by: from })
    }
  }
  return foldIdentities(mentions, trust.joined)
}

const NOBODY: ReadonlySet<number> = new Set()

/** The people on the author's side: the senders of all versions, and the authors of each patch. */
interface Authors {
  readonly senders: ReadonlySet<number>
  /** The authors of each patch by `position/number`; number 0 has those of all patches of the version. */
  readonly bySeat: ReadonlyMap<string, ReadonlySet<number>>
  /** Also those who signed them off: "Hi Wei" is the author, although the patch comes from an address under another name. <Y70ftLpcLzdV32O9@pevik>. */
  readonly named: ReadonlyMap<string, ReadonlySet<number>>
}

function findAuthors(versions: readonly ReviewedVersion[], people: People): Authors {
  const senders = new Set(versions.map(({ sender }) => people.find(sender)))
  const bySeat = new Map<string, ReadonlySet<number>>()
  const named = new Map<string, ReadonlySet<number>>()
  const put = (
    seats: Map<string, ReadonlySet<number>>,
    position: number,
    found: readonly (readonly [number, Address[]])[],
  ) => {
    const persons = found.map(([number, addresses]) => [number, addresses.map((one) => people.find(one))] as const)
    for (const [number, own] of persons) seats.set(`${position}/${number}`, new Set(own))
    seats.set(`${position}/0`, new Set(persons.flatMap(([, own]) => own)))
  }
  for (const { position, patches } of versions) {
    put(
      bySeat,
      position,
      patches.map(({ number, patch }) => [number, patchAuthors(patch)]),
    )
    put(
      named,
      position,
      patches.map(({ number, patch }) => [number, [...patchAuthors(patch), ...signersOf(patch)]]),
    )
  }
  return { senders, bySeat, named }
}

/** Reads every reply of a series, in the order of receipt. A reply to the sender's own mail counts as an answer to the mail above that. */
export function readReplies(input: Pick<SeriesInput, 'versions' | 'replies'>, people: People): HeardReply[] {
  const authors = findAuthors(input.versions, people)
  const byKey = new Map(input.replies.map((reply) => [reply.key, reply]))
  const posted = postedKeys(input.versions)
  const calls = new Map<string, readonly string[]>()
  const callsIn = ({ key, text }: ReviewedReply): readonly string[] => {
    const found = calls.get(key) ?? findCalls(text.own)
    calls.set(key, found)
    return found
  }
  const speaksForAuthor = openSpeaksForAuthor(input.versions, people)
  // Whoever speaks for the author in one mail is still a reviewer to those who answer it: they discuss, and judge no patch.
  const sideOf = ({ from, position, number }: ReviewedReply): Speaker =>
    speakerOf(from, people, [authors.senders, authors.bySeat.get(`${position}/${number}`) ?? NOBODY])
  const namesOf = openNames(authors, people)
  const sidesAbove = ({ parent }: ReviewedReply): Speaker[] => {
    const sides: Speaker[] = []
    let next = parent === null ? undefined : byKey.get(parent)
    while (next !== undefined && sides.length < MAX_QUOTED) {
      sides.push(sideOf(next))
      next = next.parent === null ? undefined : byKey.get(next.parent)
    }
    return sides
  }
  const answersSender = ({ from }: ReviewedReply, parent: ReviewedReply | undefined): boolean => {
    const above = parent === undefined ? undefined : findParent(parent, byKey, people).reply
    return above !== undefined && people.find(above.from) === people.find(from)
  }
  const heard = [...input.replies].sort(byTimeThenKey).map((reply) => {
    const parent = findParent(reply, byKey, people)
    const parentSpeaker =
      parent.reply !== undefined ? sideOf(parent.reply) : posted.has(parent.key ?? '') ? ('author' as const) : null
    // A notice repeats the commit message: nothing in it is said by the person who runs the script, nor is an out-of-office note.
    const side = reply.notice === undefined && !reply.automatic && !isBotReport(reply) ? sideOf(reply) : 'bot'
    const sentences = side === 'bot' ? [] : findOwnSentences(reply.text.own, reply.text.form)
    const isForAuthor =
      side === 'reviewer' &&
      parentSpeaker === 'reviewer' &&
      parent.reply !== undefined &&
      speaksForAuthor({ ...reply, sentences, to: parent.reply.from })
    const speaker = isForAuthor ? 'author' : side
    const onFix = parentSpeaker === 'reviewer' && parent.reply?.text.fix === true
    const statements = findStatements({
      ...reply,
      sentences,
      speaker,
      parentSpeaker,
      quoted: parentSpeaker === 'reviewer' ? quotedSpeakers(reply.text.lines, sidesAbove(reply)) : [],
      parentCalls: parent.reply !== undefined && parentSpeaker === 'author' ? callsIn(parent.reply) : [],
      names: namesOf(reply),
      onCover: reply.number === 0,
      toPosting: parent.reply === undefined && posted.has(parent.key ?? ''),
      resumes: parentSpeaker === 'reviewer' && answersSender(reply, parent.reply),
      onFix,
    })
    return { ...reply, person: people.find(reply.from), speaker, sentences, statements, onFix }
  })
  return withoutCorrectedTags(heard)
}

/** Finds the people whom a reply may speak to by name. */
function openNames({ senders, named }: Authors, people: People): (reply: ReviewedReply) => Names {
  const wordsFor = (persons: Iterable<number>) => nameWords([...persons].map((person) => at(people.all, person).name))
  const all = wordsFor(people.all.keys())
  const sent = wordsFor(senders)
  const authors = new Map<string, ReadonlySet<string>>()
  return ({ position, number, recipients }) => {
    const seat = `${position}/${number}`
    const own = authors.get(seat) ?? wordsFor(named.get(seat) ?? NOBODY)
    authors.set(seat, own)
    let addressed: ReadonlySet<string> | undefined
    return {
      isAuthor: (word) => sent.has(word) || own.has(word),
      isOther(word) {
        addressed ??= nameWords(recipients.slice(0, MAX_ADDRESSED).map((address) => address.replace(/@.*$/, '')))
        return all.has(word) || addressed.has(word)
      },
    }
  }
}

/** Mails above a reply that its quotes are traced to. */
const MAX_QUOTED = 20

/** Recipients of one mail whose addresses are looked at for names. */
const MAX_ADDRESSED = 200

/** Whether a program wrote the reply, although it comes from the address of a person: its first words say so. */
function isBotReport({ text: { own } }: ReviewedReply): boolean {
  const first = own.find(({ text }) => text.trim() !== '')
  return first !== undefined && matchesAny(BOT_OPENINGS, first.text.trim())
}

/** The mail that a reply answers, skipping mails of the same person. Follows at most 100 of them, so a loop ends. */
function findParent(
  reply: ReviewedReply,
  byKey: ReadonlyMap<string, ReviewedReply>,
  people: People,
): { readonly key: string | null; readonly reply: ReviewedReply | undefined } {
  const person = people.find(reply.from)
  let key = reply.parent
  for (let steps = 0; steps < 100 && key !== null; steps++) {
    const parent = byKey.get(key)
    if (parent === undefined || people.find(parent.from) !== person) return { key, reply: parent }
    key = parent.parent
  }
  return { key, reply: undefined }
}
