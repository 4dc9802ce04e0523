import { at } from '../at'
import { memo } from '../memo'
import { matchesAny } from './cueTable'
import type { FollowedComment, OpenComments } from './openComments'
import { LIST, PATCHES, readNumbers } from './patchNumbers'
import { EVERYWHERE } from './rules/cues/reach'
import { pointsBack } from './rules/request'
import type { ReviewEvent } from './types'

/** "I've amended patches 5-12 with a comment like": <YymA0yJybIWLco/v@hirez.programming.kicks-ass.net>. */
const NAMED = new RegExp(String.raw`\bpatches\b.{0,3}?${LIST}|\b${PATCHES}${LIST}`, 'i')
/** More comments of one person than an answer is about; bounds the work on hostile mail. */
const MAX_COMMENTS = 200
/** Shorter words say little. */
const MIN_WORD = 4

/**
 * The comments on other patches that an author's sentence answers, too. When it names patches, these are the requests on them by the person who is
 * answered; when it speaks of all patches, what that person said in much the same words on other patches of the version. `said`: the comments of the mail
 * that is answered.
 */
export function findElsewhere(
  { sentence, version }: ReviewEvent,
  said: readonly FollowedComment[],
  { byPerson, tracks, compared }: OpenComments,
): FollowedComment[] {
  const first = said[0]
  if (first === undefined) return []
  const named = NAMED.exec(sentence)?.[0]
  if (named === undefined && !matchesAny(EVERYWHERE, sentence)) return []
  const numbers = new Set(named === undefined ? [] : readNumbers(named.replace(/^\D+/, '')))
  const isNamed = (track: number | null): boolean =>
    track !== null && numbers.has(at(tracks, track).numbers.get(version) ?? 0)
  const { person, from } = first.event
  const known = new Map<FollowedComment, ReadonlySet<string>>()
  const words = (comment: FollowedComment) => memo(known, comment, () => wordsOf(comment.event))
  const isLike = (comment: FollowedComment) =>
    said.some((one) => compared.left-- > 0 && haveCommon(words(one), words(comment)))
  const found: FollowedComment[] = []
  let looked = 0
  for (const [track, comments] of byPerson.get(person)?.get(from)?.others ?? []) {
    for (const comment of comments) {
      if (++looked > MAX_COMMENTS) return found
      if (comment.event.version !== version || comment.answered) continue
      const alike = () => pointsBack(comment.event.sentence) || isLike(comment)
      if (isNamed(track) ? comment.event.position === 'requests-changes' : named === undefined && alike())
        found.push(comment)
    }
  }
  return found
}

/** Whether two comments have most of their longer words in common. */
function haveCommon(words: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  const common = [...words].filter((word) => others.has(word)).length
  return common > 0 && 2 * common >= Math.max(words.size, others.size)
}

function wordsOf({ sentence }: ReviewEvent): Set<string> {
  return new Set((sentence.toLowerCase().match(/\p{L}+/gu) ?? []).filter(({ length }) => length >= MIN_WORD))
}
