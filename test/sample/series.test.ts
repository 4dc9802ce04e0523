import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '../../db/open'
import { getVersionMbox } from '../../db/queries/mail/versionMbox'
import type { SeriesDocument } from '../../db/queries/views'
import { readSources, SAMPLE } from '../../scripts/tools/sample/buildSample'
import { linesAfter } from '../../scripts/tools/sample/code'
import { tempFolder } from '../support/tempFolder'
import { importSeries, readChangeFacts, readLabels, SAMPLE_MBOX, seenChanges, V4 } from './facts'

let db: Db
let document: SeriesDocument
const {
  series: { mails },
  standIns,
} = readSources(SAMPLE)
const folder = tempFolder()

beforeAll(async () => {
  ;({ db, document } = await importSeries(SAMPLE_MBOX))
})

describe('the series of the sample', () => {
  it('is one, in four whole versions with their cover letters, each patch with its true Message-ID', () => {
    expect(document.messages).toBe(119)
    expect(document.versions.map(({ label }) => label)).toEqual(['v1', 'v2', 'v3', 'v4'])
    for (const { version, cover, patches, missing } of document.versions) {
      const posted = mails.filter((mail) => mail.version === version && !mail.isReply)
      expect(missing).toEqual([])
      expect(cover).toBe(posted.find(({ patch }) => patch === 0)?.messageId)
      expect(patches.map(({ messageId }) => messageId)).toEqual(
        [...posted].sort((a, b) => a.patch - b.patch).flatMap(({ patch, messageId }) => (patch === 0 ? [] : messageId)),
      )
    }
  })

  it('changes from version to version as the table of changes says', () => {
    expect(seenChanges(document)).toEqual(readChangeFacts())
  })

  it('shows why a change is less than it seems', () => {
    const note = (version: number, patch: number): string | undefined =>
      document.tracks[patch - 1]?.cells.find((cell) => cell.version === version)?.note
    expect(note(2, 1)).toBe('18 lines moved in drivers/vfio/vfio_main.c')
    expect(note(2, 3)).toBe('whitespace only')
    expect(note(3, 4)).toBe('rebased')
    expect(note(3, 12)).toBe('whitespace only')
    expect(note(4, 15)).toBe('adapts to patch 1')
  })

  it('has in each reply the position that a reader of the original found', () => {
    const labels = readLabels()
    const held = (id: string): string[] =>
      document.positions.filter(({ messageId }) => messageId === id).map(({ position }) => position)
    for (const [id, label] of labels)
      expect({ id, held: held(id) }).toEqual({ id, held: expect.arrayContaining([...label]) })
    expect(labels.size).toBe(55)
  })

  it('ends applied, with a regression reported after that', () => {
    expect(document.state).toMatchObject({ kind: 'regression-reported', tree: 'vfio next', release: 'v6.1' })
    expect(document.regressions).toHaveLength(1)
  })

  it('applies with git am to the stand-in files as they were before patch 1', () => {
    const git = (...words: readonly string[]): string =>
      execFileSync('git', ['-c', 'user.name=Max', '-c', 'user.email=max@example.org', ...words], {
        cwd: folder,
        env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' },
        encoding: 'utf8',
        stdio: 'pipe',
      })
    const write = (path: string, lines: readonly string[]): void => {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), lines.map((line) => `${line}\n`).join(''))
    }
    for (const file of standIns) {
      const lines = linesAfter(file, 4, 0)
      if (lines.length > 0) write(file.path, lines)
    }
    git('init', '--quiet')
    git('add', '.')
    git('commit', '--quiet', '-m', 'base')
    const mbox = getVersionMbox(db, V4, 'v4', { trailers: true })
    writeFileSync(join(folder, 'v4.mbox'), mbox?.text ?? '')
    git('am', '--quiet', '--keep-cr', join(folder, 'v4.mbox'))
    expect(git('log', '--format=%s').split('\n').filter(Boolean)).toHaveLength(16)
    for (const file of standIns)
      expect(git('show', `HEAD:${file.path}`).trimEnd().split('\n')).toEqual(linesAfter(file, 4, 15))
  })
})
