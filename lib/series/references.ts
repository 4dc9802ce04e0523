import { findArchiveLinks } from '../mail/archiveLink'
import { parseMessageIds } from '../mail/header'
import { normaliseTitle } from '../mail/subject'
import { findMessageTrailers } from '../patch/messageTrailers'
import { patchId } from '../patch/patchId'
import { parseTrailerLine, parseTrailerPerson, parseTrailers } from '../patch/trailer'
import type { Trailer } from '../patch/types'
import { splitLines } from '../text'
import { withoutUrls } from '../url'

/**
 * What identifies a mail (`outer`: the Message-ID of one in which a list wrapped it), a cover letter or patch (`title`, `change`,
 * `patch`), what it is based on (`on-...`: a mail, a change-id, a patch-id or a commit), and what it fixes (`fixes`: the title of a commit;
 * `closes`: the mail with the report; `reported-by`: an address). `owns`: the sender of a reply, by whose words the posting above it is
 * their own, see ownsPosting.
 */
type ReferenceKind =
  | 'outer'
  | 'title'
  | 'change'
  | 'patch'
  | 'on-mail'
  | 'on-change'
  | 'on-patch'
  | 'on-commit'
  | 'fixes'
  | 'closes'
  | 'reported-by'
  | 'owns'

export interface Reference {
  readonly kind: ReferenceKind
  /** Normalised, so that two mails that mean the same have the same value. */
  readonly value: string
  /** As the mail writes it. */
  readonly text: string
}

const MAX_REFERENCES = 200
const MAX_TEXT = 200

/** What was already read from a cover letter or patch. */
interface Posting {
  readonly body: string
  readonly kind: 'cover' | 'patch'
  readonly titleKey: string
  readonly changeIds: readonly string[]
}

/**
 * What one cover letter or patch says about others. The result depends on this mail alone, so that a reference finds its target
 * whichever of the two is imported first. Repeats are dropped; at most 200 are kept. Linear.
 */
export function findReferences({ body, kind, titleKey, changeIds }: Posting): Reference[] {
  const parts = splitPosting(body, kind)
  const own = kind === 'patch' ? patchId(parts.diff) : undefined
  const found: Reference[] = [
    ...(kind === 'patch' ? [{ kind: 'title', value: titleKey, text: '' } as const] : []),
    ...(own === undefined ? [] : [{ kind: 'patch', value: own, text: '' } as const]),
    ...changeIds.map((id) => ({ kind: 'change', value: id, text: '' }) as const),
    ...declared(parts),
    ...inProse(kind === 'cover' ? parts.message : parts.notes),
  ]
  const unique = new Map(found.filter(({ value }) => value !== '').map((one) => [`${one.kind} ${one.value}`, one]))
  return [...unique.values()].slice(0, MAX_REFERENCES)
}

interface Parts {
  readonly message: readonly string[]
  readonly notes: readonly string[]
  readonly diff: string
  /** The lines at the end of the mail in which git format-patch names the base of the patches. */
  readonly base: readonly string[]
}

/** Most lines of this kind; a long series has one for each patch it needs. */
const BASE_LINES = 300
const BASE_LINE = /^(?:base-commit|prerequisite-)/im

/** Splits a body without parsing its diff, since this runs for each mail that is imported. */
function splitPosting(body: string, kind: 'cover' | 'patch'): Parts {
  const start = kind === 'cover' ? -1 : body.search(/^diff --git /m)
  const lines = splitLines(start < 0 ? body : body.slice(0, start))
  const mark = kind === 'cover' ? -1 : lines.findIndex((line) => /^---\s*$/.test(line))
  const tail = body.slice(-100 * BASE_LINES)
  const base = BASE_LINE.test(tail) ? splitLines(tail).filter((line) => BASE_LINE.test(line)) : []
  return {
    message: mark < 0 ? lines : lines.slice(0, mark),
    notes: mark < 0 ? [] : lines.slice(mark + 1),
    diff: start < 0 ? '' : body.slice(start),
    base: base.slice(-BASE_LINES),
  }
}

