import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../support/cli'
import { dataModelText } from './schema'

const PATH = join(ROOT, 'docs/data-model.md')

describe('docs/data-model.md', () => {
  it('tells of every table and column that the database has, in the words of the migrations (npm run fixtures writes it)', () => {
    const text = dataModelText(join(ROOT, 'db/migrations'))
    if (process.env.REROLL_UPDATE === '1') writeFileSync(PATH, text)
    expect(readFileSync(PATH, 'utf8')).toBe(text)
  })

  it('finds the comment of a column, also of one that was added later', () => {
    const text = readFileSync(PATH, 'utf8')
    expect(text).toContain('| `raw` | blob | the copy that was received first, deflated |')
    expect(text).toContain('| `state_message` | integer | the mail that says so |')
  })
})
