import { at } from '../at'
import { isAddress } from '../mail/address'
import type { Address } from '../mail/types'
import { isAddressLine, parseTrailerPerson } from '../patch/trailer'
import type { TrailerPerson } from '../patch/types'
import { fitsSender, sameFullName } from './identity'
import type { OwnLine } from './quote'

/** A review tag in a reply. */
export interface ReviewTag {
  /** In its usual capitalisation, with misspellings corrected: 'Reviewed-by'. */
  readonly name: string
  /** As a commit message would have it. */
  readonly value: string
  readonly person: TrailerPerson
  /** The person named is the sender of the mail: see fitsSender. Other tags are shown but never counted. */
  readonly fits: boolean
  /** Line of the body, counted from 0. */
  readonly line: number
}

/**
 * Counted on 127,816 replies: `Reviwed-by` 7, `Reviewd-by` 6, `Reveiewed-by` 3, `Reviewed by` 3, `Tested by` 6, and combinations such as
 * `Reviewed-and-tested-by`, `Acked-for-MFD-by`, `Build-tested-by`. Matched against the name with blanks turned into dashes. <YhzJKKCxnx9DvliT@sirena.org.uk> is misspelt.
 */
const TAG_NAME =
  /^(?:[a-z]+-){0,3}(?:reviewed|reviewd|reviwed|reveiewed|rewiewed|review|acked|ack'ed|ack|acknowledged|approved|tested)(?:-[a-z]+){0,4}-by$/
/** Tags by which a person refuses a patch: <7a935730-f3a5-0b1f-2bdc-a629711a3a01@linux.ibm.com>. */
const NAK_NAME =
  /^(?:[a-z]+-){0,2}(?:nacked|naked|nack-ed|nak-ed|n-acked|nakked)(?:-[a-z]+){0,2}-by$|^not-(?:[a-z]+-)?acked(?:-[a-z]+){0,2}-by$/
/** Names that match TAG_NAME but refuse: <7a935730-f3a5-0b1f-2bdc-a629711a3a01@linux.ibm.com>. */
const NEGATED = /^(?:not|un|never)-|nacked|^n-?acked|^un/
const CORRECTED: Readonly<Record<string, string>> = {
  reviewd: 'reviewed',
  reviwed: 'reviewed',
  reveiewed: 'reviewed',
  rewiewed: 'reviewed',
  review: 'reviewed',
  "ack'ed": 'acked',
  ack: 'acked',
  acknowledged: 'acked',
}
const MISSPELT = /reviewd|reviwed|reveiewed|rewiewed|review(?!ed)|ack'ed|ack(?!ed|nowledged)|acknowledged/
/** "R-b: Rex Roe <rex@example.org>": what people write for short, with an address. In "R-b" alone nobody is named. */
const SHORT: Readonly<Record<string, string>> = { r: 'Reviewed-by', a: 'Acked-by', t: 'Tested-by' }
const SHORT_LINE =
  /^[\s*`]{0,20}([RAT])-?b\s?:\s{0,20}((?:[^<>@]{0,100}<[^<>\s]{1,100}@[^<>\s]{1,200}>|[^\s<>@]{1,100}@[^\s<>@]{1,200})\s{0,4}(?:[#[(].{0,100})?)$/i
/** More tags than any reply has. The rules look around each of them, so their number is bounded. */
const MAX_TAGS = 200
/** With blanks in the name, only the bare words are a tag (<6a8e7d00-0e7b-dc0c-2662-8aadd3930d8c@nvidia.com>): "Cannot be reviewed by rex@example.org" is prose. */
const SPACED = /^(?:reviewed|acked|tested)(?:[- ]and[- ](?:reviewed|acked|tested))?[- ]by$/i
/** Every line with a tag contains this, and most lines do not. */
const TAG_END = /[- ]by\b|^[\s*`]{0,20}[rat]-?b\s?:/i
/** The tag and then the person: after a colon, or without one when an address follows. Bounded, so linear. <BN9PR11MB527610FD13AEB17B5C98DB7E8C719@BN9PR11MB5276.namprd11.prod.outlook.com>. */
const TAG_LINE =
  /^[\s*`]{0,20}([A-Za-z']{2,12}(?:[- ][A-Za-z]{2,12}){0,5}?[- ]by)\b\s{0,3}([:;]?)\s{0,20}(\S.{0,400})?$/i
/** "With that, Reviewed-by: Rex Roe <rex@example.org>": dashes, a colon and an address at the end of the line. <8fc611271c6156dee5c5f5b5c2f583d2d7774843.camel@linux.ibm.com>. */
const INLINE =
  /\s([A-Za-z]{3,12}(?:-[A-Za-z]{2,12}){0,3}-by):\s{0,3}([^<>:]{0,100}<[^<>\s]{3,200}>\s{0,4}(?:[#[(,;:].{0,80})?\.?)$/i

/**
 * Finds tags in lines that the sender wrote, sorted by line: in any case, indented, without a colon, after other words ("With that,
 * Reviewed-by: ..."), with the person or the address on the next line, or followed by notes. A tag that names no person (`Acked-by: me`) is
 * left out. A full name without an address, or with a broken one, counts when it is the sender's. `nameOf` reads the name of a tag and
 * gives undefined for other words: see reviewName and nakName.
 */
export function findTags(
  lines: readonly OwnLine[],
  sender: Address,
  nameOf: (written: string) => string | undefined,
): ReviewTag[] {
  const tags: ReviewTag[] = []
  for (const [index, { text, line }] of lines.entries()) {
    if (!TAG_END.test(text)) continue
    const found = TAG_LINE.exec(text)
    const short = SHORT_LINE.exec(text)
    const name = nameOf(found?.[1] ?? SHORT[(short?.[1] ?? '').toLowerCase()] ?? '')
    const tag =
      name !== undefined
        ? readPerson(name, line, wrappedValue(found?.[3] ?? short?.[2] ?? '', line, lines[index + 1]), sender)
        : inlineTag(text, line, sender, nameOf)
    if (tag !== undefined && tags.push(tag) >= MAX_TAGS) break
  }
  return tags
}

/** In the middle of a line only a tag in the sender's own name counts, since others are quotations. */
function inlineTag(
  text: string,
  line: number,
  sender: Address,
  nameOf: (written: string) => string | undefined,
): ReviewTag | undefined {
  const found = INLINE.exec(text)
  if (found === null) return undefined
  const name = nameOf(at(found, 1))
  const tag = name === undefined ? undefined : readPerson(name, line, at(found, 2).replace(/\.$/, ''), sender)
  return tag?.fits === true ? tag : undefined
}

/**
 * Joins the value with the next line when that completes it: a line that is only an address, the rest of a name with its address, or the
 * rest of an address. Gmail wraps there; in <b6ac5c44917390b9a5cc7ebb87a089568279c459.camel@linux.ibm.com> it cut a name in two.
 */
function wrappedValue(value: string, line: number, next: OwnLine | undefined): string {
  if (next === undefined || next.line !== line + 1) return value
  const more = next.text.trim()
  if (value.lastIndexOf('<') > value.lastIndexOf('>')) return more.indexOf('>') >= 0 ? `${value}${more}` : value
  if (value.includes('@')) return value
  if (isAddressLine(more)) return `${value} ${more}`
  const personEnd = /^[^<>:@]{0,80}<[^<>\s@]{1,100}@[^<>\s@]{1,200}>\s{0,4}(?:[#[(,;].{0,80})?$/.test(more)
  const bareAddress = value === '' && isAddress(more)
  return (personEnd && value.split(/\s+/).length <= 5) || bareAddress ? `${value} ${more}` : value
}

function readPerson(name: string, line: number, written: string, sender: Address): ReviewTag | undefined {
  const value = withoutJunk(written)
  const read = parseTrailerPerson(value)
  if (read === undefined) return undefined
  const person = withoutGreeting(read)
  if (person.email !== '') {
    return { name, value: cleanValue(value, person), person, fits: fitsSender(person, sender), line }
  }
  // <20220506064927.7y7a422jqbse22fr@pengutronix.de>: the address has lost its @.
  const bare = person.name.replace(/\s*\S*[.@]\S+\s*$/, '').trim()
  if (!sameFullName(bare, sender.name) || sender.email === '') return undefined
  return {
    name,
    value: `${bare} <${sender.email}>`,
    person: { name: bare, email: sender.email, note: person.note },
    fits: true,
    line,
  }
}

/**
 * A value without what mailers and hands leave around it: the links that Outlook adds (`<a@b<mailto:a@b>>`, `a@b <mailto:a@b>`), escaped
 * angle brackets, the asterisks of bold text, and punctuation before it or after the address.
 */
function withoutJunk(written: string): string {
  const plain = written
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/\s?\[mailto:([^\]\s]{1,300})\]/i, ' <$1>')
  return plain
    .replace(/<?([^\s<>]{1,300})>?\s?<mailto:\1>{1,2}/i, '<$1>')
    .replace(/<mailto:/i, '<')
    .replace(/^[\s;:,*_`-]+|[\s*_`]+$/g, '')
    .replace(/>[.*_`]+$/, '>')
}