/** References in the trailers of message and notes and at the end of the mail. */
function declared({ message, notes, base, diff }: Parts): Reference[] {
  const own = diff === '' ? parseTrailers(message.join('\n')) : findMessageTrailers(message).trailers
  const below = base.flatMap((line, at) => {
    const read = parseTrailerLine(line)
    return read === undefined ? [] : [{ name: read.name, value: read.value, line: at }]
  })
  const trailers = [...own, ...parseTrailers(notes.join('\n')), ...below]
  return trailers.flatMap((trailer, index) => readTrailer(trailer, trailers[index - 1]))
}

function readTrailer({ name, value, line }: Trailer, above: Trailer | undefined): Reference[] {
  const text = `${name}: ${value}`.slice(0, MAX_TEXT)
  const all = (kind: ReferenceKind, values: readonly string[]) => values.map((one) => ({ kind, value: one, text }))
  switch (name) {
    case 'Depends-on':
    case 'Based-on':
    case 'prerequisite-message-id':
      return all('on-mail', idsOf(value))
    case 'prerequisite-change-id':
      return all('on-change', [value.replace(/:v\d+$/, '').toLowerCase()])
    case 'prerequisite-patch-id':
      return all('on-patch', /^[0-9a-f]{40}$/i.test(value) ? [value.toLowerCase()] : [])
    case 'base-commit':
      return all('on-commit', /^[0-9a-f]{7,64}$/i.test(value) ? [value.toLowerCase()] : [])
    case 'Fixes':
      return all('fixes', [normaliseTitle(/\("(.+)"\)/.exec(value)?.[1] ?? '')])
    case 'Closes':
      return all('closes', idsOf(value))
    case 'Link':
      // Before `Closes:` came into use, the report was linked right below its Reported-by.
      return above !== undefined && isReport(above.name) && line === above.line + 1 ? all('closes', idsOf(value)) : []
    default:
      return isReport(name) ? all('reported-by', [parseTrailerPerson(value)?.email ?? '']) : []
  }
}

function isReport(name: string): boolean {
  return name.startsWith('Reported-') && name.endsWith('-by')
}

function idsOf(value: string): string[] {
  const links = findArchiveLinks(value)
  return links.length > 0 ? links : parseMessageIds(value)
}

const BASED_ON =
  /\b(?:(?:depend(?:s|ent|ing)?|rel(?:y|ies)|based?|builds?|built|sits?) (?:up)?on|on top of|prerequisites?|requires?|appl(?:y|ies) (?:on|to|after|on top))\b/i
/** "rebased on", "based on feedback", "based on the discussion in" say what was done, not what is needed. */
const OTHERWISE =
  /\b(?:rebas(?:e|ed|ing)|feedback|discussions?|comments?|suggest(?:s|ed|ions?)?|reviews?|rfc version)\b/i
/** A line with nothing but a link, perhaps with a bullet or brackets. */
const ONLY_LINK = /^\s{0,12}(?:[-*•]\s+|<)?https?:\/\/[^\s<>]+>?[.,;]?\s*$/
/** How far below the words the link may be, blank lines included. */
const NEAR_LINES = 4
/** An entry of a list: a bullet or a number, and some words. */
const ENTRY = /^\s{0,12}(?:[-*•+]|\d{1,2}[.)]|\[\d{1,2}\]:?)\s+\S/
/** Most lines of a list of dependencies. */
const LIST_LINES = 60
/** The end of a footnote: `[1] https://...`, perhaps with a title in front of the link. */
const FOOTNOTE = /^\s{0,12}\[(\d{1,2})\]:?\s+(?=\S)/
/** Lines of a sentence that say what it is based on. */
const SENTENCE_LINES = 3

/**
 * "This series is based on ...:" with a link to an archive in the same line, alone on one of the next lines or in a list below, and
 * footnotes that the sentence refers to. False positives: a link in such a sentence to a mail that is mentioned for another reason.
 */
