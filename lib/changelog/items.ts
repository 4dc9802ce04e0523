import { at as lineAt } from '../at'
import { layoutBody } from '../patch/body'
import { splitLines } from '../text'
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

/** A line was broken early when the first word of the next line would have fitted into this many columns. */
const FULL_LINE = 60

/**
 * Reads the changelog of one mail: a cover letter, or a patch with its commit message and its notes below `---`. Items come in the
 * order of their lines. Prose that merely mentions a version gives no items; neither do the diffstat, trailers and links. Never
 * fails; linear in the body.
 */
export function parseChangelog(mail: ChangelogMail, place: ChangelogPlace, total: number): ChangelogItem[] {
  const lines = splitLines(mail.body)
  const { messageLine, messageEnd, diffLine } = layoutBody(lines)
  // Some cover letters have their changelog below the signature: <20220714101824.101601-1-pmorel@linux.ibm.com>.
  const end = diffLine ?? lines.length
  const parser = new ItemParser(lines, place, diffLine === undefined ? 0 : messageEnd)
  for (let at = messageLine; at < end; at++) parser.read(at, end)
  return parser.items.flatMap((item) => finishItem(item, mail, total))
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

/** Reads a body line by line; `items` are those found so far. */
class ItemParser {
  readonly items: RawItem[] = []
  readonly #lines: readonly string[]
  readonly #place: ChangelogPlace
  readonly #messageEnd: number
  #section: Section | undefined
  #current: RawItem | undefined
  /** True at the start of a paragraph. */
  #fresh = true

  constructor(lines: readonly string[], place: ChangelogPlace, messageEnd: number) {
    this.#lines = lines
    this.#place = place
    this.#messageEnd = messageEnd
  }

  read(at: number, end: number): void {
    const line = lineAt(this.#lines, at)
    const text = line.trim()
    if (text === '') {
      this.#fresh = true
      return
    }
    if (isRule(text)) this.#readRule(at)
    else if (this.#section !== undefined && endsChangelog(line)) this.#close()
    else if (!this.#openSection(at, end) && !this.#openProse(at) && this.#section !== undefined) {
      this.#readLine(this.#section, at)
    }
    this.#fresh = false
  }

  /** A rule right under a heading underlines it (<20220613101439.557174-1-nrb@linux.ibm.com>); any other ends the section. */
  #readRule(at: number): void {
    if (this.#section?.headingLine !== at - 1) this.#close()
  }

  #close(): void {
    this.#section = undefined
    this.#current = undefined
  }

  #openSection(at: number, end: number): boolean {
    const line = lineAt(this.#lines, at)
    const heading = readHeading(line)
    if (heading === undefined) return false
    const inMessage = at < this.#messageEnd
    if (heading.bare && (inMessage || !this.#listFollows(at, end))) return false
    const version = resolveVersion(heading, this.#place)
    if (version === undefined) return false
    this.#section = openSection(version, at)
    this.#current = undefined
    // "(all comments on v1 are from Sean, thanks)" is about the items, not one of them: <20220118064430.3882337-1-chao.gao@intel.com>.
    if (heading.rest !== '' && !/^\([^()]*\)[.:]?$/.test(heading.rest)) {
      this.#startItem(this.#section, at, heading.rest, heading.restAt, false)
    }
    return true
  }

  /** Says whether the next line that is neither blank nor a rule is a bullet or another heading. */
  #listFollows(at: number, end: number): boolean {
    for (let next = at + 1; next < Math.min(end, at + 5); next++) {
      const text = lineAt(this.#lines, next).trim()
      if (text === '' || isRule(text)) continue
      return readBullet(text, true) > 0 || isPatchLabel(text) || readHeading(text) !== undefined
    }
    return false
  }

  #openProse(at: number): boolean {
    if (!this.#fresh || at < this.#messageEnd) return false
    const line = lineAt(this.#lines, at)
    const lead = readProseLead(line)
    const version = lead === undefined ? undefined : resolveVersion(lead, this.#place)
    if (version === undefined) return false
    this.#current = { version, line: at, indent: indentOf(line), loose: false, parts: [line.trim()] }
    this.#section = { ...openSection(version, null), items: 1 }
    this.items.push(this.#current)
    return true
  }

  #readLine(section: Section, at: number): void {
    const line = lineAt(this.#lines, at)
    const text = line.trim()
    const indent = indentOf(line)
    const bullet = readBullet(text, section.items === 0 || section.tight)
    if (bullet > 0 && indent > (section.bulletIndent ?? indent) + 1 && this.#current !== undefined) {
      this.#nest(section, this.#current, at, text.slice(bullet), indent)
    } else if (bullet > 0) {
      section.bulletIndent ??= indent
      section.tight ||= readBullet(text, false) === 0
      this.#startItem(section, at, text.slice(bullet), indent, false)
    } else if (isPatchLabel(text)) this.#readPatchLine(section, at, text, indent)
    else if (!this.#fresh && this.#current !== undefined) {
      if (this.#isBrokenOff(this.#current, at, text, indent)) this.#startItem(section, at, text, indent, true)
      else this.#append(this.#current, text)
    } else this.#readParagraph(section, at, text, indent)
  }

  /** In an indented list without bullets a new item starts after lines with a hanging indent, and after a line that the author broke early: <20220111163901.1263736-1-scgl@linux.ibm.com>. */
  #isBrokenOff(current: RawItem, at: number, text: string, indent: number): boolean {
    if (!current.loose || indent === 0 || indent !== current.indent) return false
    const before = lineAt(this.#lines, at - 1)
    const firstWord = lineAt(text.slice(0, FULL_LINE).split(' ', 1), 0)
    return indentOf(before) > indent || before.trim().length + 1 + firstWord.length <= FULL_LINE
  }

  /** "Patch 3:" heads the list below it; "patch 3: text" without a bullet is an item. */
  #readPatchLine(section: Section, at: number, text: string, indent: number): void {
    if (text.endsWith(':')) {
      section.label = text
      section.bulletIndent = null
      this.#current = undefined
    } else this.#startItem({ ...section, label: '' }, at, text, indent, false)
    section.items++
  }

  /** Reads a line without a bullet at the start of a paragraph or right under a heading. */
  #readParagraph(section: Section, at: number, text: string, indent: number): void {
    const inList = section.bulletIndent !== null
    if (this.#current !== undefined && inList && indent > this.#current.indent) {
      this.#append(this.#current, text)
      return
    }
    const isFirst = section.items === 0 && !section.linked
    const isLink = section.items === 0 && isOnlyLink(text)
    if (isLink) section.linked = true
    else if (isFirst || (!inList && !section.linked && indent > 0 && this.#current?.indent === indent)) {
      this.#startItem(section, at, text, indent, true)
    } else this.#close()
  }

  /** A nested bullet below "patch 3:" is an item of its own; elsewhere it is a part of the item above it. */
  #nest(section: Section, parent: RawItem, at: number, text: string, indent: number): void {
    const head = lineAt(parent.parts, 0)
    if (head.endsWith(':') && head.length <= 100 && parent.indent < indent) {
      if (parent.parts.length === 1 && parent === this.items[this.items.length - 1]) this.items.pop()
      section.label = head
      section.bulletIndent = indent
      this.#startItem(section, at, text, indent, false)
    } else parent.parts.push(text)
  }

  #startItem(section: Section, at: number, text: string, column: number, loose: boolean): void {
    const bullet = readBullet(text, false)
    const body = text.slice(bullet)
    if (bullet > 0) section.bulletIndent ??= column
    if (section.label !== '' && section.bulletIndent !== null && column < section.bulletIndent) {
      section.label = ''
      section.bulletIndent = column
    }
    section.items++
    if (isEmptyItem(body)) section.linked = true
    this.#current = {
      version: section.version,
      line: at,
      indent: column,
      loose,
      parts: [section.label === '' ? body : `${section.label} ${body}`],
    }
    this.items.push(this.#current)
  }

  #append(item: RawItem, text: string): void {
    const last = item.parts.length - 1
    item.parts[last] = `${lineAt(item.parts, last)} ${text}`
  }
}
