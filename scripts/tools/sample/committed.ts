import { parseSections } from './versioned'

/** What the committer did to a patch besides adding a link and a sign-off. */
export interface Committed {
  /** The number of the patch; 16 is the fix. */
  readonly patch: number
  /** The patch whose commit this one fixes; null if there is none. */
  readonly fixes: number | null
  /** Trailers that the committer added. */
  readonly trailers: readonly string[]
  /** Notes above the sign-off of the committer, with their brackets. */
  readonly notes: readonly string[]
  /** Lines that the committer replaced, in order. */
  readonly edits: readonly Edit[]
}

interface Edit {
  readonly path: string
  readonly before: readonly string[]
  readonly after: readonly string[]
}

/** Parses committed.txt: sections named by patch, containing lines that begin with `fixes`, `trailer`, `note`, `in`, `-` and `+`. */
export function parseCommitted(text: string): Committed[] {
  return parseSections(text).map(({ name, lines }) => {
    const valuesOf = (word: string): string[] =>
      lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1))
    const [fixes] = valuesOf('fixes')
    return {
      patch: Number(name),
      fixes: fixes === undefined ? null : Number(fixes),
      trailers: valuesOf('trailer'),
      notes: valuesOf('note'),
      edits: parseEdits(lines),
    }
  })
}

function parseEdits(lines: readonly string[]): Edit[] {
  const edits: { path: string; before: string[]; after: string[] }[] = []
  for (const line of lines) {
    if (line.startsWith('in ')) edits.push({ path: line.slice(3), before: [], after: [] })
    else if (line.startsWith('-')) edits.at(-1)?.before.push(line.slice(1))
    else if (line.startsWith('+')) edits.at(-1)?.after.push(line.slice(1))
  }
  return edits
}

/** The text of a file after an edit. Throws unless the replaced lines are in it exactly once. */
export function applyEdit(text: string, { path, before, after }: Edit): string {
  const parts = text.split(before.map((line) => `${line}\n`).join(''))
  const [above, below, ...more] = parts
  if (above === undefined || below === undefined || more.length > 0)
    throw new Error(`${path} does not have these lines once: ${before.join(' / ')}`)
  return above + after.map((line) => `${line}\n`).join('') + below
}