function inProse(lines: readonly string[]): Reference[] {
  const found: Reference[] = []
  let footnotes: ReadonlyMap<string, readonly string[]> | undefined
  for (const [at, full] of lines.entries()) {
    const line = full.slice(0, 1_000)
    // "depends" may be the last word of its line, and "on" the first of the next.
    const next = /^\s{0,12}(\w{1,20})\b/.exec(lines[at + 1] ?? '')?.[1] ?? ''
    const words = withoutUrls(`${line} ${next}`)
    if (!BASED_ON.test(words) || OTHERWISE.test(words) || parseTrailerLine(line)?.strong === true) continue
    const text = line.trim().slice(0, MAX_TEXT)
    const marks = footnoteMarks(lines, at)
    if (marks.length > 0) footnotes ??= findFootnotes(lines)
    const noted = marks.flatMap((mark) => footnotes?.get(mark) ?? [])
    for (const id of [...linksBelow(lines, at), ...linksInList(lines, at), ...noted])
      found.push({ kind: 'on-mail', value: id, text })
  }
  return found
}

function linksBelow(lines: readonly string[], at: number): string[] {
  const found: string[] = [...findArchiveLinks(lines[at] ?? '')]
  for (const line of lines.slice(at + 1, at + 1 + NEAR_LINES)) {
    if (line.trim() === '') {
      if (found.length > 0) break
      continue
    }
    if (!ONLY_LINK.test(line)) break
    found.push(...findArchiveLinks(line))
  }
  return found
}

/** The links in a list below a line that ends with a colon, or with nothing: its entries may be titles with the link in or below them. */
function linksInList(lines: readonly string[], at: number): string[] {
  if (!/(?::|\b(?:on|of|requires?))\s*$/i.test(lines[at] ?? '')) return []
  const found: string[] = []
  let inList = false
  for (const line of lines.slice(at + 1, at + 1 + LIST_LINES)) {
    if (line.trim() === '') continue
    const entry = ENTRY.test(line)
    // Below an entry only what is indented, or nothing but a link, belongs to it.
    if (!entry && !(inList && (/^\s/.test(line) || ONLY_LINK.test(line)))) break
    inList = true
    found.push(...findArchiveLinks(line))
  }
  return found
}

/** The numbers of the footnotes in the sentence that says what the series is based on: after these words, or, when there are none, in front of them. */
function footnoteMarks(lines: readonly string[], at: number): string[] {
  const sentence = withoutUrls(paragraphFrom(lines, at).slice(0, 1_000))
  const words = BASED_ON.exec(sentence)
  if (words === null) return []
  const before = sentence.slice(0, words.index)
  const behind = sentence.slice(words.index)
  // A mark may follow the full stop of its sentence.
  const end = /[.;!?](?=\s|$)(?!\s*\[\d)/.exec(behind)
  const rest = end === null ? behind : behind.slice(0, end.index + 1)
  if (OTHERWISE.test(rest)) return []
  const marks = (text: string) => [...text.matchAll(/\[(\d{1,2})\]/g)].map(([, mark]) => mark ?? '')
  const own = marks(rest)
  return own.length > 0 ? own : marks(before.slice(before.search(/[^.;!?]*$/)))
}

/** The line and those of the same paragraph below it. */
function paragraphFrom(lines: readonly string[], at: number): string {
  const near = lines.slice(at, at + SENTENCE_LINES)
  const end = near.findIndex((line, index) => index > 0 && (line.trim() === '' || ENTRY.test(line)))
  return (end < 0 ? near : near.slice(0, end)).map((line) => line.slice(0, 1_000)).join(' ')
}

/** The links of all footnotes, by number. The link may be on the line below. */
function findFootnotes(lines: readonly string[]): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>()
  for (const [at, line] of lines.entries()) {
    const mark = FOOTNOTE.exec(line)?.[1]
    if (mark === undefined || found.has(mark)) continue
    const own = findArchiveLinks(line)
    const below = lines[at + 1] ?? ''
    found.set(mark, own.length > 0 || !ONLY_LINK.test(below) ? own : findArchiveLinks(below))
  }
  return found
}
