import { parseSections, parseVersionedLine, type VersionedLine } from './versioned'

/** A replacement for a kernel file: the lines of all its states, in order. */
export interface StandIn {
  readonly path: string
  readonly lines: readonly VersionedLine[]
}

/** Parses stand-ins: sections named by path, containing versioned lines. */
export function parseStandIns(text: string): StandIn[] {
  return parseSections(text).map(({ name, lines }) => ({ path: name, lines: lines.map(parseVersionedLine) }))
}

interface ChangedLine {
  readonly sign: ' ' | '-' | '+'
  readonly text: string
}

/** The lines of a file in a version after `patch` is applied (0: before the series). */
export function linesAfter({ lines }: StandIn, version: number, patch: number): string[] {
  return lines.filter((line) => exists(line, version, patch)).map(({ text }) => text)
}

function exists({ versions, addedBy, removedBy }: VersionedLine, version: number, patch: number): boolean {
  return versions.has(version) && (addedBy ?? 0) <= patch && (removedBy === null || removedBy > patch)
}

/** The diff of a file by a patch in a version, as git prints it, without the `index` line; empty if the patch does not change it. */
export function diffStandIn(file: StandIn, version: number, patch: number): string[] {
  const changed = file.lines.flatMap((line): ChangedLine[] => {
    const before = exists(line, version, patch - 1)
    const after = exists(line, version, patch)
    if (!before && !after) return []
    return [{ sign: before && after ? ' ' : before ? '-' : '+', text: line.text }]
  })
  if (!changed.some(isChange)) return []
  const created = changed.every(({ sign }) => sign === '+')
  return [
    `diff --git a/${file.path} b/${file.path}`,
    ...(created ? ['new file mode 100644', '--- /dev/null'] : [`--- a/${file.path}`]),
    `+++ b/${file.path}`,
    ...printHunks(changed),
  ]
}

const CONTEXT = 3
/** git truncates the heading of a hunk to this many characters. */
const MAX_HEADING = 80

function printHunks(changed: readonly ChangedLine[]): string[] {
  const printed: string[] = []
  let from = 0
  for (let at = changed.findIndex(isChange); at >= 0; ) {
    const start = Math.max(from, at - CONTEXT)
    let end = at + 1
    for (let next = at + 1; next < changed.length && next <= end + 2 * CONTEXT; next++)
      if (isChange(changed[next])) end = next + 1
    const stop = Math.min(changed.length, end + CONTEXT)
    printed.push(hunkHeader(changed, start, stop), ...changed.slice(start, stop).map(({ sign, text }) => sign + text))
    from = stop
    at = changed.findIndex((line, index) => index >= stop && isChange(line))
  }
  return printed
}

function isChange(line: ChangedLine | undefined): boolean {
  return line !== undefined && line.sign !== ' '
}

function hunkHeader(changed: readonly ChangedLine[], start: number, stop: number): string {
  const above = changed.slice(0, start)
  const inside = changed.slice(start, stop)
  const range = (other: ChangedLine['sign']): string => {
    const lines = inside.filter(({ sign }) => sign !== other).length
    const first = above.filter(({ sign }) => sign !== other).length + (lines === 0 ? 0 : 1)
    return `${first},${lines}`
  }
  const heading = above.filter(({ sign, text }) => sign !== '+' && /^[A-Za-z_$]/.test(text)).at(-1)
  return `@@ -${range('+')} +${range('-')} @@${heading === undefined ? '' : ` ${heading.text.slice(0, MAX_HEADING).trimEnd()}`}`
}
