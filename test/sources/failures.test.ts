import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { toMboxrd } from '../../lib/mail/mboxrd'
import type { IngestSummary } from '../../scripts/cli/ingest'
import { reroll } from '../support/cli'
import { mail } from '../support/mail'
import { tempFolder } from '../support/tempFolder'

const folder = tempFolder()
const ENTRY = toMboxrd(mail({ id: 'one@example.org', subject: 'One', body: 'Words.\n' }))
const NOBODY = toMboxrd(Buffer.from('Message-ID: <nobody@example.org>\nSubject: who am I\n\ntext\n'))

describe('an import that fails', () => {
  it('in a later source still prints what the earlier sources brought and rejected', () => {
    const [good, cut] = [join(folder, 'good.mbox'), join(folder, 'cut.mbox')]
    writeFileSync(good, Buffer.concat([ENTRY, NOBODY]))
    writeFileSync(cut, ENTRY.subarray(0, ENTRY.length - 5))
    const run = reroll(['ingest', good, cut, '--json'], join(folder, 'later.sqlite'))
    expect(run.code).toBe(1)
    const summary = JSON.parse(run.stdout) as IngestSummary
    expect(summary).toMatchObject({ read: 2, new: 1, rejected: 1 })
    expect(summary.rejections[0]).toMatchObject({ source: good, reason: 'it has no readable From' })
    expect(run.stderr).toContain('cut.mbox')
    expect(reroll(['ingest', good, cut], join(folder, 'later.sqlite')).stdout).toMatch(
      /^read 2: 0 new, 1 already imported/,
    )
  })

  it('creates no database if there was none', () => {
    const cut = join(folder, 'only.mbox')
    writeFileSync(cut, ENTRY.subarray(0, ENTRY.length - 5))
    const database = join(folder, 'fresh.sqlite')
    expect(reroll(['ingest', cut], database).code).toBe(1)
    expect(['', '-wal', '-shm'].filter((end) => existsSync(database + end))).toEqual([])
  })
})

describe('wrong usage exits with 2', () => {
  it('if mbox is called with --json, or --patch is not a number', () => {
    const database = join(folder, 'usage.sqlite')
    for (const words of [
      ['mbox', 'a@example.org', '--json'],
      ['diff', 'a@example.org', 'v1..v2', '--patch', ''],
      ['diff', 'a@example.org', 'v1..v2', '--patch', 'one'],
      ['ingest', 'some.mbox', '--lore', 'ftp://example.org'],
    ]) {
      expect({ words, ...reroll(words, database) }).toMatchObject({ words, code: 2, stdout: '' })
    }
  })
})
