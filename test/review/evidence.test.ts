import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const RULES = new URL('../../lib/review/rules/', import.meta.url)
const OTHERS = ['tag.ts', 'sentence.ts', 'identity.ts', 'applied.ts', 'quote.ts', 'attribution.ts', 'state.ts']
const MESSAGE_ID = /<[^<>\s@]+@[^<>\s@]+>/

const files = [...readdirSync(RULES).map((name) => `rules/${name}`), ...OTHERS].map((name) => ({
  name,
  lines: readFileSync(new URL(`../${name}`, RULES), 'utf8').split('\n'),
}))

/** The comment directly above a line. */
function commentAbove(lines: readonly string[], at: number): string {
  let from = at
  while (from > 0 && /^\s*(?:\/\/|\*|\/\*\*)/.test(lines[from - 1] ?? '')) from--
  return lines.slice(from, at).join('\n')
}

/** The cues that are entries of a list, one on each line. Lines are counted from 1. */
const cues = files.flatMap(({ name, lines }) =>
  lines.flatMap((line, at) =>
    /^ {2}\/.*\/[a-z]*,$/.test(line) ? [{ name, line: at + 1, comment: commentAbove(lines, at) }] : [],
  ),
)

describe('the rules of positions', () => {
  it('name, for each cue of a list, the mail that forced it', () => {
    expect(cues.length).toBeGreaterThan(30)
    expect(cues.filter(({ comment }) => !MESSAGE_ID.test(comment))).toEqual([])
  })

  it('name real mails in every file', () => {
    expect(files.filter(({ lines }) => !MESSAGE_ID.test(lines.join('\n'))).map(({ name }) => name)).toEqual([])
  })

  it('give whole Message-IDs, so that the mails can be found', () => {
    const cut = files.flatMap(({ name, lines }) =>
      lines.filter((line) => /<[^<>\s]*\.\.\.>/.test(line)).map((line) => `${name}: ${line}`),
    )
    expect(cut).toEqual([])
  })
})
