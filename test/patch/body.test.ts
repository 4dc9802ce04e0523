import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { splitBody } from '../../lib/patch/body'
import { hasDiff } from '../../lib/patch/diff'
import { parsePatch, patchPaths, patchSize } from '../../lib/patch/patch'
import { corpusMissing, readCorpus, WHY_SKIPPED } from './corpus'

const DIFF = [
  'diff --git a/x b/x',
  'index 1234567..89abcde 100644',
  '--- a/x',
  '+++ b/x',
  '@@ -1,2 +1,2 @@',
  ' a',
  '-b',
  '+c',
]
const text = (...lines: string[]) => `${lines.join('\n')}\n`
const JANE = 'Jane Doe <jane@example.org>'
const from = { name: 'Post Master', email: 'post@example.org' }

describe('splitBody', () => {
  it('splits message, trailers, notes, diff and signature', () => {
    const stat = [' x | 2 +-', ' 1 file changed, 1 insertion(+), 1 deletion(-)']
    const body = text(
      'Do it.',
      '',
      `Cc: ${JANE}`,
      '---',
      'v2: shorter',
      '',
      ...stat,
      '',
      ...DIFF,
      'base-commit: 01234567',
      '-- ',
      '2.30',
      'list footer',
    )
    const parts = splitBody(body)
    expect(parts.message).toEqual(['Do it.'])
    expect(parts.trailers).toEqual([{ name: 'Cc', value: JANE, line: 2 }])
    expect(parts.notes).toBe('v2: shorter\n\nbase-commit: 01234567')
    expect(parts.diffText).toBe(DIFF.join('\n'))
    expect(parts.diffLine).toBe(9)
    expect(parts.signature).toBe('-- \n2.30\nlist footer')
  })

  it('reads in-body headers only at the top, and an author only with an address', () => {
    const patch = parsePatch({
      title: 'mail title',
      from,
      body: text(`From: ${JANE}`, 'Subject: [PATCH 1/2] x: a long', ' title', '', 'Do it.', '---', ...DIFF),
    })
    expect(patch).toMatchObject({
      title: 'x: a long title',
      author: { name: 'Jane Doe', email: 'jane@example.org' },
      message: 'Do it.',
    })
    const prose = parsePatch({ title: 't', from, body: text('From: the manual we learn', 'more', '---', ...DIFF) })
    expect(prose).toMatchObject({ author: from, message: 'From: the manual we learn\nmore' })
  })

  it('ends the message at the diff when there is no separator, and at the first of two', () => {
    expect(splitBody(text('Do it.', '', ...DIFF)).message).toEqual(['Do it.'])
    expect(splitBody(text('Do it.', '---', 'a', '---', 'b', ...DIFF))).toMatchObject({
      message: ['Do it.'],
      notes: 'a\n---\nb',
    })
  })

  it('reads a cover up to its signature, past a line of dashes and a bare -- in the middle', () => {
    const long = ['--', 'To be merged after the other series,', 'which stands in the way.', 'a', 'b', 'c']
    const parts = splitBody(text('Hello.', '---', ...long, '-- ', '2.30'))
    expect(parts.message).toEqual(['Hello.', '---', ...long])
    expect(parts.signature).toBe('-- \n2.30')
    expect(splitBody(text('Hello.', '', '--', '2.30')).signature).toBe('--\n2.30')
  })

  it('gives empty parts for an empty body', () => {
    expect(splitBody('')).toMatchObject({ message: [], trailers: [], notes: '', hasDiff: false, signature: '' })
  })
})

describe('patchSize and patchPaths', () => {
  it('count lines and name each path once', () => {
    const { files } = parsePatch({ title: 't', from, body: text(...DIFF, ...DIFF) })
    expect(patchSize(files)).toEqual({ added: 2, removed: 2 })
    expect(patchPaths(files)).toEqual(['x'])
  })
})

describe.skipIf(corpusMissing)(`splitBody on real mail ${WHY_SKIPPED}`, () => {
  it('agrees with git mailinfo on message and author of every patch, and with git apply on its size', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'reroll-mailinfo-'))
    try {
      const mails = [...(await readCorpus('vfio-device-life-cycle.mbox')), ...(await readCorpus('iommufd-rfc.mbox'))]
      for (const { raw, message, tag } of mails) {
        if (tag.reply || !hasDiff(message.body)) continue
        const patch = parsePatch({ title: tag.title, from: message.from, body: message.body })
        const info = spawnSync('git', ['mailinfo', 'message', 'patch'], { cwd: folder, input: raw }).stdout.toString()
        const trimmed = (source: string) => source.trim().replace(/[ \t]+$/gm, '')
        expect(trimmed(patch.commitMessage)).toBe(trimmed(readFileSync(join(folder, 'message'), 'utf8')))
        expect(info.toLowerCase()).toContain(`email: ${patch.author.email}\n`)
        const stat = spawnSync('git', ['apply', '--numstat', 'patch'], { cwd: folder }).stdout.toString()
        const counts = stat.split('\n').map((line) => line.split('\t').map(Number))
        const sum = (column: number) => counts.reduce((total, row) => total + (row[column] || 0), 0)
        expect(patchSize(patch.files), message.subject).toEqual({ added: sum(0), removed: sum(1) })
      }
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('keeps all of the v2 cover, which holds a bare -- in its middle', async () => {
    const cover = (await readCorpus('vfio-device-life-cycle.mbox')).find(
      ({ tag }) => tag.version === 2 && tag.number === 0 && !tag.reply,
    )
    const parts = splitBody(cover?.message.body ?? '')
    expect(parts.message.join('\n')).toContain('@Alex, before knowing')
    expect(parts.trailers.map((trailer) => trailer.name)).toEqual(['base-commit'])
    expect(parts.signature.trimEnd()).toBe('-- \n2.21.3')
  })
})
