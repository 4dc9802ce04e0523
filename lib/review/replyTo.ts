import { at } from '../at'
import { firstIndex } from '../firstIndex'
import { groupBy } from '../groupBy'
import type { CommentPlace } from './comment'
import { flatten } from './patchIndex'

/** A comment of a thread, as far as it says which other one it answers. `mail` is any number that names its mail. */
export interface LinkableComment {
  readonly mail: number
  readonly text: string
  /** The quoted lines right above it, without quote characters. */
  readonly quoted: readonly string[]
  readonly place: CommentPlace
  /** It is by somebody on the author's side, who seldom comments on code that nobody has asked about. */
  readonly author: boolean
}

/** How many mails above are looked at: people quote what they answer, and seldom more than what that answered. */
const MAX_ABOVE = 4
/** Shorter lines ("}", "Yes.") say nothing about what is quoted. */
const MIN_KEY = 5
/** How much of the text of one mail is looked through for a line that was wrapped anew. */
const MAX_SEARCHED = 20_000

/** How an answer begins, also one below code that nobody has commented on: <YmFDQ0wH+Y15bKX0@osiris>, <33fd4731-9765-d78b-bdc3-f8243c98e81f@linux.ibm.com>. */
const ANSWER =
  /^(?:yes|yep|yeah|no(?!t)|nope|ok|okay|right|agreed?|i agree|sure|thanks|thank you|oops|hm+|ah|oh|sounds good|makes sense|fine with me|that (?:looks|makes|is|should|would)|like i said|as i said)\b/i

/** The words of one mail, to be found by what another mail quotes of them. */
interface MailWords {
  /** Index of the last comment that has a line, by the line without white space. */
  readonly byLine: ReadonlyMap<string, number>
  /** All its text without white space, and where each comment begins there. */
  readonly joined: string
  readonly starts: readonly number[]
  readonly comments: readonly number[]
  /** Index of the last comment on a line of code or text of the patch, by lineKey. */
  readonly byPlace: ReadonlyMap<string, number>
}

/**
 * Finds for each comment the one that it answers, as an index into `comments`; null for one that begins a thread here. What it quotes of a mail
 * above decides; then the same place in the patch. A comment on nothing of the patch, by the author, or that begins like an answer, answers what the one before it in its mail answers, or the
 * last comment of the mail above: <cc221aec-838c-c710-fe41-c523cc2fd787@linux.ibm.com>. `parentOf` gives the mail that a mail answers, null where there is none here. Linear but for MAX_ABOVE.
 */
export function linkReplies(
  comments: readonly LinkableComment[],
  parentOf: (mail: number) => number | null,
): (number | null)[] {
  const byMail = groupBy(
    comments.map((_, index) => index),
    (index) => at(comments, index).mail,
  )
  const words = new Map<number, MailWords>()
  const wordsOf = (mail: number): MailWords => {
    const known = words.get(mail) ?? readWords(byMail.get(mail) ?? [], comments)
    words.set(mail, known)
    return known
  }
  const answered: (number | null)[] = comments.map(() => null)
  for (const [mail, own] of byMail) {
    const above = mailsAbove(mail, parentOf, byMail).map(wordsOf)
    let last: number | null = null
    for (const index of own) {
      const comment = at(comments, index)
      const found: number | undefined =
        findQuoted(comment, above) ??
        findSamePlace(comment, above) ??
        (comment.place.kind === 'unplaced' || comment.author || ANSWER.test(comment.text.trimStart())
          ? (last ?? above[0]?.comments.at(-1))
          : undefined)
      answered[index] = found ?? null
      last = found ?? last
    }
  }
  return answered
}

/** The nearest mails above with comments. */
function mailsAbove(
  mail: number,
  parentOf: (mail: number) => number | null,
  byMail: ReadonlyMap<number, unknown>,
): number[] {
  const above: number[] = []
  let next = parentOf(mail)
  for (let steps = 0; next !== null && steps < 2 * MAX_ABOVE && above.length < MAX_ABOVE; steps++) {
    if (byMail.has(next) && next !== mail) above.push(next)
    next = parentOf(next)
  }
  return above
}

function readWords(own: readonly number[], comments: readonly LinkableComment[]): MailWords {
  const byLine = new Map<string, number>()
  const byPlace = new Map<string, number>()
  const starts: number[] = []
  let joined = ''
  for (const index of own) {
    starts.push(joined.length)
    byPlace.set(lineKey(at(comments, index).place), index)
    for (const line of at(comments, index).text.split('\n')) {
      const key = flatten(line)
      if (key.length >= MIN_KEY) byLine.set(key, index)
      if (joined.length < MAX_SEARCHED) joined += key
    }
  }
  return { byLine, byPlace, joined, starts, comments: own }
}

/** The comment whose words are quoted right above, in the nearest mail that has them. */
function findQuoted({ quoted }: LinkableComment, above: readonly MailWords[]): number | undefined {
  const keys = quoted.map(flatten).filter(({ length }) => length >= MIN_KEY)
  for (const { byLine, joined, starts, comments } of above) {
    for (const key of [...keys].reverse()) {
      const line = byLine.get(key)
      if (line !== undefined) return line
      const place = joined.indexOf(key)
      if (place >= 0) return comments[firstIndex(starts, (start) => start > place) - 1]
    }
  }
  return undefined
}

/** The last comment on the same line of code or text, in the nearest mail that has one. */
function findSamePlace({ place }: LinkableComment, above: readonly MailWords[]): number | undefined {
  if (place.kind === 'unplaced') return undefined
  const key = lineKey(place)
  return above.flatMap(({ byPlace }) => byPlace.get(key) ?? [])[0]
}

function lineKey(place: CommentPlace): string {
  switch (place.kind) {
    case 'line':
      return `${place.file}/${place.hunk}/${place.at}`
    case 'hunk':
      return `${place.file}/${place.hunk}`
    case 'file':
      return `${place.file}`
    case 'message':
    case 'notes':
      return `${place.kind}/${place.line}`
    case 'unplaced':
      return ''
  }
}
