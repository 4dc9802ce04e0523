/** How many versions the sample has. */
export const VERSIONS = [1, 2, 3, 4] as const

/** A line of a source text of the sample, with where it holds. */
export interface VersionedLine {
  readonly versions: ReadonlySet<number>
  /** The patch that adds the line; null for one that the files have from the start. */
  readonly addedBy: number | null
  /** The patch that removes the line; null for one that stays. */
  readonly removedBy: number | null
  readonly text: string
}

const LINE = /^\s*([1-4](?:[-,][1-4])*)?\s*(?:\+(\d+))?\s*(?:-(\d+))?\s*\|(.*)$/

/**
 * Reads `VERSIONS +PATCH -PATCH|TEXT`: `2-4 +1-13 |x` is a line that patch 1 adds and patch 13 removes, in versions 2 to 4. Versions left out
 * are all four. Throws on any other line.
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

/** A part of a source text of the sample: what stands below a line `== NAME`. */
export interface Section {
  readonly name: string
  readonly lines: readonly string[]
}

/** Cuts a source text at its `== NAME` lines; what stands above the first (comments) is left out. */
export function parseSections(text: string): Section[] {
  const sections: { name: string; lines: string[] }[] = []
  for (const line of text.replace(/\n$/, '').split('\n')) {
    if (line.startsWith('== ')) sections.push({ name: line.slice(3).trim(), lines: [] })
    else sections.at(-1)?.lines.push(line)
  }
  return sections
}
