import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const REVIEW = new URL('../../lib/review/', import.meta.url)
const FILES = ['tag.ts', 'sentence.ts', 'identity.ts', 'verdict.ts', 'quote.ts', 'attribution.ts', 'said.ts']
const MESSAGE_ID = /<[^<>\s@]+@[^<>\s@]+>/

const files = FILES.map((name) => ({
  name,
  lines: readFileSync(new URL(name, REVIEW), 'utf8').split('\n'),
}))

describe('the rules of positions', () => {
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
