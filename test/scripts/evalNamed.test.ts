import { expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import { measureNamed } from '../../scripts/tools/eval/namedMeasure'
import { databaseOf } from '../support/ingest'
import { mail } from '../support/mail'

const MIA = 'Mia <mia@example.org>'
const patch = (id: string, file: string, minutes: number, from: string) =>
  mail({
    id,
    subject: `[PATCH] ${id}: count`,
    body: `Why.\n---\ndiff --git a/${file} b/${file}\n--- a/${file}\n+++ b/${file}\n@@ -1 +1 @@\n-one\n+two ${id}\n`,
    from,
    cc: MIA,
    minutes,
  })
const applied = (id: string, from: string, minutes: number) =>
  mail({
    id: `a-${id}`,
    subject: `Re: [PATCH] ${id}: count`,
    body: 'Applied, thanks.\n',
    from,
    minutes,
    inReplyTo: id,
  })

it('counts applied series, those for which somebody is named, and those for which whoever applied them is', async () => {
  const db = await databaseOf([
    patch('p1@example.org', 'd/x.c', 0, 'Ada <ada@example.org>'),
    applied('p1@example.org', MIA, 5),
    patch('p2@example.org', 'd/x.c', 10, 'Ada <ada@example.org>'),
    patch('p3@example.org', 'd/x.c', 20, 'Bob <bob@example.net>'),
    applied('p3@example.org', MIA, 25),
  ])
  expect(measureNamed(db)).toBe(
    '2 applied series: somebody is named for 2, the right one among them for 2; 1.00 people on average\n',
  )
})

it('says so when nothing was applied', () => {
  expect(measureNamed(openWriter(':memory:'))).toBe(
    '0 applied series: somebody is named for 0, the right one among them for 0\n',
  )
})
