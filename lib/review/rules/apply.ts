import type { VerbPlace } from '../covered'
import { type CueRow, findCue, matchesAny } from '../cueTable'
import { AFTER_LAST, BEFORE_LAST, DARES, FOLLOWS, I_APPLIED, LEADS, THE_PATCH, VERBS } from './cues/apply'
import { DROPS, NOT_APPLIED, NOT_DROPPED, THE_DROPPED } from './cues/drop'
import { DENIED, NOT_DONE, NOT_OWN, NOT_TAKEN } from './cues/notApplied'

/** Words before the verb: "ok, thanks, the series has been" are four. */
const MAX_LEADS = 5
/** How much of a sentence is read after the verb. */
const MAX_REST = 160

/**
 * The rule `applies`: whether a sentence starts with (thanks,) applied / queued / merged / picked / pushed, ends with such a verb ("Good catch,
 * merged!"), or says "I've applied this". A tree or thanks may follow. False positives: a tester who writes "Applied this series, works fine".
 */
export function saysApplied(sentence: string): boolean {
  return findApplied(sentence) !== undefined
}

/** Whether an author says so of patches of their own, and not that they are in a tree where others can look at them. */
export function saysOwnApplied(sentence: string): boolean {
  return saysApplied(sentence) && !matchesAny(NOT_OWN, sentence)
}

/** Where a sentence says that patches were applied; undefined when it does not. Linear. */
export function findApplied(sentence: string): VerbPlace | undefined {
  if (sentence.endsWith('?')) return undefined
  const rest = withoutLeads(sentence)
  const led = findCue(VERBS, rest)
  if (led !== undefined) {
    const verb = placeOf(led, sentence.length - rest.length)
    const after = restAfter(sentence, verb)
    if (matchesAny(FOLLOWS, after) && !matchesAny(NOT_TAKEN, withoutAsides(after))) return verb
  }
  for (const table of [I_APPLIED, DARES]) {
    const found = findCue(table, sentence)
    if (found === undefined) continue
    const verb = placeOf(found, 0)
    const after = restAfter(sentence, verb)
    if (matchesAny(THE_PATCH, after) && !matchesAny(NOT_TAKEN, withoutAsides(after))) return verb
  }
  return endsApplied(sentence)
}

function placeOf({ 0: words, index }: RegExpExecArray, from: number): VerbPlace {
  return { at: from + index, end: from + index + words.trimEnd().length }
}

function restAfter(sentence: string, { end }: VerbPlace): string {
  return sentence.slice(end, end + MAX_REST)
}

/** A text without what is in brackets, as in "(it's in foo() now)". */
function withoutAsides(text: string): string {
  return text.replace(ASIDE, '').replace(ASIDE, '')
}
const ASIDE = / ?\([^()]*\)/g

/** Whether a sentence denies that a patch was applied: "this has not been merged, only patch 2". */
export function deniesApplied(sentence: string): boolean {
  return !sentence.endsWith('?') && matchesAny(NOT_APPLIED, sentence)
}

/**
 * Whether a sentence takes "applied" back: "I have dropped this patch from my tree", "backed out, breaks allmodconfig". False positive: somebody
 * who drops a patch from a tree of their own and does not say so.
 */
export function saysDropped(sentence: string): boolean {
  if (matchesAny(NOT_DROPPED, sentence)) return false
  return DROPS.some((row) => {
    const rest = afterCue([row], sentence)
    return rest !== undefined && matchesAny(THE_DROPPED, rest)
  })
}

/** Verbs with which a sentence may end; "picked" alone never does. */
const LAST_VERB = /\b(?:(?:re-?)?app+lied|queued|merged|pushed|committed|picked up)\b/gi
/** How much of a sentence is read before the verb. */
const MAX_BEFORE = 240

/** Whether a sentence ends with the verb: "I reworded the message and pushed, thanks", "Good catch, merged!". */
function endsApplied(sentence: string): VerbPlace | undefined {
  for (const { 0: verb, index } of sentence.matchAll(LAST_VERB)) {
    if (index > MAX_BEFORE) return undefined
    const place = { at: index, end: index + verb.length }
    const before = withoutAsides(sentence.slice(0, index))
    const after = withoutAsides(restAfter(sentence, place))
    if (!matchesAny(BEFORE_LAST, before) || matchesAny(NOT_DONE, ownClause(before))) continue
    if (matchesAny(DENIED, before.slice(before.search(/[^,;:]*$/)))) continue
    if (matchesAny(AFTER_LAST, after) && !matchesAny(NOT_TAKEN, after)) return place
  }
  return undefined
}

/** What comes before a verb, from the last clause on that begins with "I". */
function ownClause(before: string): string {
  const found = [...before.matchAll(/[,;:] I(?='ve | )/g)].at(-1)
  return found === undefined ? before : before.slice(found.index)
}

function withoutLeads(sentence: string): string {
  let rest = sentence
  for (let lead = 0; lead < MAX_LEADS && !matchesAny(VERBS, rest); lead++) {
    const found = findCue(LEADS, rest)
    if (found === undefined) break
    rest = rest.slice(found[0].length)
  }
  return rest
}

/** What follows the cue; undefined when the text does not have it. */
function afterCue(table: readonly CueRow[], text: string): string | undefined {
  const found = findCue(table, text)
  if (found === undefined) return undefined
  const from = found.index + found[0].length
  return text.slice(from, from + MAX_REST)
}

/** A line of the list that b4 ty and others write: "[3/4] title", with the commit on the next line. <164766213032.31329.14855996441316567317.b4-ty@oracle.com>. */
const LISTED = /^\s*\[(\d{1,4})\/\d{1,4}\]\s+(\S.*)$/
/** "commit: 0123..." (<164735165474.3687547.1964402001196947729.b4-ty@kernel.org>), or a link to it (<164766213032.31329.14855996441316567317.b4-ty@oracle.com>). */
const COMMIT = /^\s*(?:commit: )?(?:[0-9a-f]{8,40}\b|https?:\/\/\S+\/(?:c|commit)\/|\(no commit info\))/i

/** A patch in the list of commits of a thank-you mail. */
interface Listed {
  /** Its number there. */
  readonly number: number
  readonly title: string
  /** Index of its line. */
  readonly index: number
}

/** The patches in the list of commits of a thank-you mail; none in any other mail. Linear in the lines. */
export function findListed(lines: readonly string[]): Listed[] {
  return lines.flatMap((line, index) => {
    const [, number, title] = LISTED.exec(line) ?? []
    if (number === undefined || title === undefined) return []
    const hasCommit = COMMIT.test(lines[index + 1] ?? '') || COMMIT.test(lines[index + 2] ?? '')
    return hasCommit ? [{ number: Number(number), title, index }] : []
  })
}
