import { parseStandIns, type StandIn } from './code'
import { parseSections, parseVersionedLine, type Section, type VersionedLine } from './versioned'

/** One posting of an invented series: its patches, and a cover letter if it has more than one. */
export interface InventedPosting {
  readonly version: number
  /** When its first mail was sent, ISO 8601 in UTC. */
  readonly sent: string
}

/** The text of a cover letter or patch in all versions. */
export interface InventedText {
  /** 0 is the cover letter. */
  readonly patch: number
  readonly title: string
  readonly lines: readonly VersionedLine[]
}

/** A mail that is not part of a posting. */
export interface InventedMail {
  /** Names it within the file. */
  readonly name: string
  readonly sent: string
  /** What it answers: `VERSION/PATCH`, or the name of another mail; null if it opens a thread. */
  readonly parent: string | null
  readonly from: string
  /** Whom it is sent to; empty for those of the series. */
  readonly to: readonly string[]
  /** The subject; null for an answer, which has that of its parent. */
  readonly subject: string | null
  /** Lines as in replies.txt. */
  readonly lines: readonly string[]
}

/** An invented series with what people said about it. */
export interface InventedSeries {
  readonly name: string
  readonly list: string
  readonly author: string
  readonly to: readonly string[]
  /** The words in the brackets of the subjects, without version and number: `PATCH net-next`. */
  readonly prefix: string
  readonly postings: readonly InventedPosting[]
  readonly texts: readonly InventedText[]
  readonly mails: readonly InventedMail[]
  readonly files: readonly StandIn[]
}

/** Parses one file of sample/invented; sample/README.md describes it. Throws if it is malformed. */
export function parseInvented(name: string, text: string): InventedSeries {
  const sections = parseSections(text).map((section) => ({ ...section, ...splitName(name, section) }))
  const of = (kind: string) => sections.filter((section) => section.kind === kind)
  const [about] = of('about')
  if (about === undefined) throw new Error(`${name}: no section about`)
  const files = of('code').map(({ rest, lines }) => [`== ${rest}`, ...lines].join('\n'))
  return {
    name,
    list: field(name, about, 'list'),
    author: field(name, about, 'author'),
    to: fields(about, 'to'),
    prefix: field(name, about, 'prefix'),
    postings: of('post').map(({ words: [version = '', sent = ''] }) => ({ version: Number(version), sent })),
    texts: of('message').map(({ words: [patch = '', ...title], lines }) => ({
      patch: Number(patch),
      title: title.join(' '),
      lines: lines.map(parseVersionedLine),
    })),
    mails: of('mail').map((section) => parseMail(name, section)),
    files: files.flatMap(parseStandIns),
  }
}

interface Named extends Section {
  readonly kind: string
  readonly words: readonly string[]
  readonly rest: string
}

function splitName(file: string, { name }: Section): Pick<Named, 'kind' | 'words' | 'rest'> {
  const [kind = '', ...words] = name.split(' ')
  if (!['about', 'post', 'message', 'mail', 'code'].includes(kind))
    throw new Error(`${file}: not a section of an invented series: ${name}`)
  return { kind, words, rest: words.join(' ') }
}

/** Parses `== mail NAME SENT [to PARENT]` and the lines below it. */
function parseMail(file: string, section: Named): InventedMail {
  const [name = '', sent = '', , parent = null] = section.words
  const subject = fields(section, 'subject')[0] ?? null
  if ((parent === null) === (subject === null))
    throw new Error(`${file}: ${name} needs a parent or a subject, and not both`)
  const first = section.lines.findIndex((line) => !/^(?:from|to|subject) /.test(line))
  const lines = first < 0 ? [] : section.lines.slice(first)
  return { name, sent, parent, from: field(file, section, 'from'), to: fields(section, 'to'), subject, lines }
}

function fields({ lines }: Section, name: string): string[] {
  return lines.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1))
}

function field(file: string, section: Section, name: string): string {
  const [value] = fields(section, name)
  if (value === undefined) throw new Error(`${file}: no ${name} in section ${section.name}`)
  return value
}
