import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import type { Db } from '../../db/open'
import { openEpoch, openMirror } from '../../scripts/sources/gitArchive'
import { openBundle } from '../../scripts/sources/gitBundle'
import { corpusPath, describeWithCorpus } from '../support/corpus'
import { dump } from '../support/dump'
import { createEpoch } from '../support/epoch'
import { importSources, ingestFiles, ingestMails, readMails } from '../support/ingest'
import { mail } from '../support/mail'
import { tempFolder } from '../support/tempFolder'
import { createInbox, describeWithPublicInbox } from './publicInbox'

const MAILS = [0, 1, 2, 3, 4, 5, 6].map((number) =>
  mail({ id: `${number}@example.org`, subject: `Mail ${number}`, body: `Words of ${number}.\n`, minutes: number }),
)
const [FIRST, SECOND, THIRD] = MAILS as [Buffer, Buffer, Buffer]

const asEntries = (mails: readonly Buffer[]) => mails.map((bytes) => ['m', bytes] as const)

function idsIn(db: Db): string[] {
  return db.prepare<[], string>('SELECT message_id FROM messages ORDER BY message_id').pluck().all()
}

/** The tables about mail, without those about archives. */
function mailOf(db: Db) {
  const { origins: _, cursors: __, ...rest } = dump(db)
  return rest
}

describeWithPublicInbox('a public-inbox archive on disk', () => {
  const home = tempFolder()

  it('yields the mails of an epoch, whatever the zone of a commit, and only the new ones the next time', async () => {
    const inbox = createInbox(join(home, 'grow'), { oddZones: true })
    inbox.add(MAILS.slice(0, 6))
    const db = openWriter(':memory:')
    const epoch = join(inbox.folder, 'git/0.git')
    expect(await importSources(db, openEpoch(epoch))).toMatchObject({ read: 6, new: 6, rejected: 0 })
    expect(await importSources(db, openEpoch(epoch))).toMatchObject({ read: 0, new: 0 })
    inbox.deliver(MAILS[6] ?? FIRST)
    expect(await importSources(db, openEpoch(epoch))).toMatchObject({ read: 1, new: 1 })
    const wanted = openWriter(':memory:')
    await ingestMails(wanted, [...MAILS].reverse())
    expect(idsIn(db)).toEqual(idsIn(wanted))
    expect(mailOf(db).series).toEqual(mailOf(wanted).series)
  })

  it('reads epochs in order and finds one that was added since', async () => {
    const inbox = createInbox(join(home, 'roll'))
    inbox.add(MAILS.slice(0, 2))
    const db = openWriter(':memory:')
    expect(await importSources(db, openMirror(inbox.folder))).toMatchObject({ read: 2, new: 2 })
    inbox.add(MAILS.slice(2, 4), 1)
    expect(await importSources(db, openMirror(inbox.folder))).toMatchObject({ read: 2, new: 2 })
    expect(idsIn(db)).toHaveLength(4)
    const fresh = openWriter(':memory:')
    await importSources(fresh, openMirror(inbox.folder))
    expect(mailOf(fresh)).toEqual(mailOf(db))
  })

  it('hides a mail that was withdrawn, and shows it when it is added again', async () => {
    const inbox = createInbox(join(home, 'hide'))
    inbox.add([FIRST, SECOND])
    inbox.remove(FIRST)
    const late = openWriter(':memory:')
    await importSources(late, openMirror(inbox.folder))
    expect(idsIn(late)).toEqual(['1@example.org'])

    const step = openWriter(':memory:')
    await importSources(step, openMirror(inbox.folder))
    inbox.add([FIRST])
    await importSources(step, openMirror(inbox.folder))
    await importSources(late, openMirror(inbox.folder))
    expect(idsIn(step)).toEqual(['0@example.org', '1@example.org'])
    expect(mailOf(step)).toEqual(mailOf(late))
  })

  it('notices a purge, hides the purged mail and keeps every other', async () => {
    const inbox = createInbox(join(home, 'purge'))
    inbox.add([FIRST, SECOND, THIRD])
    const db = openWriter(':memory:')
    await importSources(db, openMirror(inbox.folder))
    inbox.purge(SECOND)
    await importSources(db, openMirror(inbox.folder))
    expect(idsIn(db)).toEqual(['0@example.org', '2@example.org'])
    expect(db.pragma('foreign_key_check')).toEqual([])
    inbox.add([MAILS[3] ?? FIRST])
    expect(await importSources(db, openMirror(inbox.folder))).toMatchObject({ read: 1, new: 1 })
  })
})

