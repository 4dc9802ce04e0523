import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { patchId } from '../../lib/patch/patchId'
import { describeWithCorpus } from '../support/corpus'
import { readCorpus } from './corpus'

/** What git itself says. */
function gitPatchId(text: string): string | undefined {
  const out = execFileSync('git', ['patch-id', '--stable'], { input: text, encoding: 'utf8' })
  return out.split(' ')[0]?.trim() || undefined
}

const file = (name: string, lines: readonly string[]) =>
  [`diff --git a/${name} b/${name}`, 'index 1234567..89abcde 100644', `--- a/${name}`, `+++ b/${name}`, ...lines].join(
    '\n',
  )
const ONE = file('one.c', ['@@ -1,2 +1,3 @@ int f(void)', ' a', '+b  c', ' d'])
const TWO = file('two.c', ['@@ -9 +9 @@', '-old', '+new', '@@ -20,2 +20 @@', ' keep', '-gone'])
const MADE = [
  'diff --git a/made b/made',
  'new file mode 100644',
  'index 0000000..1234567',
  '--- /dev/null',
  '+++ b/made',
  '@@ -0,0 +1 @@',
  '+text',
  '\\ No newline at end of file',
].join('\n')
const RENAMED = ['diff --git a/old b/new', 'similarity index 100%', 'rename from old', 'rename to new', TWO].join('\n')

it.each([
  ['one file', ONE],
  ['two files', `${ONE}\n${TWO}`],
  ['a file without a line end', MADE],
  ['a rename without a change, and another file', RENAMED],
  ['words above and a signature below', `Why.\n---\n one.c | 1 +\n\n${ONE}\n-- \n2.30.0\n`],
])('is what git patch-id --stable prints: %s', (_, text) => {
  expect(patchId(text)).toBe(gitPatchId(`${text}\n`))
})

it('ignores blanks, line numbers and the order of the files', () => {
  const moved = ONE.replace('@@ -1,2 +1,3 @@ int f(void)', '@@ -71,2 +72,3 @@').replace('b  c', '\tb c')
  expect(patchId(`${TWO}\n${moved}`)).toBe(patchId(`${ONE}\n${TWO}`))
  expect(patchId(ONE.replace('+b', '+x'))).not.toBe(patchId(ONE))
})

it('is undefined without a diff', () => {
  expect(patchId('no such line\n+plus\n')).toBeUndefined()
  expect(patchId('')).toBeUndefined()
})

describeWithCorpus('on every patch of the vfio mails', () => {
  it('agrees with git', async () => {
    const bodies = (await readCorpus('vfio-device-life-cycle.mbox'))
      .filter(({ tag }) => tag.patch && !tag.reply && tag.number !== 0)
      .map(({ message }) => message.body.slice(message.body.indexOf('diff --git')))
    expect(bodies.length).toBeGreaterThan(50)
    expect(bodies.map(patchId)).toEqual(bodies.map(gitPatchId))
  })
})
