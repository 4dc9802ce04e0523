import { at as lineAt } from '../at'
import { layoutBody } from '../patch/body'
import { figure, splitLines } from '../text'
import { findCredits } from './credit'
import { readHeading, readProseLead } from './heading'
import { type ChangelogPlace, type ItemVersion, resolveVersion } from './itemVersion'
import { endsChangelog, indentOf, isEmptyItem, isOnlyLink, isPatchLabel, isRule, readBullet } from './line'
import { findPatchNumbers } from './patchNumbers'

/** A mail whose changelog is read. */
export interface ChangelogMail {
  readonly mailKey: string
  /** Number of the patch; null for a cover letter. */
  readonly number: number | null
  readonly body: string
}

/** One change that an author announced. */
export interface ChangelogItem {
  /** The version it belongs to, as that version's subject names it: "since v2" in v3's mail means 3. */
  readonly version: number
  readonly rfc: boolean
  /** Index of that version in the chain; null when it is not known. */
  readonly index: number | null
  /** On one line, without its bullet; nested bullets follow on lines of their own, after `- `. */
  readonly text: string
  /** Names or addresses as written. */
  readonly credits: readonly string[]
  /** Numbers of the patches that the item names. */
  readonly named: readonly number[]
  readonly mailKey: string
  /** The line of the mail's body where it begins, from 0. */
  readonly line: number
  /** The patch whose mail it is in; null for a cover letter. */
  readonly inPatch: number | null
}

interface RawItem {
  readonly version: ItemVersion
  readonly line: number
  readonly indent: number
  /** True for a line of a list without bullets and for a paragraph under a heading. */
  readonly loose: boolean
  /** The text, with its lines joined; each part after the first is a nested bullet. */
  readonly parts: string[]
}

/** The list that is being read. */
interface Section {
  readonly version: ItemVersion
  /** Column of the first bullet; null before there is one. */
  bulletIndent: number | null
  /** Whether "-text", without a blank, is a bullet. */
  tight: boolean
  items: number
  /** A link was found in place of an item ("v1: https://..."); what follows is an item only when it has a bullet. */
  linked: boolean
  /** "Patch 3:" on a line of its own; it is put before the items below it. */
  label: string
  /** Null for a changelog in prose. */
  headingLine: number | null
}

function openSection(version: ItemVersion, headingLine: number | null): Section {
  return { version, bulletIndent: null, tight: false, items: 0, linked: false, label: '', headingLine }
}

/** A body that is being read, and what was found so far. */
interface Reading {
  readonly lines: readonly string[]
  readonly place: ChangelogPlace
  readonly messageEnd: number
  readonly items: RawItem[]
  section: Section | undefined
  current: RawItem | undefined
  /** True at the start of a paragraph. */
  fresh: boolean
}

/** Items of one mail that are read; the longest real changelog has some 200. */
const MAX_ITEMS = 2_000

/** A line was broken early when the first word of the next line would have fitted into this many columns. */
const FULL_LINE = 60

/**
 * Reads the changelog of one mail: a cover letter, or a patch with its commit message and its notes below `---`. Items come in the
 * order of their lines. Prose that merely mentions a version gives no items; neither do the diffstat, trailers and links. Of more
 * than MAX_ITEMS the first ones are read, and one more says so. Never fails; linear in the body.
 */
export function parseChangelog(mail: ChangelogMail, place: ChangelogPlace, total: number): ChangelogItem[] {
  const lines = splitLines(mail.body)
  const { messageLine, messageEnd, diffLine } = layoutBody(lines)
  // Some cover letters have their changelog below the signature: <20220714101824.101601-1-pmorel@linux.ibm.com>.
  const end = diffLine ?? lines.length
  const reading: Reading = {
    lines,
    place,
    messageEnd: diffLine === undefined ? 0 : messageEnd,
    items: [],
    section: undefined,
    current: undefined,
    fresh: true,
  }
  for (let at = messageLine; at < end; at++) readLine(reading, at, end)
  const items = reading.items.slice(0, MAX_ITEMS).flatMap((item) => finishItem(item, mail, total))
  const left = reading.items[MAX_ITEMS]
  return left === undefined ? items : [...items, sayCut(left, reading.items.length, mail)]
}

