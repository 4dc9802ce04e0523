import { beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '../../db/open'
import { EMPTY_QUEUE, listQueue } from '../../db/queries/lists/queue'
import { addMaintainer } from '../../db/store/maintainers'
import { databaseOf } from '../support/ingest'
import { mail } from '../support/mail'

const HOUR = 60
const DAY = 24 * HOUR
const ADA = 'Ada Author <ada@example.org>'
const RITA = 'Rita Reader <rita@example.net>'

const patch = (id: string, subject: string, minutes: number, line = 'one') =>
  mail({
    id: `${id}@example.org`,
    subject,
    body: `Why.\n---\ndiff --git a/drivers/${line}.c b/drivers/${line}.c\n--- a/drivers/${line}.c\n+++ b/drivers/${line}.c\n@@ -1,2 +1,3 @@\n a\n+${id};\n b\n`,
    from: ADA,
    minutes,
  })
const reply = (id: string, to: string, body: string, minutes: number, from = RITA) =>
  mail({ id: `${id}@example.org`, subject: 'Re: it', body, from, minutes, inReplyTo: `${to}@example.org` })

describe('what came in the last day', () => {
  let db: Db
  beforeAll(async () => {
    db = await databaseOf([
      patch('old', '[PATCH] alpha: sleep', 0, 'alpha'),
      reply('early', 'old', '> +old;\n\nPlease use a lock here.\n', 2 * DAY),
      patch('one', '[PATCH] beta: work', 0, 'beta'),
      patch('two', '[PATCH v2] beta: work', 9 * DAY - 2 * HOUR, 'beta'),
      reply('ask', 'two', '> +two;\n\nPlease use a lock here.\n\n> b\n\nWhy is this here?\n', 9 * DAY - HOUR),
      reply('answer', 'ask', 'It is needed.\n', 9 * DAY - HOUR, ADA),
      patch('three', '[PATCH] gamma: end', 1, 'gamma'),
      reply('taken', 'three', 'Applied, thanks!\n', 9 * DAY),
    ])
    addMaintainer(db, { scope: 'drivers/', email: 'rita@example.net' }, 1)
  })

  it('counts from the newest mail: versions, comments that ask for something, and what was applied', () => {
    expect(listQueue(db).latest).toMatchObject({
      versions: [{ id: 'one@example.org', title: 'beta: work', label: 'v2', step: { from: '1', to: '2' } }],
      comments: [{ id: 'one@example.org', by: { name: 'Rita Reader' }, messageId: 'ask@example.org', size: 2 }],
      applied: [{ id: 'three@example.org', by: { name: 'Rita Reader' }, messageId: 'taken@example.org' }],
    })
    const { asOf, since } = listQueue(db).latest
    expect(Date.parse(asOf ?? '') - Date.parse(since ?? '')).toBe(DAY * 60_000)
  })

  it('has only what matches the filter, whatever its group', () => {
    const { versions, comments, applied } = listQueue(db, { path: 'drivers/gamma.c', group: 'ready' }).latest
    expect([versions, comments, applied.length]).toEqual([[], [], 1])
  })

  it('does not call a series applied for a regression report on what was applied before', async () => {
    const archive = await databaseOf([
      patch('four', '[PATCH] delta: end', 1, 'delta'),
      reply('took', 'four', 'Applied, thanks!\n', DAY),
      reply('broke', 'four', 'This introduced a regression: the machine no longer boots.\n', 9 * DAY),
    ])
    addMaintainer(archive, { scope: 'drivers/', email: 'rita@example.net' }, 1)
    const { latest, groups } = listQueue(archive)
    expect(groups.flatMap((group) => group.rows.map(({ state }) => state.kind))).toEqual(['regression-reported'])
    expect(latest.applied).toEqual([])
  })

  it('has nothing where nothing can match', () => {
    expect(EMPTY_QUEUE.latest).toEqual({ asOf: null, since: null, versions: [], comments: [], applied: [] })
  })
})
