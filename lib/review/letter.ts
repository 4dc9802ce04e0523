import { footerStart } from '../mail/listFooter'
import { isSignatureStart } from '../signature'
import { splitLines } from '../text'

/** A greeting on a line of its own: <YdVWuWx+ygpD5gjX@TonyMac-Alibaba>. */
export const SALUTATION =
  /^(?:hi|hello|hey|dear|good (?:morning|afternoon|evening))\b(?!.*\b(?:applied|pushed|merged|queued)\b)[^.!?:]{0,60}[,!.:]?$|^[\p{Lu}][\p{L}-]{1,20}(?: [\p{Lu}][\p{L}.-]{1,20})?[,:]$/iu
/** Words of these must not be lost, so of a name alone only a capital and a comma make a greeting: "Drop these:" is none. */
const GREETING = /^(?:hi|hello|hey|dear|good (?:morning|afternoon|evening))\b[^.!?:]{0,60}[,!.:]?$/i
const NAMED = /^\p{Lu}[\p{L}-]{1,20}(?: \p{Lu}[\p{L}.-]{1,20})?,$/u
/** The end of a letter, with the name of its sender on the next line: <20231026083552.GA577670@pevik>. */
const CLOSING =
  /^(?:(?:with )?(?:kind|best|warm(?:est)?) )?(?:regards|wishes)[,.!]?$|^(?:cheers|sincerely(?: yours)?|yours sincerely)[,.!]?$/i
const NAME = /^\p{Lu}[\p{L}.'-]{0,20}(?: \p{Lu}[\p{L}.'-]{0,20}){0,2}$/u
/** Thanks that end a letter. The rules read them, because "Thanks, applied." says something; a reader of a thread does not need them. */
const THANKS =
  /^(?:(?:many |much )?thanks(?: again| a lot| so much| in advance| (?:and|&) regards)?|thank you(?: (?:very|so) much)?|thx|ty|bye|br)[,.!]{0,3}$/i
/** Thanks at the end of the last line: "doesn't break anyone?  Thanks," <20220920142639.29b1bdc2.alex.williamson@redhat.com>. */
const LAST_THANKS = /(?<=[.?!:)])\s{1,4}(?:thanks|thank you|cheers|thx)[,.!]{0,2}$/i
/** A line of dashes that some write above their name: <1d5711be-c26d-d57b-10db-1b45d279515d@socionext.com>. */
const DASHES = /^-{2,10}$/
/** More lines than a name and its address take below a closing. */
const MAX_NAME_LINES = 3
/** A longer line is no name. */
const MAX_NAME = 40
/** Mails sometimes end in two closings: "Thank you," above "Best Regards". */
const MAX_CLOSINGS = 3

/** Whether a line ends a letter ("Kind regards,"), or is the name right below such a line. `before` is the line above; undefined for the first. */
export function isClosing(text: string, before: string | undefined): boolean {
  return CLOSING.test(text) || (before !== undefined && CLOSING.test(before.trim()) && NAME.test(text))
}

/**
 * The words of a letter without the greeting above them and without what is below: thanks and regards with a name, the name of the sender alone, a
 * signature, footers of lists. `name` is the sender's, '' when unknown. '' when there is nothing else. Any text gives a result; linear.
 */
export function withoutCourtesies(text: string, name: string): string {
  const all = splitLines(text)
  const signature = all.findIndex((_, at) => isSignatureStart(all, at))
  const lines = signature < 0 ? all : all.slice(0, signature)
  lines.length = footerStart(lines)
  dropBlank(lines)
  for (let closings = 0; closings < MAX_CLOSINGS && dropClosing(lines, name); closings++) dropBlank(lines)
  const last = lines.pop()
  if (last !== undefined) lines.push(last.replace(LAST_THANKS, ''))
  const first = lines[0]?.trim() ?? ''
  if (first.length <= 2 * MAX_NAME && (GREETING.test(first) || NAMED.test(first))) lines.shift()
  return lines.join('\n').trim()
}

/** Drops a closing with the names below it, or the name of the sender alone in the last paragraph. False if there is neither. */
function dropClosing(lines: string[], name: string): boolean {
  let at = lines.length - 1
  let names = 0
  for (; at >= 0; at--) {
    const line = lines[at]?.trim() ?? ''
    if (line === '') continue
    if (line.length > MAX_NAME || THANKS.test(line) || CLOSING.test(line) || DASHES.test(line)) break
    if (names === MAX_NAME_LINES || !(NAME.test(line) || isNameOf(line, name))) break
    names++
  }
  const found = lines[at]?.trim() ?? ''
  if (found.length <= MAX_NAME && (THANKS.test(found) || CLOSING.test(found) || DASHES.test(found))) {
    lines.length = at
    return true
  }
  const last = lines[lines.length - 1]?.trim() ?? ''
  const alone = lines.length === 1 || lines[lines.length - 2]?.trim() === ''
  if (!alone || last.length > MAX_NAME || !isNameOf(last, name)) return false
  lines.pop()
  return true
}

function dropBlank(lines: string[]): void {
  while (lines.length > 0 && lines[lines.length - 1]?.trim() === '') lines.pop()
}

/** "Jason" and "greg k-h" are how Jason Gunthorpe and Greg Kroah-Hartman sign. */
function isNameOf(line: string, name: string): boolean {
  const own = wordsIn(name)
  const words = wordsIn(line)
  if (own.length === 0 || words.length === 0 || words.length > 4) return false
  return words.every((word) => own.some((part) => part === word || (word.length === 1 && part.startsWith(word))))
}

function wordsIn(text: string): readonly string[] {
  return text.toLowerCase().match(/\p{L}+/gu) ?? []
}