describeWithCorpus('a bundle of real mail and an mbox that shares mails with it', () => {
  it('give the same database in both orders, and when imported again', async () => {
    const folder = tempFolder()
    const repository = join(folder, '0.git')
    const vfio = corpusPath('vfio-device-life-cycle.mbox')
    createEpoch(repository, asEntries([...readMails(corpusPath('iommufd-rfc.mbox')), ...readMails(vfio).slice(30)]))
    const bundle = join(folder, 'list.bundle')
    execFileSync('git', ['-C', repository, 'bundle', 'create', bundle, 'HEAD', '--all'], { stdio: 'pipe' })
    const [a, b] = [openWriter(':memory:'), openWriter(':memory:')]
    await ingestFiles(a, bundle, vfio)
    await ingestFiles(b, vfio, bundle)
    expect(dump(a).mails?.length).toBeGreaterThan(119)
    expect(dump(b)).toEqual(dump(a))
    await ingestFiles(b, bundle, vfio)
    expect(dump(b)).toEqual(dump(a))
  })
})

describe('a git epoch with damage', () => {
  it('lists a missing blob and reads the rest', async () => {
    const repository = join(tempFolder(), '0.git')
    createEpoch(repository, asEntries([FIRST, SECOND, THIRD]))
    const oid = execFileSync('git', ['-C', repository, 'rev-parse', 'HEAD~1:m'], { encoding: 'utf8' }).trim()
    rmSync(join(repository, 'objects', oid.slice(0, 2), oid.slice(2)))
    const db = openWriter(':memory:')
    const summary = await importSources(db, openEpoch(repository))
    expect(summary).toMatchObject({ read: 3, new: 2, rejected: 1 })
    expect(summary.rejections[0]?.reason).toBe('its blob is missing from the repository')
    expect(idsIn(db)).toEqual(['0@example.org', '2@example.org'])
  })

  it('reads a bundle like the epoch it was made of, and leaves no temporary files', async () => {
    const folder = tempFolder()
    const repository = join(folder, '0.git')
    createEpoch(repository, asEntries([FIRST, SECOND, THIRD]))
    const bundle = join(folder, 'list.bundle')
    execFileSync('git', ['-C', repository, 'bundle', 'create', bundle, 'HEAD', '--all'], { stdio: 'pipe' })
    const [a, b] = [openWriter(':memory:'), openWriter(':memory:')]
    await importSources(a, openEpoch(repository))
    expect(await importSources(b, openBundle(bundle))).toMatchObject({ read: 3, new: 3 })
    expect(await importSources(b, openBundle(bundle))).toMatchObject({ read: 0 })
    expect(mailOf(b)).toEqual(mailOf(a))
  })

  it('is rejected if no commit holds a mail, and if it is not a git repository', async () => {
    const folder = tempFolder()
    const repository = join(folder, 'code')
    execFileSync('git', ['init', '--quiet', repository])
    cpSync(join(__dirname, 'publicInbox.ts'), join(repository, 'code.ts'))
    const who = ['-c', 'user.name=A', '-c', 'user.email=a@example.org']
    execFileSync('git', ['-C', repository, 'add', 'code.ts'])
    execFileSync('git', ['-C', repository, ...who, 'commit', '--quiet', '-m', 'code'])
    await expect(importSources(openWriter(':memory:'), openEpoch(repository))).rejects.toThrow(
      /none of its commits holds a mail/,
    )
    expect(existsSync(join(folder, 'code'))).toBe(true)
    expect(readdirSync(folder)).toEqual(['code'])
  })
})
