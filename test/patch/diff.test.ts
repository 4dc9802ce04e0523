import { parsePatch as parseWithJsdiff } from 'diff'
import { describe, expect, it } from 'vitest'
import { splitBody } from '../../lib/patch/body'
import { hasDiff, parseDiff } from '../../lib/patch/diff'
import { findSlowRuns, repeats } from '../hostile/growth'
import { corpusMissing, readCorpus, WHY_SKIPPED } from './corpus'

const HUNK = ['@@ -1,3 +1,3 @@ int main(void)', ' one', '-two', '+TWO', ' three']
const PLAIN = ['--- a/x.c', '+++ b/x.c', ...HUNK]
const GIT = ['diff --git a/x.c b/x.c', 'index 0123456..789abcd 100644', ...PLAIN]
const text = (...lines: string[]) => `${lines.join('\n')}\n`
const only = (source: string) => {
  const { files } = parseDiff(source)
  expect(files).toHaveLength(1)
  const file = files[0]
  if (file === undefined) throw new Error('no file')
  return file
}

describe('parseDiff', () => {
  it('reads a git diff with its hunk, heading and place', () => {
    const parsed = parseDiff(text('prose', '', ...GIT, '-- ', '2.30'))
    expect(parsed).toMatchObject({ start: 2, end: 11, issues: [] })
    expect(parsed.files[0]).toMatchObject({ change: 'modify', oldPath: 'x.c', newPath: 'x.c', newMode: '100644' })
    expect(parsed.files[0]?.hunks[0]).toEqual({
      oldStart: 1,
      oldCount: 3,
      newStart: 1,
      newCount: 3,
      heading: 'int main(void)',
      lines: [
        { kind: 'context', text: 'one' },
        { kind: 'minus', text: 'two' },
        { kind: 'plus', text: 'TWO' },
        { kind: 'context', text: 'three' },
      ],
    })
  })

  it('does not treat a signature after a complete hunk as a removed line, but a removed "- " inside a hunk', () => {
    expect(only(text(...PLAIN, '-- ', '2.30')).hunks[0]?.lines).toHaveLength(4)
    const removed = only(text('--- a/x', '+++ b/x', '@@ -1,2 +1 @@', '-- ', ' y', '-- ', '2.30'))
    expect(removed.hunks[0]?.lines).toEqual([
      { kind: 'minus', text: '- ' },
      { kind: 'context', text: 'y' },
    ])
  })

  it('reads an empty line inside a hunk as an empty context line', () => {
    const parsed = parseDiff(text('--- a/x', '+++ b/x', '@@ -1,2 +1,3 @@', '', '+y', ' z'))
    expect(parsed.issues).toEqual([])
    expect(parsed.files[0]?.hunks[0]?.lines[0]).toEqual({ kind: 'context', text: '' })
  })

  it.each([
    [
      'a created file',
      ['new file mode 100644', 'index 0000000..1111111', '--- /dev/null', '+++ b/y', '@@ -0,0 +1 @@', '+y'],
      { change: 'create', oldPath: null, newPath: 'y', newMode: '100644' },
    ],
    [
      'a new empty file',
      ['new file mode 100644', 'index 0000000..e69de29'],
      { change: 'create', oldPath: null, newPath: 'y' },
    ],
    [
      'a deleted file',
      ['deleted file mode 100644', '--- a/y', '+++ /dev/null', '@@ -1 +0,0 @@', '-y'],
      { change: 'delete', oldPath: 'y', newPath: null },
    ],
    [
      'a mode change',
      ['old mode 100644', 'new mode 100755'],
      { change: 'modify', oldMode: '100644', newMode: '100755', oldPath: 'y' },
    ],
    [
      'a rename only',
      ['similarity index 100%', 'rename from y', 'rename to z/y'],
      { change: 'rename', oldPath: 'y', newPath: 'z/y' },
    ],
    ['a copy', ['similarity index 90%', 'copy from y', 'copy to z'], { change: 'copy', oldPath: 'y', newPath: 'z' }],
    [
      'a binary note',
      ['index 1..2 100644', 'Binary files a/y and b/y differ'],
      { binary: true, binaryText: 'Binary files a/y and b/y differ' },
    ],
    [
      'a binary patch',
      ['index 1..2', 'GIT binary patch', 'literal 3', 'KcmZQzWB>pF00961', '', 'literal 0', 'HcmV?d00001', ''],
      { binary: true, oldPath: 'y' },
    ],
  ])('reads %s', (_, lines, expected) => {
    const parsed = parseDiff(text('diff --git a/y b/y', ...lines, ...GIT))
    expect(parsed.issues).toEqual([])
    expect(parsed.files).toHaveLength(2)
    expect(parsed.files[0]).toMatchObject(expected)
  })

  it('reads plain, Index: and quilt diffs, and cuts timestamps', () => {
    expect(only(text(...PLAIN)).newPath).toBe('x.c')
    expect(
      only(text('Index: x.c', '='.repeat(67), '--- x.c\t(revision 1)', '+++ x.c\t(working copy)', ...HUNK)).oldPath,
    ).toBe('x.c')
    expect(only(text('--- linux.orig/k/x.c\t2020-01-01 00:00:00', '+++ linux/k/x.c', ...HUNK))).toMatchObject({
      change: 'modify',
      oldPath: 'k/x.c',
      newPath: 'k/x.c',
    })
  })

  it('undoes the quoting of paths', () => {
    const file = only(
      text('diff --git "a/\\303\\244 b" "b/\\303\\244 b"', '--- "a/\\303\\244 b"', '+++ "b/\\303\\244 b"', ...HUNK),
    )
    expect(file.newPath).toBe('ä b')
  })

  it('keeps the marker of a missing line end', () => {
    const mark = '\\ No newline at end of file'
    const file = only(text('--- a/x', '+++ b/x', '@@ -1 +1 @@', '-a', mark, '+b', mark))
    expect(file.hunks[0]?.lines).toEqual([
      { kind: 'minus', text: 'a', noNewline: true },
      { kind: 'plus', text: 'b', noNewline: true },
    ])
  })

  it('reports counts that are too large or too small, keeps the lines that are there, and goes on', () => {
    const large = parseDiff(text('--- a/x', '+++ b/x', '@@ -1,9 +1,9 @@', ' a', '+b', ' c', '-- ', '2.30'))
    expect(large.issues.map((issue) => issue.code)).toEqual(['hunk-count'])
    expect(large.files[0]?.hunks[0]).toMatchObject({ oldCount: 2, newCount: 3 })
    const small = parseDiff(text('--- a/x', '+++ b/x', '@@ -1,2 +1,2 @@', ' a', ' b', '+c', ...GIT))
    expect(small.issues).toMatchObject([{ code: 'hunk-count', line: 3 }])
    expect(small.files).toHaveLength(2)
    expect(small.files[0]?.hunks[0]?.newCount).toBe(3)
  })

  it('reads a wrapped line and one that lost its blank as the counts say, with an issue', () => {
    const wrapped = parseDiff(text('--- a/x', '+++ b/x', '@@ -1,2 +1,2 @@', '-old', '+a long', 'line', ' b'))
    expect(wrapped.issues.map((issue) => issue.code)).toEqual(['diff-line'])
    expect(wrapped.files[0]?.hunks[0]?.lines[1]).toEqual({ kind: 'plus', text: 'a long line' })
    const lost = parseDiff(text('--- a/x', '+++ b/x', '@@ -1,2 +1,3 @@', '\ta;', '+\tb;', ' c'))
    expect(lost.issues.map((issue) => issue.code)).toEqual(['diff-line'])
    expect(lost.files[0]?.hunks[0]?.lines[0]).toEqual({ kind: 'context', text: '\ta;' })
  })

  it.each([
    'difficult to say',
    'diff --git is fast',
    'diff shows it',
    '--- a rule',
    'Index: none',
    '> diff --git a/x b/x',
  ])('takes %j for prose', (line) => {
    expect(hasDiff(text(line, 'index of prose', ...HUNK))).toBe(false)
    expect(parseDiff(text(line)).files).toEqual([])
  })

  it('is linear on hostile text', () => {
    const lines = [
      '-',
      '+',
      ' ',
      '@',
      '--- a',
      '@@ -1,99999999 +1,99999999 @@',
      'diff --git a/x b/x',
      'Index: x',
      '\\ ',
    ]
    const runs = repeats(lines.map((line) => `${line}\n`))
    const opened = text(...PLAIN.slice(0, 2), '@@ -1,999999999 +1,999999999 @@')
    for (const call of [parseDiff, splitBody, (run: string) => parseDiff(opened + run)])
      expect(findSlowRuns(call, runs, 100_000)).toEqual([])
    for (const line of ['diff --git ', '--- ', '@@ -1 +1 @@ ', 'rename from "\\']) {
      const call = (run: string) => parseDiff(text(`${line}${run}`, '+++ x', HUNK[0] ?? ''))
      expect(findSlowRuns(call, repeats([' b/']), 300_000)).toEqual([])
    }
  })
})

describe.skipIf(corpusMissing)(`parseDiff on real mail ${WHY_SKIPPED}`, () => {
  it('reads every patch of the vfio and iommufd mails without an issue, as jsdiff does once the signature is cut', async () => {
    const mails = [...(await readCorpus('vfio-device-life-cycle.mbox')), ...(await readCorpus('iommufd-rfc.mbox'))]
    let patches = 0
    for (const { message, tag } of mails) {
      if (tag.reply || !hasDiff(message.body)) continue
      patches++
      const { diff, diffText } = splitBody(message.body)
      expect(diff.issues, message.subject).toEqual([])
      const sign = { context: ' ', minus: '-', plus: '+' } as const
      const ours = diff.files.map((file) =>
        file.hunks.map((hunk) => hunk.lines.map((line) => sign[line.kind] + line.text)),
      )
      const theirs = parseWithJsdiff(diffText).map((file) => file.hunks.map((hunk) => hunk.lines))
      expect(ours, message.subject).toEqual(theirs)
    }
    expect(patches).toBe(80)
  })
})
