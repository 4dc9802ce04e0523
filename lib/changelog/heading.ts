/** A version as a heading names it: 'v2', 'RFC', 'RFC v1'. */
export interface VersionName {
  /** null for a bare "RFC". */
  readonly version: number | null
  readonly rfc: boolean
  /** Set for the v1 of "RFC v1 -> v1", a first version with a changelog (<20220203105212.30385-1-david@redhat.com>). */
  readonly afterRfc?: true
}

/** A line that opens the changelog of a version. */
export interface ChangelogHeading {
  /** 'in': that version. 'since': the version after it. 'own': the heading names none, so the mail's own version is meant. */
  readonly kind: 'in' | 'since' | 'own'
  readonly name: VersionName
  /** What follows on the same line, '' if nothing does; `restAt` is its column. */
  readonly rest: string
  readonly restAt: number
  /** True for `v2` or `since v2` alone, without a colon: it is a heading only when a list follows. */
  readonly bare: boolean
}

const MAX_HEADING = 300
const DECORATION = /\s*(?:[-=*#+~_]+\s*|o\s+)?/y
/** `v2`, `V2`, `version 2`, `RFC`, `RFC v2`, `v2 RFC`, `[PATCH v2]`; not `v5.4`, which is a kernel version. */
const VERSION =
  /\[?(?:patch[ -]?)?(?:(rfc)(?:[ -]?(?:patch )?(?:v|version )?(\d{1,3}))?|(?:v|version |rev |revision )(\d{1,3})(?:[ -]?(rfc))?)\]?(?!\w|\.\w)/iy
const QUALIFIERS =
  /(?:(?:the|only|major|main|biggest|minor|notable|other|full|list of|summary of|overview of)\s+){0,3}/iy
/** With real misspellings: "Chagen in v4", "Changes sinve v1" (<20220906130139.830513-1-liuyacan@corp.netease.com>, <20221109142903.4080275-1-schnelle@linux.ibm.com>). */
const LEAD =
  /(?:change[- ]?log|(?:change|version|revision)[- ]history|changes?|chagen?s?|history|differences?|delta|updates?|new|what(?:'s| is) new|modifications)\b[ \t]*:?[ \t]*/iy
const PREPOSITION =
  /(?:(since|sinve|from|against|compared (?:to|with)|relative to|over|to|after)|(?:in|for|of|between))[ \t]+(?:the[ \t]+)?(?:latest[ \t]+|last[ \t]+)?/iy
const LAST = /(?:previous |prior |earlier )?(?:version|posting|revision|round|submission|time|series)\b/iy
const ARROW = /[ \t]*(?:-+>|=+>|→)[ \t]*/y
const DASH = /[ \t]*(?:\.{2,3}|-|–|\bto\b|\band\b|\/)[ \t]*/iy
const BARE_ARROW = /(\d{1,3})[ \t]*-+>[ \t]*(\d{1,3})(?![\w.])/y
const TAIL =
  /(?:[ \t]*\([^()]{0,200}\))?(?:[ \t]+(?:changes?|changelog|updates?)(?=[ \t]*(?:[:()]|$)))?(?:[ \t]+of this (?:patch ?)?(?:set|series))?(?:[ \t]*\([^()]{0,200}\))?[ \t]*/iy

/** A line that is read from left to right with sticky expressions; `at` is the column of what has not been read. */
interface LineReading {
  readonly text: string
  at: number
}

function take(reading: LineReading, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = reading.at
  const found = pattern.exec(reading.text)
  if (found !== null) reading.at += found[0].length
  return found
}

function takeVersion(reading: LineReading): VersionName | undefined {
  const found = take(reading, VERSION)
  if (found === null) return undefined
  const digits = found[2] ?? found[3]
  return {
    version: digits === undefined ? null : Number(digits),
    rfc: found[1] !== undefined || found[4] !== undefined,
  }
}

function restOf({ text, at }: LineReading): string {
  return text.slice(at)
}

/**
 * Reads a line as the heading of a changelog; undefined for any other line. Forms: "Changes in v3:", "v3:", "v3 changes:",
 * "v2 -> v3", "v1..v2:", "Changes since v2", "Since RFC v1:", "Changelog:", "1->2 text", with decoration around them and text after
 * the colon. A version with a dot is a kernel version. Linear in the line, of which 300 characters are read.
 */
export function readHeading(line: string): ChangelogHeading | undefined {
  const reading: LineReading = { text: line.slice(0, MAX_HEADING), at: 0 }
  take(reading, DECORATION)
  // "1->2 After ...": <20221103152631.17393-1-pmorel@linux.ibm.com>
  const digits = take(reading, BARE_ARROW)
  if (digits !== null) {
    const name = { version: Math.max(Number(digits[1]), Number(digits[2])), rfc: false }
    return finish(reading, line, 'in', name, 'loose')
  }
  take(reading, QUALIFIERS)
  const lead = take(reading, LEAD) !== null
  const prepositions = takePrepositions(reading)
  const first = takeVersion(reading)
  if (first === undefined) return readOwn(reading, line, lead, prepositions)
  const arrow = take(reading, ARROW) !== null
  const dash = !arrow && take(reading, DASH) !== null
  const second = arrow || dash ? takeVersion(reading) : undefined
  if (second !== undefined) return finish(reading, line, 'in', target(first, second), arrow ? 'loose' : 'closed')
  if (arrow || dash) return undefined
  if (!lead && prepositions.found && !/^(?:since|compared|relative)/i.test(prepositions.last)) return undefined
  const kind = prepositions.since ? 'since' : 'in'
  return finish(reading, line, kind, first, lead ? 'closed' : 'bare')
}

function takePrepositions(reading: LineReading) {
  let since = false
  let last = ''
  // "Changes of latest since v1": <20220223191310.347669-1-krzysztof.kozlowski@canonical.com>
  for (let count = 0; count < 2; count++) {
    const found = take(reading, PREPOSITION)
    if (found === null) break
    since = found[1] !== undefined
    last = found[0]
  }
  return { found: last !== '', since, last }
}

/** "v3 -> v2" means v3 too (<cover.1644323503.git.alibuda@linux.alibaba.com>); "RFC v2 -> v1" means v1. */
function target(from: VersionName, to: VersionName): VersionName {
  if (from.rfc && !to.rfc) return { ...to, afterRfc: true }
  if (from.rfc !== to.rfc || from.version === null || to.version === null) return to
  return from.version > to.version ? from : to
}

/** "Changelog:" and "Changes since the last version:", alone on their line. */
function readOwn(
  reading: LineReading,
  line: string,
  lead: boolean,
  prepositions: { readonly found: boolean },
): ChangelogHeading | undefined {
  const last = prepositions.found && take(reading, LAST) !== null
  if (!lead || prepositions.found !== last || !/^[\s:=\-*#]*$/.test(restOf(reading))) return undefined
  // "New", "Delta" and "Updates" alone occur in any text.
  if (!last && !/change|history/i.test(line)) return undefined
  return { kind: 'own', name: { version: null, rfc: false }, rest: '', restAt: line.length, bare: true }
}

/**
 * Reads the end of a heading. `closing` says what may follow: 'closed' needs a colon or the end of the line; 'bare' is the same,
 * but without a colon it is only a heading when a list follows; 'loose' accepts text after a blank ("v1->v2  Change ...",
 * <20220621235620.291305-1-mike.kravetz@oracle.com>).
 */
function finish(
  reading: LineReading,
  line: string,
  kind: 'in' | 'since',
  name: VersionName,
  closing: 'closed' | 'bare' | 'loose',
): ChangelogHeading | undefined {
  const before = reading.at
  take(reading, TAIL)
  // "Changes in v3 since v2:"
  if (/^(?:since|from|compared)/i.test(restOf(reading))) {
    takePrepositions(reading)
    if (takeVersion(reading) === undefined) return undefined
    take(reading, TAIL)
  }
  // "v3 changes)": <20220416004048.1514900-1-namhyung@kernel.org>
  const colon = take(reading, /[:)]+[ \t]*/y) !== null
  const ends = /^[\s=\-*#]*$/.test(restOf(reading))
  const spaced = closing === 'loose' && reading.at > before
  if (!colon && !ends && !spaced) return undefined
  // "v3 (Alex): text": the person in parentheses is credited with the text.
  const credit = closing === 'bare' ? (/\([^()]*\)/.exec(line.slice(before, reading.at))?.[0] ?? '') : ''
  const text = line.slice(reading.at).trimEnd()
  const rest = ends ? '' : credit === '' ? text : `${credit} ${text}`
  return { kind, name, rest, restAt: reading.at, bare: closing === 'bare' && !colon }
}

/** "In v4 we also add a patch": <20221007095005.2017126-1-schnelle@linux.ibm.com>. */
const PROSE_AUTHOR = /,?[ \t]+(?:we|i)\b/iy
const PROSE_VERB = /,[ \t]|[ \t]+(?:is|are|was|were|include[sd]?|consists?|mainly)\b/y

/**
 * Reads the first line of a paragraph as prose about what changed: "The main changes since v2 are ...", "Since v1, ...",
 * "Compared to v2, ...", "In v2 we ...". Undefined for a paragraph that merely mentions a version.
 */
export function readProseLead(line: string): Pick<ChangelogHeading, 'kind' | 'name'> | undefined {
  const reading: LineReading = { text: line.slice(0, MAX_HEADING), at: 0 }
  take(reading, QUALIFIERS)
  const lead = take(reading, LEAD) !== null
  const { found, since, last } = takePrepositions(reading)
  if (!found || (!lead && !/^(?:since|compared|relative|in[ \t])/i.test(last))) return undefined
  const name = takeVersion(reading)
  const tells = lead || since ? PROSE_VERB : PROSE_AUTHOR
  if (name === undefined || take(reading, tells) === null) return undefined
  return { kind: since ? 'since' : 'in', name }
}
