import { describe, expect, it } from 'vitest'
import { findDamage } from '../../lib/patch/damage'
import { parseDiff } from '../../lib/patch/diff'
import { parsePatch } from '../../lib/patch/patch'

const diff = (hunk: string, file = 'net/core.c') =>
  `diff --git a/${file} b/${file}\nindex 1111111..2222222 100644\n--- a/${file}\n+++ b/${file}\n${hunk}-- \n2.39.5\n`
const damage = (hunk: string, file?: string) => findDamage(parseDiff(diff(hunk, file)))?.text
const TABS = '@@ -1,5 +1,5 @@ int f(void)\n {\n-\tif (a)\n+\tif (b)\n \t\tg();\n \treturn 0;\n }\n'
const BLANKS = TABS.replaceAll('\t', ' '.repeat(8))

describe('findDamage', () => {
  it.each([
    ['has tabs', TABS],
    ['is indented by four blanks', BLANKS.replaceAll(' '.repeat(8), '    ')],
    ['lost the blank of an empty context line', '@@ -1,3 +1,3 @@\n one\n\n-two\n+three\n'],
    ['removes U+FFFD from the file', '@@ -1 +1 @@\n-M\ufffdller\n+Müller\n'],
    ['adds a no-break space between words', '@@ -1 +1 @@\n-two\n+a\u00a0b \u00a0c\n'],
    ['adds U+FFFD by itself', '@@ -1 +1 @@\n-c = 0;\n+c = "\ufffd";\n'],
  ])('finds nothing in a diff that %s', (_, hunk) => {
    expect(damage(hunk)).toBeUndefined()
  })

  it('finds nothing in C that is new and indented by blanks, nor in Python', () => {
    const created = diff(BLANKS.replace('-1,5', '-0,0')).replace('index', 'new file mode 100644\nindex')
    expect(findDamage(parseDiff(created))?.text).not.toMatch(/tabs/)
    expect(damage(BLANKS, 'tools/run.py')).toBeUndefined()
  })

  it.each([
    ['tabs were replaced by blanks', BLANKS],
    ['characters were replaced by U+FFFD', '@@ -1 +1 @@\n-Muller\n+M\ufffdller\n'],
    ['blanks were replaced by no-break spaces', '@@ -1 +1 @@\n-\u00a0\u00a0\u00a0 one\n+\u00a0\u00a0\u00a0 two\n'],
    ['lines were wrapped or lost their first blank', '@@ -1,2 +1,2 @@\n one and\ntwo\n-three\n+four\n'],
    ['a hunk does not have the lines that its header counts', '@@ -1,9 +1,9 @@\n one\n-three\n+four\n'],
  ])('says in one sentence that %s', (what, hunk) => {
    expect(damage(hunk)).toBe(`The diff was damaged before it arrived here, so it may not apply: ${what}.`)
  })

  it('is an issue of the patch, before the details', () => {
    const from = { name: 'Ann', email: 'ann@example.org' }
    const { issues } = parsePatch({
      title: 't',
      from,
      body: `Why.\n---\n\n${diff('@@ -1,9 +1,9 @@\n one\n-three\n+four\n')}`,
    })
    expect(issues.map(({ code }) => code)).toEqual(['damaged-diff', 'hunk-count'])
  })
})
