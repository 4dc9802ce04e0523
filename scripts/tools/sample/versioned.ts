/** The versions of the sample. */
const VERSIONS = [1, 2, 3, 4] as const

/** A line of a source text, and the versions and patches in which it exists. */
export interface VersionedLine {
  readonly versions: ReadonlySet<number>
  /** The patch that adds the line; null if the file has it from the start. */
  readonly addedBy: number | null
  /** The patch that removes the line; null if none does. */
  readonly removedBy: number | null
  readonly text: string
}

const LINE = /^\s*([1-4](?:[-,][1-4])*)?\s*(?:\+(\d+))?\s*(?:-(\d+))?\s*\|(.*)$/

/**
 * Parses `VERSIONS +PATCH -PATCH|TEXT`: in `2-4 +1-13 |x`, patch 1 adds the line and patch 13 removes it, in versions 2 to 4.
 * Without versions it is in all four. Throws for any other line.
 */
export function parseVersionedLine(line: string): VersionedLine {
  const found = LINE.exec(line)
  if (found === null) throw new Error(`Not a line of the sample: ${line}`)
  const [, versions, added, removed, text = ''] = found
  return {
    versions: new Set(versions === undefined ? VERSIONS : parseVersions(versions)),
    addedBy: added === undefined ? null : Number(added),
    removedBy: removed === undefined ? null : Number(removed),
    text,
  }
}

/** `1,3-4` is 1, 3 and 4. */
function parseVersions(text: string): number[] {
  return text.split(',').flatMap((part) => {
    const [from = 0, to = from] = part.split('-').map(Number)
    return VERSIONS.filter((version) => version >= from && version <= to)
  })
}

/** A section of a source text: the lines below `== NAME`. */
export interface Section {
  readonly name: string
  readonly lines: readonly string[]
}

/** Splits a source text at its `== NAME` lines. Comments above the first are dropped. */
export function parseSections(text: string): Section[] {
  const sections: { name: string; lines: string[] }[] = []
  for (const line of text.replace(/\n$/, '').split('\n')) {
    if (line.startsWith('== ')) sections.push({ name: line.slice(3).trim(), lines: [] })
    else sections.at(-1)?.lines.push(line)
  }
  return sections
}
