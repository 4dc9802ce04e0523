import { parseTrailerLine, parseTrailerPerson } from '../patch/trailer'
import { splitLines } from '../text'

/** What people write who posted something from another address. One form a line. */
const OWNED = [
  /(?:\b(?:is|are|was|were)|['’]s)\s(?:(?:also|still|indeed|really|all)\s)?(?:mine|me|(?:by|from)\sme)\b/i,
  /\bmy\s(?:new|other|current|work|private|personal|company|corporate)\s(?:e-?mail|mail|address|account|employer|job|company)\b/i,
  /\bI(?:['’](?:m|ve)|\sam|\shave)?\s(?:(?:just|recently|now|also|since)\s)*(?:changed|switched|moved|left|joined)\s(?:\w+\s){0,3}(?:employers?|jobs?|compan(?:y|ies)|e-?mail|address(?:es)?|accounts?)\b/i,
  /\b(?:use|write\sto|reach\sme\sat)\s(?:this|that|the\snew|my\snew)\s(?:e-?mail\s)?(?:address|account)\b/i,
  /\bI\s(?:sent|posted|resent|submitted)\s(?:this|these|it|that|v\d{1,3}|the\s(?:series|patch(?:es)?))\b/i,
]
/** A question, or a word that turns the clause around. */
const TURNED = /\?$|\b(?:not|no(?!\slonger)|never|nobody|if|whether|who|why|cannot)\b|n['’]t\b/i
const DENIED = /(?:\b(?:not|never|nobody)\b|n['’]t\b).{0,40}\b(?:mine|me|my|sen[dt]|post(?:ed)?|wrote|written)\b/i
/** Characters of the sender's own words that are read: whoever says that a posting is theirs says so at once. */
const MAX_WORDS = 2_000

/**
 * Whether the sender of a reply says that what it answers is their own work ("I changed employers, this v2 is mine"), or signs it off. Any
 * denial or question about that counts against it. Quoted lines and the signature are not read. Linear.
 */
export function ownsPosting(body: string, name: string): boolean {
  const lines = splitLines(body)
  const end = lines.indexOf('-- ')
  const own = lines.slice(0, end < 0 ? lines.length : end).filter((line) => !line.startsWith('>'))
  const words = own.join('\n').slice(0, MAX_WORDS)
  const sentences = words.split(/(?<=[.!?])\s|\n\s*\n/).map((sentence) => sentence.replace(/\s+/g, ' ').trim())
  const clauses = sentences.flatMap((sentence) => sentence.split(/[,;:.!]\s?|\s[-–—]{1,2}\s/))
  if (clauses.some((clause) => DENIED.test(clause))) return false
  return (
    clauses.some((clause) => !TURNED.test(clause) && OWNED.some((form) => form.test(clause))) ||
    splitLines(words).some((line) => signsOff(line, name))
  )
}

function signsOff(line: string, name: string): boolean {
  const read = parseTrailerLine(line)
  if (read?.name !== 'Signed-off-by') return false
  const signer = parseTrailerPerson(read.value)?.name.toLowerCase()
  return signer !== undefined && signer !== '' && signer === name.toLowerCase()
}
