import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import type { Db } from '../../db/open'
import { corpusPath, describeWithCorpus } from '../support/corpus'
import { cpuMs } from '../support/cpuMs'
import { type Dump, dump } from '../support/dump'
import { ingestFiles, ingestMails } from '../support/ingest'
import { mail } from '../support/mail'
import { tempFolder } from '../support/tempFolder'

const MINUTES = 60_000
const EVE = 'eve@evil.example.org'
/** In minutes after the first mail that fixtures make, in March 2024. */
const LATER = 10_000
/** Less CPU time than this is not compared, because the first import in a process compiles. */
const FLOOR_MS = 100

const LIST = ['List-Id: <linux-s390.vger.kernel.org>', 'X-Mailing-List: linux-s390@vger.kernel.org']
const fromEve = (subject: string, body: string, headers: readonly string[] = []) =>
  mail({ id: EVE, from: `Eve Example <${EVE}>`, subject, body, headers: [...LIST, ...headers], minutes: LATER })
const lines = (ids: readonly string[], make: (id: string) => string) => `${ids.map(make).join('\n')}\n`

/** Single mails of a stranger that claim to belong to every series. */
const POISONS: Readonly<Record<string, (ids: readonly string[]) => Buffer>> = {
  'a reply whose references name every series': (ids) =>
    fromEve('Re: thanks', 'Thanks.\n', [`References: ${ids.map((id) => `<${id}>`).join('\n ')}`]),
  'a cover letter that links to every series': (ids) =>
    fromEve(
      '[PATCH v3 0/2] tool: a cover letter',
      lines(ids, (id) => `v2: https://lore.kernel.org/r/${encodeURIComponent(id)}/`),
    ),
  'a cover letter that supersedes every series': (ids) =>
    fromEve(
      '[PATCH v3 0/2] tool: a cover letter',
      lines(ids, (id) => `Supersedes: <${id}>`),
    ),
}

const cutMails = (db: Db) =>
  db.prepare<[], string>("SELECT text FROM issues WHERE text LIKE 'The mails of this%'").pluck().all()

describeWithCorpus('one mail of a stranger in the year 2022 of linux-s390', () => {
  const folder = tempFolder()
  const path = (name: string) => join(folder, `${name}.sqlite`)
  let ids: readonly string[] = []
  let before: Dump = {}
  let next: Buffer
  let nextMs = 0

  /** What the import of an ordinary reply into a copy of a database costs: the least of three. */
  async function nextCost(name: string): Promise<number> {
    const costs: number[] = []
    for (let round = 0; round < 3; round++) {
      copyFileSync(path(name), path('next'))
      const db = openWriter(path('next'))
      costs.push(await cpuMs(() => ingestMails(db, [next])))
      db.close()
    }
    return Math.min(...costs)
  }

  beforeAll(async () => {
    const db = openWriter(path('before'))
    await ingestFiles(db, corpusPath('linux-s390-2022.bundle'))
    ids = db.prepare<[], string>('SELECT key FROM series ORDER BY key').pluck().all()
    before = dump(db)
    expect([ids.length > 400, cutMails(db)]).toEqual([true, []])
    db.close()
    next = mail({
      id: 'next@example.org',
      from: 'Joe Roe <joe@example.org>',
      subject: 'Re: a question',
      body: 'Why?\n',
      inReplyTo: ids[0] ?? '',
      minutes: LATER + 1,
    })
    nextMs = await nextCost('before')
  }, 20 * MINUTES)

  it.each(Object.entries(POISONS))(
    '%s cuts no mail, changes nothing of other series, and makes the next mail at most twice as expensive',
    async (_, poison) => {
      copyFileSync(path('before'), path('after'))
      const db = openWriter(path('after'))
      await ingestMails(db, [poison(ids)])
      expect(cutMails(db)).toEqual([])
      const after = dump(db)
      db.close()
      expect(after.messages?.filter((row) => row.includes(EVE))).toHaveLength(1)
      expect(changed(before, after, ids.at(-1) ?? '')).toEqual([])
      expect(await nextCost('after')).toBeLessThanOrEqual(Math.max(nextMs, FLOOR_MS) * 2)
    },
    5 * MINUTES,
  )
})

/** Rows that are gone, and rows that are new and do not name Eve; not those of the series that she answers. */
function changed(before: Dump, after: Dump, answered: string): string[] {
  const isOther = (row: string) => !row.includes(EVE) && !row.includes(answered)
  return Object.keys(before).flatMap((table) => {
    const [old, now] = [new Set(before[table]), new Set(after[table])]
    const gone = [...old].filter((row) => !now.has(row) && isOther(row)).map((row) => `- ${table} ${row}`)
    const added = [...now].filter((row) => !old.has(row) && isOther(row)).map((row) => `+ ${table} ${row}`)
    return [...gone, ...added]
  })
}
