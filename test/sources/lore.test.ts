import { chmodSync, existsSync, readdirSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import { getSeriesDocument } from '../../db/queries/series/seriesDocument'
import type { MessageId } from '../../lib/mail/types'
import type { SourceContext } from '../../scripts/sources/context'
import { openHttp } from '../../scripts/sources/http'
import { openLoreThread } from '../../scripts/sources/lore/threadSource'
import { openClone } from '../../scripts/sources/mirror'
import { openSourceIn } from '../../scripts/sources/openSource'
import { corpusPath, describeWithCorpus } from '../support/corpus'
import { dump } from '../support/dump'
import { importSources, ingestFiles, ingestMails, readMails } from '../support/ingest'
import { mail } from '../support/mail'
import { tempFolder } from '../support/tempFolder'
import { createInbox, describeWithPublicInbox, type Inbox } from './publicInbox'

const V4 = '20220921104401.38898-1-kevin.tian@intel.com'

function context(lore: string, folder: string, cache = false): SourceContext {
  return {
    http: openHttp({ ...(cache ? { cacheFolder: join(folder, 'cache') } : {}), backOffMs: [] }),
    lore,
    loreIsNamed: true,
    mirrors: join(folder, 'mirrors'),
    stdin: (async function* () {})(),
    warn: () => {},
  }
}

const thread = (lore: string, id: string, folder: string) => openLoreThread(context(lore, folder), id, id as MessageId)

describeWithPublicInbox('real series in a public-inbox on loopback', () => {
  describeWithCorpus('filled from the corpus', () => {
    const folder = tempFolder()
    const vfio = corpusPath('vfio-device-life-cycle.mbox')
    let inbox: Inbox
    let server: string

    beforeAll(async () => {
      inbox = createInbox(join(folder, 'home'))
      inbox.add([...readMails(vfio), ...readMails(corpusPath('iommufd-rfc.mbox'))])
      server = await inbox.serve()
    })

    it('imports v1 to v4 of a series by the Message-ID of one cover letter, the same as an mbox of all threads', async () => {
      const db = openWriter(':memory:')
      await importSources(db, thread(`${server}/test`, V4, folder))
      const document = getSeriesDocument(db, V4)
      expect(document?.versions.map(({ label, patches }) => `${label} ${patches.length}`)).toEqual([
        'v1 15',
        'v2 15',
        'v3 15',
        'v4 15',
      ])
      const wanted = openWriter(':memory:')
      await ingestFiles(wanted, vfio)
      expect(dump(db).series).toEqual(dump(wanted).series)
      expect(dump(db).cells).toEqual(dump(wanted).cells)
    })

    it('finds the inbox if the URL names only the server, and the thread of a reply', async () => {
      const db = openWriter(':memory:')
      const reply = readMails(vfio).find((raw) => /^Subject: Re:/m.test(raw.toString('latin1'))) ?? Buffer.alloc(0)
      const id = /^Message-ID: <([^>]+)>/im.exec(reply.toString('latin1'))?.[1] ?? ''
      await importSources(db, thread(server, id, folder))
      expect(getSeriesDocument(db, V4)?.versions).toHaveLength(4)
    })

    it('is cloned, updated, and followed through a purge and a new epoch', async () => {
      const db = openWriter(':memory:')
      const clone = () => openClone(context(server, folder), `${server}/test`)
      const first = await importSources(db, clone())
      expect(first).toMatchObject({ rejected: 0 })
      expect(first.new).toBeGreaterThan(119)
      expect(await importSources(db, clone())).toMatchObject({ read: 0 })
      const news = [1, 2, 3].map((n) =>
        mail({ id: `new-${n}@example.org`, subject: `New ${n}`, body: `Words ${n}.\n` }),
      )
      const [one, two, three] = news as [Buffer, Buffer, Buffer]
      inbox.deliver(one)
      expect(await importSources(db, clone())).toMatchObject({ read: 1, new: 1 })
      inbox.add([two], 1)
      expect(await importSources(db, clone())).toMatchObject({ read: 1, new: 1 })
      inbox.purge(one)
      inbox.add([three], 1)
      expect((await importSources(db, clone())).new).toBe(1)
      const ids = db
        .prepare<[], string>("SELECT message_id FROM messages WHERE message_id LIKE 'new-%' ORDER BY 1")
        .pluck()
        .all()
      expect(ids).toEqual(['new-2@example.org', 'new-3@example.org'])
      expect(db.prepare<[], number>('SELECT count(*) FROM messages').pluck().get()).toBe(first.new + first.variant + 2)
    })

    it('reports in one line that it does not have a mail', async () => {
      const wanted = `nobody@example.org: the mail <nobody@example.org> is not in ${server}/test; try another archive with --lore URL`
      await expect(
        importSources(openWriter(':memory:'), thread(`${server}/test`, 'nobody@example.org', folder)),
      ).rejects.toThrow(wanted)
    })
  })
})

describeWithPublicInbox('the mirror of an archive', () => {
  const folder = tempFolder()
  const epoch = join(folder, 'mirrors')
  const letter = (n: number) => mail({ id: `letter-${n}@example.org`, subject: `Letter ${n}`, body: `Words ${n}.\n` })
  let inbox: Inbox
  let server: string
  let repository: string
  let letters = 1

  beforeAll(async () => {
    inbox = createInbox(join(folder, 'home'))
    inbox.add([letter(letters)])
    server = await inbox.serve()
    await importSources(openWriter(':memory:'), clone())
    const found = readdirSync(epoch, { recursive: true, encoding: 'utf8' }).find((path) => path.endsWith('0.git'))
    repository = join(epoch, found ?? 'absent')
  })

  const clone = () => openClone(context(server, folder), `${server}/test`)

  /** Delivers one more mail, and expects that the mirror has all of them afterwards. */
  async function expectUpdate(): Promise<void> {
    inbox.deliver(letter(++letters))
    expect(await importSources(openWriter(':memory:'), clone())).toMatchObject({ new: letters })
  }

  it('is cloned again if a killed run left it locked', async () => {
    const lock = join(repository, 'refs/heads/master.lock')
    writeFileSync(lock, '')
    await expectUpdate()
    expect(existsSync(lock)).toBe(false)
  })

  it('is cloned again if a crash left its newest objects empty', async () => {
    await expectUpdate()
    const objects = join(repository, 'objects')
    const loose = readdirSync(objects, { recursive: true, encoding: 'utf8' }).filter((path) => /^..\/.{38}$/.test(path))
    expect(loose).not.toEqual([])
    for (const path of loose) {
      chmodSync(join(objects, path), 0o600)
      truncateSync(join(objects, path))
    }
    await expectUpdate()
  })
})

function diff(line: string): string {
  return `---\n a.c | 2 +-\n\ndiff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1,3 +1,3 @@\n one\n-two\n+${line}\n three\n`
}

/** A version posted without threading: a cover letter and two patches that reply to nothing. */
function unthreaded(version: number, title: string, changelog: string, day: number): Buffer[] {
  const tag = version === 1 ? 'PATCH' : `PATCH v${version}`
  const at = (number: number) => ({ id: `v${version}-${number}@example.org`, minutes: day * 1440 + number })
  return [
    mail({ ...at(0), subject: `[${tag} 0/2] ${title}`, body: `Cover.\n\n${changelog}\n` }),
    mail({ ...at(1), subject: `[${tag} 1/2] alpha: one`, body: `One.\n${diff(`a${version}`)}` }),
    mail({ ...at(2), subject: `[${tag} 2/2] alpha: two`, body: `Two.\n${diff(`b${version}`)}` }),
  ]
}

describeWithPublicInbox('series that a thread does not hold together', () => {
  const folder = tempFolder()
  let server: string

  beforeAll(async () => {
    const inbox = createInbox(join(folder, 'home'))
    const stranger = mail({
      id: 'stranger@example.org',
      from: 'Sam Stranger <sam@example.org>',
      subject: '[PATCH 0/2] alpha: tidy up more',
      body: 'Nearly the same title, other sender.\n',
      minutes: 100,
    })
    inbox.add([
      ...unthreaded(1, 'alpha: tidy up', 'change-id: 20240301-alpha-abcdef123456', 0),
      ...unthreaded(2, 'alpha: tidy up', '', 5),
      ...unthreaded(3, 'beta: tidy up, renamed', 'v2: https://lore.kernel.org/r/v2-0@example.org', 10),
      ...unthreaded(4, 'gamma: renamed again', 'change-id: 20240301-alpha-abcdef123456', 15),
      stranger,
    ])
    server = await inbox.serve()
  })

  it('are found by links, by title and sender, by change-id, and by number if patches are missing', async () => {
    const db = openWriter(':memory:')
    await importSources(db, thread(`${server}/test`, 'v3-1@example.org', folder))
    const ids = db.prepare<[], string>('SELECT message_id FROM messages ORDER BY 1').pluck().all()
    expect(ids).toEqual(
      [1, 2, 3, 4].flatMap((version) => [0, 1, 2].map((number) => `v${version}-${number}@example.org`)),
    )
  })

  it('are found by the URL of another archive that the user names', async () => {
    const db = openWriter(':memory:')
    const named = { ...context('http://127.0.0.1:9', folder), loreIsNamed: false }
    await importSources(db, await openSourceIn(named, `${server}/test/v2-0%40example.org/T/#u`))
    expect(await ingestMails(db, unthreaded(2, 'alpha: tidy up', '', 5))).toMatchObject({ duplicate: 3 })
  })
})

describe('without a network', () => {
  it('a Message-ID is an error of one line', async () => {
    const source = thread('http://127.0.0.1:9', 'some@example.org', tempFolder())
    await expect(importSources(openWriter(':memory:'), source)).rejects.toThrow(
      /^http:\/\/127\.0\.0\.1:9\/.*cannot be reached.*check the network$/,
    )
  })
})
