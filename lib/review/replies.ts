import { parseNotice } from '../mail/notice'
import type { Address } from '../mail/types'
import { parseTrailerPerson } from '../patch/trailer'
import { type Basis, findBases } from './basis'
import { findEvents } from './event'
import { foldIdentities, type Mention, type People } from './identity'
import type { ReviewedReply, ReviewedVersion, SeriesInput } from './input'
import { patchAuthors, speakerOf } from './speaker'
import { findNakTags, findReviewTags } from './tag'
import type { ReviewEvent, Speaker } from './types'

/** A reply that was read: who speaks, from which side, and what is said. */
export interface ReadReply extends ReviewedReply {
  /** Index in people.all. */
  readonly person: number
  readonly speaker: Speaker
  readonly parentSpeaker: Speaker | null
  /** Whether its word on what becomes of the series decides, and why. */
  readonly basis: Basis
  readonly events: readonly ReviewEvent[]
}

/** Folds everybody who sent a mail of the series or is named by a `-by` trailer of it. */
export function findPeople({ versions, replies }: Pick<SeriesInput, 'versions' | 'replies'>): People {
  const mentions: Mention[] = []
  for (const { sender, patches } of versions) {
    mentions.push({ address: sender, in: 'mail', by: sender })
    for (const { patch } of patches) {
      mentions.push({ address: patch.author, in: 'tag', by: sender })
      for (const { name, value } of patch.trailers) {
        const person = name.endsWith('-by') ? parseTrailerPerson(value) : undefined
        if (person !== undefined) mentions.push({ address: person, in: 'tag', by: sender })
      }
    }
  }
  for (const { from, body } of replies) {
    mentions.push({ address: from, in: 'mail', by: from })
    for (const { person } of [...findReviewTags(body, from), ...findNakTags(body, from)]) {
      mentions.push({ address: person, in: 'tag', by: from })
    }
  }
  return foldIdentities(mentions)
}

/** Who makes the patches: the senders of all versions, and per patch its authors. */
interface Authors {
  readonly senders: ReadonlySet<number>
  /** By `position/number`; number 0 has the authors of all patches of the version. */
  readonly bySeat: ReadonlyMap<string, ReadonlySet<number>>
}

function findAuthors(versions: readonly ReviewedVersion[], people: People): Authors {
  const senders = new Set(versions.map(({ sender }) => people.find(sender)))
  const bySeat = new Map<string, ReadonlySet<number>>()
  for (const { position, patches } of versions) {
    const all = new Set(senders)
    for (const { number, patch } of patches) {
      const own = patchAuthors(patch).map((address: Address) => people.find(address))
      for (const person of own) all.add(person)
      bySeat.set(`${position}/${number}`, new Set([...senders, ...own]))
    }
    bySeat.set(`${position}/0`, all)
  }
  return { senders, bySeat }
}

/**
 * Reads every reply of a series, in the order of receipt (ties by key). A reply to an own mail counts as one to the mail above it.
 */
export function readReplies(input: Pick<SeriesInput, 'versions' | 'replies' | 'known'>, people: People): ReadReply[] {
  const bases = findBases(input, input.known)
  const authors = findAuthors(input.versions, people)
  const byKey = new Map(input.replies.map((reply) => [reply.key, reply]))
  const posted = new Set(
    input.versions.flatMap(({ headKey, patches }) => [headKey, ...patches.map(({ mailKey }) => mailKey)]),
  )
  const sideOf = ({ from, position, number }: ReviewedReply): Speaker =>
    speakerOf(from, people, authors.bySeat.get(`${position}/${number}`) ?? authors.senders)
  const ordered = [...input.replies].sort((a, b) => a.orderMs - b.orderMs || (a.key < b.key ? -1 : 1))
  return ordered.map((reply) => {
    const parent = findParent(reply, byKey, people)
    const parentSpeaker =
      parent.reply !== undefined ? sideOf(parent.reply) : posted.has(parent.key ?? '') ? ('author' as const) : null
    // A notice carries the commit message: nothing in it is said by whoever runs the script.
    const speaker = parseNotice(reply.subject, reply.body) === undefined ? sideOf(reply) : 'bot'
    const events = findEvents({
      body: reply.body,
      from: reply.from,
      speaker,
      parentSpeaker,
      parentBody: parent.reply !== undefined && parentSpeaker === 'author' ? parent.reply.body : '',
      onCover: reply.number === 0,
    })
    const basis = bases.get(reply.key) ?? 'none'
    return { ...reply, person: people.find(reply.from), speaker, parentSpeaker, basis, events }
  })
}

/** The mail that a reply answers, own mails passed over. A chain of own mails is followed for 100 steps, so a loop ends. */
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
