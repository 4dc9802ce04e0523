import { describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import type { Db } from '../../db/open'
import { listFixes } from '../../db/queries/series/fixes'
import { letter, newFile, numbers } from '../../scripts/tools/bench/hostileLetter'
import { patchLetter, person } from '../../scripts/tools/bench/hostileStructure'
import { growthExponent, LINEAR } from '../support/growthExponent'
import { ingestMails } from '../support/ingest'

const TITLE = 'tool: change what it does'

/** So many people post a patch of one title, and as many patches fix a commit of that title. Gives the series of the first. */
async function fixesOf(size: number): Promise<{ readonly db: Db; readonly series: number }> {
  const db = openWriter(':memory:')
  const posted = numbers(size, (at) =>
    patchLetter({ id: `p${at}`, from: person(at), subject: `[PATCH] ${TITLE}`, lines: [`int p${at};`], minutes: at }),
  )
  const fixes = numbers(size, (at) =>
    letter({
      id: `fix${at}`,
      from: person(at),
      subject: `[PATCH] unit ${at}: mend it`,
      body: `Why.\n\nFixes: 0123456789ab ("${TITLE}")\n---\n${newFile(`unit${at}.c`, [`int f${at};`])}`,
      minutes: size + at,
    }),
  )
  await ingestMails(db, [...posted, ...fixes])
  const series = db.prepare<[], number>("SELECT id FROM series WHERE key = 'p0@example.org'").pluck().get() ?? 0
  return { db, series }
}

describe('the fixes of a patch', () => {
  it('are found in linear time when many patches fix a title that many patches have', {
    timeout: 300_000,
  }, async () => {
    const [few, many] = [await fixesOf(125), await fixesOf(500)]
    const list = ({ db, series }: typeof few) => listFixes(db, series)
    expect(growthExponent([125, 500], (size) => (size === 125 ? few : many), list, LINEAR)).toBeLessThanOrEqual(LINEAR)
  })
})
