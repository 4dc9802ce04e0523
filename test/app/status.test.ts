import { afterAll, describe, expect, it } from 'vitest'
import { lastRunWords, nextStep, statusSentence } from '../../app/_model/statusWords'
import { GET } from '../../app/status/route'
import type { Db } from '../../db/open'
import { listSources, runWords } from '../../db/queries/status/sourceList'
import { getStatus, listRejections } from '../../db/queries/status/status'
import { listTreeStatus } from '../../db/queries/status/treeStatus'
import { addNewMails, putSourceRun, putSubscription } from '../../db/store/sourceRows'
import { statusText } from '../../scripts/cli/statusText'
import { putCommits } from '../support/commits'
import { mail } from '../support/mail'
import { pageText, publish } from '../support/page'
import { tempFolder } from '../support/tempFolder'

const folder = tempFolder()
const before = process.env.REROLL_DB
afterAll(() => {
  if (before === undefined) delete process.env.REROLL_DB
  else process.env.REROLL_DB = before
})

const MAIL = mail({ id: 'one@example.org', subject: '[PATCH] tool: do it', body: 'Words.\n' })
const LIST = 'https://lists.example.org/l'
const DAY_MS = 24 * 60 * 60_000

async function page(): Promise<string> {
  const response = await GET(new Request('http://localhost/status'), { params: Promise.resolve({}) })
  return response.text()
}

const command = (db: Db): string =>
  statusText({
    database: 'x.sqlite',
    status: getStatus(db, { check: true }),
    sources: listSources(db, Date.now()),
    trees: listTreeStatus(db),
    rejections: listRejections(db, 1),
    running: null,
    nowMs: Date.UTC(2024, 2, 4, 10),
  })

/** One source that was read, one that fails, one that is new, a git tree, and two rejected mails. */
function fill(db: Db): void {
  for (const name of [LIST, '/home/ada/secret/gone.mbox', 'new.mbox'])
    putSubscription(db, { name, kind: 'mbox file' }, 1_000)
  addNewMails(db, LIST, 3)
  putSourceRun(db, LIST, { atMs: Date.UTC(2024, 2, 3), error: null, newMails: 3 })
  for (const atMs of [DAY_MS, 2 * DAY_MS]) {
    putSourceRun(db, '/home/ada/secret/gone.mbox', {
      atMs,
      error: '/home/ada/secret/gone.mbox: no such file',
      newMails: 0,
    })
  }
  const reject = db.prepare('INSERT INTO rejections (source, position, reason) VALUES (@source, @position, @reason)')
  reject.run({ source: LIST, position: 1_234, reason: 'it has no readable From' })
  reject.run({ source: LIST, position: 99_000, reason: 'it has no <b>header</b> fields' })
  putCommits(db, [{ title: 'tool: do it', minutes: 5 }])
}

describe('the next step', () => {
  const good = { failures: 0, lastRun: '2024-03-03T00:00:00Z', lastNew: 3 }
  const bad = { ...good, failures: 2 }
  const fresh = { ...good, lastRun: null }
  const status = { messages: 5, outdated: 0 }

  it('is the most urgent one, with its command', () => {
    expect(nextStep(status, [good, bad], 0).command).toBe('npm run nightly')
    expect(nextStep({ ...status, outdated: 3 }, [good], 0).command).toContain('rebuild')
    expect(nextStep(status, [], 0).command).toContain('track')
    expect(nextStep({ ...status, messages: 0 }, [good], 1).command).toContain('track')
    expect(nextStep(status, [good, fresh], 1).command).toBe('npm run nightly')
    expect(nextStep(status, [good], 0).command).toContain('tree add')
    expect(nextStep(status, [good], 1)).toEqual({ words: 'Nothing to do.', command: null })
  })

  it('comes after what the last run brought', () => {
    expect(lastRunWords([good, bad, fresh])).toBe('1 of 2 sources read completely, 3 new mails')
    expect(lastRunWords([{ ...good, lastNew: 0 }])).toBe('1 of 1 source read completely, no new mail')
  })
})

