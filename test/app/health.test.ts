import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { GET } from '../../app/api/health/route'
import { openWriter } from '../../db/migrate'
import { addNewMails, putSourceRun, putSubscription } from '../../db/store/sourceRows'
import { ingestFiles } from '../support/ingest'
import { mail } from '../support/mail'
import { tempFolder } from '../support/tempFolder'

const folder = tempFolder()
const before = process.env.REROLL_DB
afterAll(() => {
  if (before === undefined) delete process.env.REROLL_DB
  else process.env.REROLL_DB = before
})

const answer = async () => {
  const response = GET()
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

describe('the health of the service', () => {
  it('reports the last success, the lag and the errors of each source, and no paths of the machine', async () => {
    const path = join(folder, 'health.sqlite')
    const db = openWriter(path)
    const one = join(folder, 'one.eml')
    writeFileSync(one, mail({ id: 'one@example.org', subject: 'One', body: 'Words.\n' }))
    await ingestFiles(db, one)
    const gone = '/home/ada/Mail lists/gone.mbox'
    for (const name of [gone, 'https://lists.example.org/l']) putSubscription(db, { name, kind: 'mbox file' }, 1_000)
    addNewMails(db, 'https://lists.example.org/l', 3)
    putSourceRun(db, 'https://lists.example.org/l', { atMs: 2_000, error: null, newMails: 3 })
    const error = `${gone}: there is no such file; see /var/log/secret/x.log`
    putSourceRun(db, gone, { atMs: 3_000, error, newMails: 0 })
    db.close()
    process.env.REROLL_DB = path
    const { status, body } = await answer()
    expect(status).toBe(200)
    expect(body).toMatchObject({ ok: true, messages: 1, nightly: null })
    expect(body.sources).toEqual([
      {
        name: 'gone.mbox',
        kind: 'mbox file',
        lastSuccess: null,
        lagSeconds: expect.any(Number),
        lastError: 'gone.mbox: there is no such file; see x.log',
        failures: 1,
        lastNew: 0,
        totalNew: 0,
      },
      {
        name: 'https://lists.example.org/l',
        kind: 'mbox file',
        lastSuccess: '1970-01-01T00:00:02Z',
        lagSeconds: expect.any(Number),
        lastError: null,
        failures: 0,
        lastNew: 3,
        totalNew: 3,
      },
    ])
    expect(JSON.stringify(body)).not.toContain('/home')
  })

  it('is 503 when the database cannot be read', async () => {
    process.env.REROLL_DB = join(folder, 'none.sqlite')
    expect(await answer()).toEqual({ status: 503, body: { ok: false, error: 'the database cannot be read' } })
  })
})
