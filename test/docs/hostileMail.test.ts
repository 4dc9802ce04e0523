import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../support/cli'

/** The tests that the tables name: file and beginning of the test's name. */
function namedTests(text: string): { readonly file: string; readonly name: string }[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .flatMap((line) =>
      [...(line.split(' | ').at(-1) ?? '').matchAll(/`(test\/[\w/.]+)`((?: "[^"]+")*)/g)].flatMap(
        ([, file = '', names = '']) => [...names.matchAll(/"([^"]+)"/g)].map(([, name = '']) => ({ file, name })),
      ),
    )
}

describe('docs/hostile-mail.md', () => {
  const text = readFileSync(join(ROOT, 'docs/hostile-mail.md'), 'utf8')
  const rows = text.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| case'))

  it('names only tests that exist', () => {
    const tests = namedTests(text)
    expect(tests.length).toBeGreaterThan(70)
    const gone = tests.filter(({ file, name }) => {
      const path = join(ROOT, file)
      if (!existsSync(path)) return true
      const source = readFileSync(path, 'utf8')
      return !["'", '"', '`'].some((quote) => source.includes(`${quote}${name}`)) && !source.includes(name)
    })
    expect(gone).toEqual([])
  })

  it('has a test for every case', () => {
    const bare = rows.filter((line) => !/`test\/|the same/.test(line.split(' | ').at(-1) ?? ''))
    expect(bare).toEqual([])
    expect(rows.length).toBeGreaterThan(45)
  })

  it('names every test file of odd mails', () => {
    const files = ['identity', 'threading', 'bytes', 'mime', 'charset', 'dates', 'series', 'reviews']
    for (const name of files) expect(text).toContain(`test/hostile/mail/${name}.test.ts`)
  })
})