describe('the status page', () => {
  it('says when the nightly run and the database were last at work, and how the queue counts series', async () => {
    const db = await publish(folder, [MAIL])
    expect(pageText(await page())).toContain('no source has been read by the nightly run')
    fill(db)
    const text = pageText(await page())
    expect(text).toMatch(/Last run\d+ .* ago, 2024-03-03 00:00 UTC: 1 of 2 sources read completely, 3 new mails/)
    expect(text).toMatch(/last written to less than a minute ago/)
    expect(text).toMatch(/\d+ rows? in the queue/)
    db.close()
  })

  it('has the command that adds a source, and the one that adds a tree, when there are none', async () => {
    const db = await publish(folder, [MAIL])
    const text = pageText(await page())
    expect(text).toContain('No source is tracked: mail is imported by hand.')
    expect(text).toContain('npm run -s reroll -- track https://lore.kernel.org/LIST')
    expect(text).toContain('npm run -s reroll -- tree add PATH_OR_URL')
    expect(text).not.toContain('Failed')
    db.close()
  })

  it('says nothing has been imported of an empty database', async () => {
    const db = await publish(folder, [])
    const text = pageText(await page())
    expect(text).toContain('Nothing has been imported yet.')
    expect(text).toContain('Newest mailnone')
    db.close()
  })

  it('says of each source when it was read last and what came of it, with what to do about a failure', async () => {
    const db = await publish(folder, [MAIL])
    fill(db)
    const html = await page()
    const text = pageText(html)
    expect(text).toContain('1 of 3 sources failed in the last run.')
    expect(text).toMatch(
      /lists\.example\.org\/l mbox file\d+ (?:months|years) ago, 2024-03-03 00:00 UTCRead completely, 3 new mails3/,
    )
    expect(text).toContain('Failed 2 times in a row: gone.mbox: no such file')
    expect(text).toContain('Last read completely: never. The next nightly run tries again, or npm run nightly now.')
    expect(text).toContain('Not read yet: the next nightly run reads it')
    expect(html).not.toContain('/home/ada')
    db.close()
  })

  it('has the git trees with their branches, and the age of the newest mail', async () => {
    const db = await publish(folder, [MAIL])
    fill(db)
    const text = pageText(await page())
    expect(text).toMatch(/Newest mail2024-03-01 10:00 UTC. The queue counts ages .* \(\d+ (?:months|years) later\)/)
    for (const { name, branches } of listTreeStatus(db)) {
      expect(text).toContain(name)
      for (const branch of branches) expect(text).toContain(`${branch.name} (${branch.role}`)
    }
    expect(listTreeStatus(db)).toHaveLength(1)
    db.close()
  })

  it('lists what was left out with the reason and what to do, and none of its markup', async () => {
    const db = await publish(folder, [MAIL])
    fill(db)
    const html = await page()
    expect(pageText(html)).toContain('at 1,234it has no readable From')
    expect(pageText(html)).toContain('npm run ingest -- MESSAGE-ID')
    expect(html).not.toContain('<b>header')
    db.close()
  })

  it('claims no integrity check, which it does not make, and names no keys', async () => {
    const db = await publish(folder, [MAIL])
    const text = pageText(await page())
    expect(text).toMatch(/\d\.\d MB on disk/)
    expect(text).not.toMatch(/integrity|\bkeys\b|Largest/)
    db.close()
  })
})

describe('the command status', () => {
  it('says the same in lines, with the integrity check that it makes', async () => {
    const db = await publish(folder, [MAIL])
    fill(db)
    const text = command(db)
    expect(text).toMatch(/^database {3}x\.sqlite, \d\.\d MB on disk, integrity check passed\n/)
    expect(text).toContain('newest     2024-03-01T10:00:00Z, 3 days ago\n')
    expect(text).toContain(
      `  ${LIST} (mbox file)\n    2024-03-03T00:00:00Z, 34 hours ago: read completely, 3 new mails\n`,
    )
    expect(text).toContain('last read completely never; npm run nightly tries again\n')
    expect(text).toContain('2 mails were left out; import the source again')
    expect(text).toContain(`  ${LIST} at 1,234: it has no readable From\n  and 1 more`)
    expect(text).not.toContain('keys')
    db.close()
  })

  it('has the commands to start with when there is nothing, and the one that continues an upgrade', async () => {
    const db = await publish(folder, [])
    const text = command(db)
    expect(text).toContain('no mail yet: npm run ingest -- FILE.mbox')
    expect(text).toContain('npm run -s reroll -- track https://lore.kernel.org/LIST')
    expect(text).toContain('npm run -s reroll -- tree add PATH_OR_URL')
    db.close()
    const half = await publish(folder, [MAIL])
    half.exec('INSERT INTO outdated (message) SELECT id FROM mails')
    expect(command(half)).toContain('1 mail is still to be derived again; npm run -s reroll -- rebuild continues')
    half.close()
  })
})

describe('what came of a run', () => {
  it('is one phrase', () => {
    const run = { lastRun: '2024-03-01T10:00:00Z', lastError: null, failures: 0, lastNew: 0 }
    expect(runWords(run)).toBe('read completely, no new mail')
    expect(runWords({ ...run, lastNew: 1 })).toBe('read completely, 1 new mail')
    expect(runWords({ ...run, lastNew: 1_200 })).toBe('read completely, 1,200 new mails')
    expect(runWords({ ...run, failures: 1, lastError: 'no such host' })).toBe('failed: no such host')
    expect(runWords({ ...run, failures: 2 })).toBe('failed 2 times in a row')
    expect(runWords({ ...run, lastRun: null })).toMatch(/^not read yet/)
  })

  it('of all sources is one sentence, the worst first', () => {
    const status = { messages: 1, outdated: 0, rejected: 0 }
    const read = { failures: 0, lastRun: '2024-03-01T10:00:00Z' }
    expect(statusSentence(status, [read])).toBe('The source was read completely.')
    expect(statusSentence(status, [read, read])).toBe('All 2 sources were read completely.')
    expect(statusSentence(status, [read, { ...read, lastRun: null }])).toBe('1 of 2 sources has not been read yet.')
    expect(statusSentence({ ...status, outdated: 4 }, [{ ...read, failures: 3 }])).toBe('An upgrade is under way.')
  })
})
