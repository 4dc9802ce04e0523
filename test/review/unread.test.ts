import { describe, expect, it } from 'vitest'
import { REX_TAG, readStatements } from './fixture'

const CODE = '> @@ -1,3 +1,4 @@\n> +\tret = foo();\n> +\treturn ret;\n'
const read = (below: string, more = {}): string[] =>
  readStatements(`${CODE}${below}\n> +}\n`, { toPosting: true, ...more }).map(
    ({ position, sentence }) => `${position}: ${sentence}`,
  )

describe('a comment that no rule recognises by its words', () => {
  it('is a request right below a quoted line of code, in answer to a posting', () => {
    expect(read('\nThis will never return an error.\n')).toEqual(['requests-changes: This will never return an error.'])
    expect(read('\nAlphabetical.\n')).toEqual(['requests-changes: Alphabetical.'])
  })

  it('is none in answer to another reply, where people explain', () => {
    expect(read('\nThis will never return an error.\n', { toPosting: false })).toEqual([
      'discusses: This will never return an error.',
    ])
  })

  it('is none without a blank line above: it may be the rest of a wrapped line', () => {
    expect(read('struct device *dev\n')).toEqual(['discusses: struct device *dev'])
  })

  it('is none below text, such as the commit message', () => {
    const body =
      '> This adds a driver for the chip.\n\nThe chip is old.\n\n> Signed-off-by: Jane Doe <jane@example.org>\n'
    expect(readStatements(body, { toPosting: true }).map(({ position }) => position)).toEqual(['discusses'])
  })

  it('is none when it praises, thanks or explains, is a name, or has no word', () => {
    for (const text of ['Very nice.', 'Done, thanks!', 'So far correct.', 'Input is indeed sorted.', 'Rex', '...'])
      expect(read(`\n${text}\n`).filter((said) => said.startsWith('requests'))).toEqual([])
  })

  it('is none beside a tag, or when its sender applied the patch', () => {
    const tagged = readStatements(`${CODE}\nThe chip is old.\n\n> +}\n\n${REX_TAG}\n`, { toPosting: true })
    expect(tagged.map(({ position }) => position)).toEqual(['approves'])
    const applied = readStatements(`Applied, thanks.\n${CODE}\nThe chip is old.\n\n> +}\n`, { toPosting: true })
    expect(applied.map(({ position }) => position)).toEqual(['applied'])
  })

  it('gives one request for each block, and none beside what a rule found there', () => {
    expect(read('\nThe chip is old.\n\nPlease drop this.\n')).toEqual(['requests-changes: Please drop this.'])
    expect(read('\nUseless.\n\nThe chip is old.\n')).toEqual(['requests-changes: Useless.'])
  })
})
