import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { openWriter } from '../../db/migrate'
import { createInbox, describeWithPublicInbox, type Inbox } from '../sources/publicInbox'
import { ingestFiles } from '../support/ingest'
import { describeWithLei, openLei } from '../support/lei'
import { mail } from '../support/mail'
import { tempFolder } from '../support/tempFolder'
import { idsIn } from './beside'
import { type Served, serveMails } from './served'

/** Minutes of test/support/mail.ts: `lei up` asks for mail that was sent from 48 hours before its last run on. */
const NOW = Math.floor((Date.now() - Date.UTC(2024, 2, 1, 10)) / 60_000)
const HOUR = 60
const DAY = 24 * HOUR

/** What is there at first: a thread about ducks of weeks ago, and one about geese. */
const OLD = [
  mail({ id: 'duck1@example.org', subject: 'A duck', body: 'It quacks.\n', minutes: NOW - 30 * DAY }),
  mail({
    id: 'duck2@example.org',
    subject: 'Re: A duck',
    body: '> It quacks.\n\nLoudly.\n',
    inReplyTo: 'duck1@example.org',
    minutes: NOW - 29 * DAY,
  }),
  mail({ id: 'goose1@example.org', subject: 'A goose', body: 'It honks.\n', minutes: NOW - 20 * DAY }),
]
/** What comes later, and whether a search for quacking ducks gets it. */
const NEW = [
  {
    why: 'a new thread',
    found: true,
    raw: mail({ id: 'new1@example.org', subject: 'Ducks again', body: 'Quacks.\n', minutes: NOW - 5 }),
  },
  {
    why: 'a reply into a thread that was there',
    found: true,
    raw: mail({
      id: 'new2@example.org',
      subject: 'Re: A duck',
      body: 'No more quacking, please.\n',
      inReplyTo: 'duck2@example.org',
      minutes: NOW - 4,
    }),
  },
  {
    why: 'a mail that was two days under way',
    found: true,
    raw: mail({ id: 'new3@example.org', subject: 'Late ducks', body: 'Quack.\n', minutes: NOW - 47 * HOUR }),
  },
  {
    why: 'a mail with a clock that is weeks behind, which nobody finds by its Date',
    found: false,
    raw: mail({
      id: 'new4@example.org',
      subject: 'Old ducks',
      body: 'Quack.\n',
      minutes: NOW - 10 * DAY,
      received: new Date(),
    }),
  },
  {
    why: 'a mail about something else',
    found: false,
    raw: mail({ id: 'new5@example.org', subject: 'Geese again', body: 'Honk.\n', minutes: NOW - 3 }),
  },
] as const