function finishItem({ version, line, parts }: RawItem, mail: ChangelogMail, total: number): ChangelogItem[] {
  const text = parts.map((part) => part.replace(/\s+/g, ' ').trim()).join('\n- ')
  if (isEmptyItem(text)) return []
  return [
    {
      version: version.version,
      rfc: version.rfc,
      index: version.index,
      text,
      credits: findCredits(text),
      named: findPatchNumbers(text, { total }),
      mailKey: mail.mailKey,
      line,
      inPatch: mail.number,
    },
  ]
}

/** Stands for the items that are not read, where a reader of the changelog looks for them. */
function sayCut({ version, line }: RawItem, size: number, mail: ChangelogMail): ChangelogItem {
  return {
    version: version.version,
    rfc: version.rfc,
    index: version.index,
    text: `[This changelog has ${figure(size)} items; the first ${figure(MAX_ITEMS)} are read.]`,
    credits: [],
    named: [],
    mailKey: mail.mailKey,
    line,
    inPatch: mail.number,
  }
}

function readLine(reading: Reading, at: number, end: number): void {
  const line = lineAt(reading.lines, at)
  const text = line.trim()
  if (text === '') {
    reading.fresh = true
    return
  }
  if (isRule(text)) readRule(reading, at)
  else if (reading.section !== undefined && endsChangelog(line)) closeSection(reading)
  else if (!openHeading(reading, at, end) && !openProse(reading, at) && reading.section !== undefined) {
    readSectionLine(reading, reading.section, at)
  }
  reading.fresh = false
}

/** A rule right under a heading underlines it (<20220613101439.557174-1-nrb@linux.ibm.com>); any other ends the section. */
function readRule(reading: Reading, at: number): void {
  if (reading.section?.headingLine !== at - 1) closeSection(reading)
}

function closeSection(reading: Reading): void {
  reading.section = undefined
  reading.current = undefined
}

function openHeading(reading: Reading, at: number, end: number): boolean {
  const line = lineAt(reading.lines, at)
  const heading = readHeading(line)
  if (heading === undefined) return false
  const inMessage = at < reading.messageEnd
  if (heading.bare && (inMessage || !listFollows(reading.lines, at, end))) return false
  const version = resolveVersion(heading, reading.place)
  if (version === undefined) return false
  reading.section = openSection(version, at)
  reading.current = undefined
  // "(all comments on v1 are from Sean, thanks)" is about the items, not one of them: <20220118064430.3882337-1-chao.gao@intel.com>.
  if (heading.rest !== '' && !/^\([^()]*\)[.:]?$/.test(heading.rest)) {
    startItem(reading, reading.section, at, heading.rest, heading.restAt, false)
  }
  return true
}

/** Says whether the next line that is neither blank nor a rule is a bullet or another heading. */
function listFollows(lines: readonly string[], at: number, end: number): boolean {
  for (let next = at + 1; next < Math.min(end, at + 5); next++) {
    const text = lineAt(lines, next).trim()
    if (text === '' || isRule(text)) continue
    return readBullet(text, true) > 0 || isPatchLabel(text) || readHeading(text) !== undefined
  }
  return false
}

function openProse(reading: Reading, at: number): boolean {
  if (!reading.fresh || at < reading.messageEnd) return false
  const line = lineAt(reading.lines, at)
  const lead = readProseLead(line)
  const version = lead === undefined ? undefined : resolveVersion(lead, reading.place)
  if (version === undefined) return false
  reading.current = { version, line: at, indent: indentOf(line), loose: false, parts: [line.trim()] }
  reading.section = { ...openSection(version, null), items: 1 }
  reading.items.push(reading.current)
  return true
}

