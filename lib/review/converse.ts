import { at } from '../at'
import type { Address } from '../mail/types'
import { type Names, nameWords, speaksToAuthor } from './addressee'
import type { OwnLine } from './quote'
import type { ReplyText } from './replyText'
import type { Speaker } from './types'

/** What a reply answers, and whom it may speak to. */
export interface Conversation {
  readonly text: ReplyText
  readonly from: Address
  /** Who wrote the mail that it answers; null when that mail is not imported here. */
  readonly parentSpeaker: Speaker | null
  /** The words by which the author, in the mail that it answers, may ask this person by name (see findCalls); empty when somebody else wrote it. */
  readonly parentCalls: readonly string[]
  /** For each line of the body, who wrote the line that is quoted right above it (see quotedSpeakers); empty unless another reviewer wrote the mail that it answers. */
  readonly quoted: readonly (Speaker | null)[]
  /** The people whom it may speak to by name. */
  readonly names: Names
}

/**
 * Finds out for which lines a reply talks to somebody instead of judging the patch: it answers another reviewer, or the author asked this person
 * by name. Not below what is quoted of the author, not when it greets the author, and not in answer to a bot's report, which is about the patch.
 */
export function openConverses(reply: Conversation): (line: number) => boolean {
  const { parentSpeaker, quoted } = reply
  const toOther = parentSpeaker === 'reviewer' && !greetsAuthor(reply)
  const asked = isCalled(reply)
  return (line) => asked || (toOther && quoted[line] !== 'author')
}

function isCalled({ from, parentCalls }: Conversation): boolean {
  const first = firstName(from.name)
  if (first === '') return false
  return parentCalls.some((word) => word.includes(`@${first}`) || word.includes(`${first}?`))
}

/** What a second reviewer adds of his own to what the first has said. */
const ADDS = /^(?:and|also|besides)\b|\b(?:as well|too)[.!]?$|\b(?:this|the) patch needs\b/i
const TO_OTHER = /\?|\b(?:you|your|yours|I|we|us)\b/i
/** What explains itself goes on with the discussion: <202011241327.BB28F12F6@keescook>. */
const EXPLAINS = /\b(?:so|because|since|therefore)\b/i

/** Whether what is said in answer to another reviewer is for the author: it names the author, or adds to what the other has said. */
export function isForAuthor(
  text: string,
  aside: boolean,
  { names, parentSpeaker }: Pick<Conversation, 'names' | 'parentSpeaker'>,
): boolean {
  if (speaksToAuthor(text, names)) return true
  return parentSpeaker === 'reviewer' && !aside && ADDS.test(text) && !TO_OTHER.test(text) && !EXPLAINS.test(text)
}

/** "Hi Marius, Cyril," above an answer to Cyril. */
function greetsAuthor({ text, names }: Conversation): boolean {
  const first = text.own.find((line) => line.text.trim() !== '')?.text.trim() ?? ''
  const greeting = /^(?:hi|hello|hey|dear)\b(.{0,80}?)[,!:]?$/i.exec(first)
  return [...nameWords([greeting?.[1] ?? ''])].some(names.isAuthor)
}

/** More people than anybody asks in one mail. Bounds the work of all answers to it. */
const MAX_CALLS = 200

/** The words of a mail that may ask somebody by name: with an `@` or a question mark. The first 200 different ones. Linear. */
export function findCalls(lines: readonly OwnLine[]): readonly string[] {
  const calls = new Set<string>()
  for (const { text } of lines) {
    if (!/[@?]/.test(text)) continue
    for (const word of text.split(/\s+/)) {
      if (calls.size >= MAX_CALLS) return [...calls]
      if (/[@?]/.test(word)) calls.add(word)
    }
  }
  return [...calls]
}

/** The first name, of "Tian, Kevin" as of "Kevin Tian". */
function firstName(name: string): string {
  const comma = name.indexOf(',')
  const given = comma < 0 ? name : name.slice(comma + 1)
  return at(given.trim().split(/\s+/), 0)
}
