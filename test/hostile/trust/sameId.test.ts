import { describe, expect, it } from 'vitest'
import type { Db } from '../../../db/open'
import { dump } from '../../support/dump'
import { pageText, publish, renderPage } from '../../support/page'
import { tempFolder } from '../../support/tempFolder'
import { ANN, EVE, EVE_AS_JANE, id, JANE, posting, REX, reply } from './forge'

const folder = tempFolder()
const GENUINE = [
  ...posting({ at: 10 }),
  reply('v1-1', REX, `Reviewed-by: ${REX}`, { headers: [`Cc: ${JANE}`], minutes: 70 }),
  reply('v1-0', ANN, 'Please rename it.', { headers: [`Cc: ${JANE}`], minutes: 75 }),
]
/** One row for each series, by author. The key is left out: it depends on which of the two mails has the plain Message-ID. */
const seriesOf = (db: Db) =>
  db
    .prepare<[], { author_email: string; replies: number; state: string; turn: string }>(
      'SELECT author_email, replies, state, turn FROM series ORDER BY author_email',
    )
    .all()

describe.each([
  ['before', 0],
  ['after', 500],
])('a forged mail with the Message-ID of a real one, received %s it', (_, at) => {
  it.each([
    ['by another', EVE],
    ["under the submitter's name", EVE_AS_JANE],
  ])('%s takes neither its place nor its answers, in any order of arrival', async (_, from) => {
    const forged = posting({ at, from, word: 'evil' })
    const one = await publish(folder, [...forged, ...GENUINE])
    const other = await publish(folder, [...GENUINE, ...forged].reverse())
    expect(dump(other)).toEqual(dump(one))
    // An earlier posting under Jane's name with her sign-off may come from her other address, so it counts as her older version.
    const found = seriesOf(one)
    expect(found.slice(0, -1).every(({ replies }) => replies === 0)).toBe(true)
    expect(found.at(-1)).toMatchObject({
      author_email: 'jane@example.org',
      replies: 2,
      state: 'changes-requested',
      turn: 'author',
    })
    const newest = one
      .prepare<[], string>(
        'SELECT from_email FROM versions JOIN messages ON messages.id = head ORDER BY series, position DESC',
      )
      .pluck()
      .all()
    expect(newest).toContain('jane@example.org')
  })

  it('is reported on the pages of both', async () => {
    const db = await publish(folder, [...posting({ at, from: EVE, word: 'evil' }), ...GENUINE])
    const keys = db.prepare<[string], string>('SELECT key FROM messages WHERE message_id = ?').pluck().all(id('v1-1'))
    expect(keys).toHaveLength(2)
    const pages = await Promise.all(keys.map((key) => renderPage('message', key)))
    for (const page of pages.map(pageText)) {
      expect(page).toContain('2 mails with different content have this Message-ID; each is kept.')
    }
    expect(pages.filter((page) => page.includes('evil'))).toHaveLength(1)
  })
})
