import { describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import type { Db } from '../../db/open'
import { type MadeUpList, openList } from '../../scripts/tools/bench/madeUpList'
import { ingestMails } from '../support/ingest'

async function importWeeks(count: number): Promise<{ readonly db: Db; readonly list: MadeUpList }> {
  const [db, list] = [openWriter(':memory:'), openList()]
  for (let week = 0; week < count; week++) await ingestMails(db, list.nextWeek(), `week ${week}`)
  return { db, list }
}

describe('the made-up list of the benchmark', () => {
  it('is the same on every run', () => {
    const [one, two] = [openList(), openList()]
    expect(one.nextWeek()).toEqual(two.nextWeek())
    expect(one.nextWeek()).toEqual(two.nextWeek())
  })

  it('has a maintainer who posts the patches that were taken again, below a cover letter with the same title every week', () => {
    const list = openList()
    const weeks = Array.from({ length: 3 }, () => list.nextWeek())
    const subjects = weeks.map((mails) => mails.map((raw) => /^Subject: (.*)$/m.exec(raw)?.[1] ?? ''))
    expect(subjects.map((week) => week.filter((one) => /^\[PATCH net 0\/\d+\] Frob fixes/.test(one)).length)).toEqual([
      0, 1, 1,
    ])
    const again = weeks.flat().filter((raw) => raw.includes('\n\nFrom: Dev '))
    expect(again.length).toBeGreaterThan(5)
    const posted = new Set(subjects.flat().map((subject) => subject.replace(/^\[[^\]]*\] /, '')))
    for (const raw of again) expect(posted).toContain(/^Subject: \[PATCH net \d+\/\d+\] (.*)$/m.exec(raw)?.[1])
  })

  it('has new versions that are linked with what their authors posted before, also from another address', async () => {
    const { db, list } = await importWeeks(3)
    const count = () => db.prepare('SELECT count(*) FROM series').pluck().get()
    const before = count()
    for (let turn = 0; turn < 8; turn++) await ingestMails(db, list.respin(), `respin ${turn}`)
    expect(count()).toBe(before)
  })

  it('has replies to mails that it has posted', async () => {
    const { db, list } = await importWeeks(2)
    await ingestMails(db, [list.replyToSeries(), list.replyToCover()])
    expect(db.prepare('SELECT count(*) FROM places WHERE ghost IS NOT NULL').pluck().get()).toBe(0)
  })
})