function readSectionLine(reading: Reading, section: Section, at: number): void {
  const line = lineAt(reading.lines, at)
  const text = line.trim()
  const indent = indentOf(line)
  const bullet = readBullet(text, section.items === 0 || section.tight)
  if (bullet > 0 && indent > (section.bulletIndent ?? indent) + 1 && reading.current !== undefined) {
    nest(reading, section, reading.current, at, text.slice(bullet), indent)
  } else if (bullet > 0) {
    section.bulletIndent ??= indent
    section.tight ||= readBullet(text, false) === 0
    startItem(reading, section, at, text.slice(bullet), indent, false)
  } else if (isPatchLabel(text)) readPatchLine(reading, section, at, text, indent)
  else if (!reading.fresh && reading.current !== undefined) {
    if (isBrokenOff(reading, reading.current, at, text, indent)) startItem(reading, section, at, text, indent, true)
    else append(reading.current, text)
  } else readParagraph(reading, section, at, text, indent)
}

/** In an indented list without bullets a new item starts after lines with a hanging indent, and after a line that the author broke early: <20220111163901.1263736-1-scgl@linux.ibm.com>. */
function isBrokenOff(reading: Reading, current: RawItem, at: number, text: string, indent: number): boolean {
  if (!current.loose || indent === 0 || indent !== current.indent) return false
  const before = lineAt(reading.lines, at - 1)
  const firstWord = lineAt(text.slice(0, FULL_LINE).split(' ', 1), 0)
  return indentOf(before) > indent || before.trim().length + 1 + firstWord.length <= FULL_LINE
}

/** "Patch 3:" heads the list below it; "patch 3: text" without a bullet is an item. */
function readPatchLine(reading: Reading, section: Section, at: number, text: string, indent: number): void {
  if (text.endsWith(':')) {
    section.label = text
    section.bulletIndent = null
    reading.current = undefined
  } else startItem(reading, { ...section, label: '' }, at, text, indent, false)
  section.items++
}

/** Reads a line without a bullet at the start of a paragraph or right under a heading. */
function readParagraph(reading: Reading, section: Section, at: number, text: string, indent: number): void {
  const inList = section.bulletIndent !== null
  if (reading.current !== undefined && inList && indent > reading.current.indent) {
    append(reading.current, text)
    return
  }
  const isFirst = section.items === 0 && !section.linked
  const isLink = section.items === 0 && isOnlyLink(text)
  if (isLink) section.linked = true
  else if (isFirst || (!inList && !section.linked && indent > 0 && reading.current?.indent === indent)) {
    startItem(reading, section, at, text, indent, true)
  } else closeSection(reading)
}

/** A nested bullet below "patch 3:" is an item of its own; elsewhere it is a part of the item above it. */
function nest(reading: Reading, section: Section, parent: RawItem, at: number, text: string, indent: number): void {
  const head = lineAt(parent.parts, 0)
  if (head.endsWith(':') && head.length <= 100 && parent.indent < indent) {
    if (parent.parts.length === 1 && parent === reading.items[reading.items.length - 1]) reading.items.pop()
    section.label = head
    section.bulletIndent = indent
    startItem(reading, section, at, text, indent, false)
  } else parent.parts.push(text)
}

function startItem(reading: Reading, section: Section, at: number, text: string, column: number, loose: boolean): void {
  const bullet = readBullet(text, false)
  const body = text.slice(bullet)
  if (bullet > 0) section.bulletIndent ??= column
  if (section.label !== '' && section.bulletIndent !== null && column < section.bulletIndent) {
    section.label = ''
    section.bulletIndent = column
  }
  section.items++
  if (isEmptyItem(body)) section.linked = true
  reading.current = {
    version: section.version,
    line: at,
    indent: column,
    loose,
    parts: [section.label === '' ? body : `${section.label} ${body}`],
  }
  reading.items.push(reading.current)
}

function append(item: RawItem, text: string): void {
  const last = item.parts.length - 1
  item.parts[last] = `${lineAt(item.parts, last)} ${text}`
}