describeWithPublicInbox('updates beside a public-inbox', () => {
  let inbox: Inbox
  let ours: Served
  let sites: readonly string[] = []
  const home = tempFolder()

  beforeAll(async () => {
    inbox = createInbox(join(home, 'inbox'))
    inbox.add(OLD)
    ours = await serveMails({ files: [inbox.folder] })
    sites = [`${ours.url}/all`, `${await inbox.serve()}/test`]
  })
  afterAll(() => ours?.close())

  const deliver = async (mails: readonly Buffer[]): Promise<void> => {
    inbox.add(mails)
    const db = openWriter(ours.database)
    await ingestFiles(db, inbox.folder)
    db.close()
    inbox.reload()
    const last = /^Message-ID: <(.*)>$/m.exec(mails.at(-1)?.toString() ?? '')?.[1] ?? ''
    await vi.waitFor(async () => expect(await search(sites[1] ?? '', `mid:${last}`)).toEqual([last]), 20_000)
  }

  describeWithLei('lei', () => {
    const homes = [join(home, 'a'), join(home, 'b')]
    const users = homes.map(openLei)
    afterAll(async () => {
      await Promise.all(users.map((lei) => lei('daemon-kill')))
    })

    /** Runs a command against both sites, `words` given the address; returns what lei sent, without what must differ. */
    const runBoth = async (words: (site: string) => readonly string[]): Promise<string> => {
      const runs = await Promise.all(users.map((lei, at) => lei(...words(`${sites[at]}/`))))
      const sent = runs.map(({ code, stderr }, at) => {
        expect(code, stderr).toBe(0)
        return requestsIn(stderr)
          .join('\n')
          .replaceAll(`${sites[at]}/`, 'SITE/')
          .replace(/dt%3A\d{14}/g, 'dt%3ATIME')
      })
      expect(sent[0]).toBe(sent[1])
      return sent[0] ?? ''
    }
    const found = (name: string) =>
      homes.map((place) =>
        readFileSync(join(place, name), 'utf8')
          .match(/^Message-ID: .*$/gm)
          ?.toSorted(),
      )
    const ids = (...names: readonly string[]) => names.map((name) => `Message-ID: <${name}@example.org>`).toSorted()
    const same = <Value>(value: Value) => [value, value]

    it('asks as it is known to, and gets the same mails as from a public-inbox', async () => {
      const sent = await runBoth((site) => ['q', '--only', site, '-o', 'mboxrd:hits.mbox', 's:duck', 'nq:quack'])
      expect(sent).toBe("curl -Sf -s -d '' SITE/?x=m&q=s%3Aduck+nq%3Aquack")
      await runBoth((site) => ['q', '--only', site, '-t', '-o', 'mboxrd:threads.mbox', 's:duck', 'nq:quack'])
      await runBoth((site) => ['q', '--only', site, '-t', '-o', 'maildir', 's:duck', 'nq:quack'])
      expect(found('hits.mbox')).toEqual(same(ids('duck1')))
      expect(found('threads.mbox')).toEqual(same(ids('duck1', 'duck2')))
    })

    it('`lei up` finds nothing new before new mail has come', async () => {
      expect(await runBoth(() => ['up', 'hits.mbox'])).toBe(
        "curl -Sf -s -d '' SITE/?x=m&q=(s%3Aduck+nq%3Aquack)+AND+dt%3ATIME..",
      )
      expect(found('hits.mbox')).toEqual(same(ids('duck1')))
    })

    it('`lei up` gets exactly the mails that have come', async () => {
      await deliver(NEW.map(({ raw }) => raw))
      for (const name of ['hits.mbox', 'threads.mbox', 'maildir']) await runBoth(() => ['up', name])
      const came = NEW.filter((one) => one.found).map(({ raw }) => /^Message-ID: .*$/m.exec(raw.toString())?.[0] ?? '')
      expect(found('hits.mbox')).toEqual(same([...ids('duck1'), ...came].toSorted()))
      expect(found('threads.mbox')).toEqual(same([...ids('duck1', 'duck2'), ...came].toSorted()))
      const files = homes.map((place) => ['cur', 'new'].flatMap((part) => readdirSync(join(place, 'maildir', part))))
      expect(files.map(({ length }) => length)).toEqual(same(5))
    })

    it('`rt:` finds exactly what came from a second on', async () => {
      const times = [...OLD, ...NEW.map(({ raw }) => raw)].map(receivedAt)
      for (const since of times.flatMap((time) => [time, time + 1])) {
        const [own, other] = await Promise.all(sites.map((site) => search(site, `rt:${since}..`)))
        expect([since, own]).toEqual([since, other])
        expect(own?.length).toBe(times.filter((time) => time >= since).length)
      }
    })

    it('`rt:` in a thread finds what came of it alone, which public-inbox 1.9 cannot', async () => {
      const since = receivedAt(NEW[0].raw)
      expect(await search(`${sites[0]}/duck1%40example.org`, `rt:${since}..`)).toEqual(['new2@example.org'])
      expect(await search(`${sites[0]}/goose1%40example.org`, `rt:${since}..`)).toEqual([])
    })

    it('`lei up` twice fetches no mail twice', async () => {
      const before = found('threads.mbox')
      await runBoth(() => ['up', 'threads.mbox'])
      expect(found('threads.mbox')).toEqual(before)
    })

    it('`lei up --remote-fudge-time` looks further back', async () => {
      await runBoth(() => ['up', '--remote-fudge-time=12.days', 'hits.mbox'])
      expect(found('hits.mbox')).toEqual(same(ids('duck1', 'new1', 'new2', 'new3', 'new4')))
    })
  })
})

/** When the list got a mail, in seconds since 1970. */
function receivedAt(raw: Buffer): number {
  return Date.parse(/^Received: .*; (.*)$/m.exec(raw.toString())?.[1] ?? '') / 1_000
}

/** The Message-IDs that a search finds; none after a 404. */
async function search(address: string, query: string): Promise<readonly string[]> {
  const answer = await fetch(`${address}/?x=m&q=${encodeURIComponent(query)}`, { method: 'POST' })
  const bytes = Buffer.from(await answer.arrayBuffer())
  expect([200, 404]).toContain(answer.status)
  return answer.status === 404 ? [] : idsIn(bytes).toSorted()
}

/** The requests that lei reports. */
function requestsIn(stderr: string): readonly string[] {
  return [...stderr.matchAll(/^# \S*\/(curl .*)$/gm)].map(([, line = '']) => line)
}