/** Adds lost angle brackets. Cuts what follows the address (", with one nit", "Thanks!") unless it is a note in brackets or after `#`. */
function cleanValue(value: string, { name, email }: TrailerPerson): string {
  const close = value.indexOf('>')
  if (value.includes('<') && close < 0) return name === '' ? `<${email}>` : `${name} <${email}>`
  if (close < 0) return name !== '' && !/[(["]/.test(value) ? withBrackets(value, name, email) : value
  return /^\s*[^\s#([]/.test(value.slice(close + 1)) ? value.slice(0, close + 1) : value
}

/** "Rex Roe rex@example.org # s390" with angle brackets around the address. */
function withBrackets(value: string, name: string, email: string): string {
  const note = /\s#.*$/.exec(value)?.[0] ?? ''
  return `${name} <${email}>${note}`
}

/** Words after an address that are thanks or a greeting, not a note. */
const GREETING = /^(?:thanks?|thank you|thx|ty|cheers|regards|please|too|again|as well)\b[^\d#]{0,40}$/i

function withoutGreeting(person: TrailerPerson): TrailerPerson {
  return GREETING.test(person.note) ? { ...person, note: '' } : person
}

/** Reads the name of a review tag: gives the usual capitalisation, corrects misspellings; undefined for any other words. */
export function reviewName(written: string): string | undefined {
  if (written.includes(' ') && !SPACED.test(written)) return undefined
  const name = written.toLowerCase().replaceAll(' ', '-')
  if (!TAG_NAME.test(name) || NEGATED.test(name)) return undefined
  const corrected = name.replace(MISSPELT, (word) => CORRECTED[word] ?? word)
  return corrected.charAt(0).toUpperCase() + corrected.slice(1)
}

/** Reads the name of a tag that refuses a patch, and gives `Nacked-by` for all spellings; undefined for any other words. */
export function nakName(written: string): string | undefined {
  return NAK_NAME.test(written.toLowerCase()) ? 'Nacked-by' : undefined
}

/** What a person vouches for by a review tag of this name: a combined tag such as `Reviewed-and-tested-by` gives both. */
export function tagKinds(name: string): ('approves' | 'tested')[] {
  return [
    ...(/reviewed|acked|approved/i.test(name) ? (['approves'] as const) : []),
    ...(/tested/i.test(name) ? (['tested'] as const) : []),
  ]
}

/** A tag in the middle of other words, with or without hyphens. */
const QUOTED =
  /\b[a-z']{2,12}(?:-[a-z]{2,12}){0,5}-by\b|\b(?:reviewed|acked|tested)(?: and (?:reviewed|acked|tested))? by\b/gi
const SHORT_QUOTED = /^[\s*`]{0,20}([RAT])-?b\s?:/i

/** The name of the first review tag in a quotation, in its usual spelling; undefined without one. Linear. */
export function quotedTag(quote: string): string | undefined {
  for (const [written] of quote.matchAll(QUOTED)) {
    const name = reviewName(written)
    if (name !== undefined) return name
  }
  return SHORT[(SHORT_QUOTED.exec(quote)?.[1] ?? '').toLowerCase()]
}
