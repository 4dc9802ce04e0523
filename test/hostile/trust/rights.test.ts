import { describe, expect, it } from 'vitest'
import { addMaintainer, removeMaintainer } from '../../../db/store/maintainers'
import { rebuild } from '../../../db/store/rebuild'
import { dump } from '../../support/dump'
import { ingestMails } from '../../support/ingest'
import { publish } from '../../support/page'
import { ANN, EVE, JANE, posting, REX, reply } from './forge'
import { APPLIED, doubtful, folder, LIST, MONTH, series, stateOf, taken, ZOE } from './people'

describe('a comment', () => {
  const request = reply('doubt-1', ZOE, '> +int doubt_first_1;\nThis leaks. Please free it.', {
    minutes: 2 * MONTH + 60,
  })
  const posts = [0, 1].flatMap((month) => series(`mine-${month}`, ZOE, month * MONTH, REX))

  it('counts from whoever posts or reviews on the list in three months, in any order of arrival', async () => {
    const mails = doubtful([request, ...posts], 2 * MONTH)
    const db = await publish(folder, mails)
    expect(stateOf(db, 'doubt-0')).toBe('changes-requested regular')
    expect(dump(await publish(folder, [...mails].reverse()))).toEqual(dump(db))
    const late = await publish(folder, mails.slice(0, 4))
    expect(stateOf(late, 'doubt-0')).toBe('under-review')
    await ingestMails(late, mails.slice(4))
    expect(dump(late)).toEqual(dump(db))
  })

  it('counts from whom somebody with a say brings into the thread, and not from whom a stranger brings', async () => {
    const call = (from: string) => reply('doubt-0', from, 'Zoe may know.', { minutes: 2 * MONTH + 20, cc: ZOE })
    const called = await publish(folder, doubtful([call(REX), request], 2 * MONTH))
    expect(stateOf(called, 'doubt-0')).toBe('changes-requested called')
    const uncalled = await publish(folder, doubtful([call(EVE), request], 2 * MONTH))
    expect(stateOf(uncalled, 'doubt-0')).toBe('under-review')
  })
})

describe('a list on which nobody is addressed', () => {
  it('is decided about by whoever writes to it regularly', async () => {
    const alone = (prefix: string, from: string, at: number) =>
      series(prefix, from, at, '').map((mail) => Buffer.from(mail.toString().replace('Cc: \n', '')))
    const posts = [0, 1, 2].flatMap((month) => alone(`mine-${month}`, ZOE, month * MONTH))
    const word = [...alone('doubt', JANE, 0), reply('doubt-0', ZOE, APPLIED), reply('doubt-0', EVE, 'NAK.')]
    expect(stateOf(await publish(folder, [...posts, ...word]), 'doubt-0')).toBe('applied open-list')
    expect(stateOf(await publish(folder, word), 'doubt-0')).toBe('under-review')
  })
})

describe('a person with two addresses', () => {
  const home = 'Zoe Low <zoe@low.example>'
  const work = 'Zoe Low <zoe@low.test>'
  const months = [0, 1, 2].map((month) => reply('ida-s-1', work, 'I see.', { minutes: month * MONTH + 70 }))
  const word = [...series('doubt', JANE, 0, home), reply('doubt-0', work, APPLIED, { minutes: 60 })]

  it('has a say from the second once the first names it and there are months of mail', async () => {
    const names = [
      ...series('own', home, 5, REX),
      reply('own-0', home, `Acked-by: ${work}`, { minutes: 90 }),
      reply('own-0', work, 'Yes.'),
    ]
    const known = taken('Zoe Low <zoe@low.example>')
    const mails = [...known, ...months, ...word, ...names]
    const db = await publish(folder, mails)
    expect(stateOf(db, 'doubt-0')).toBe('applied addressed-known')
    expect(dump(await publish(folder, [...mails].reverse()))).toEqual(dump(db))
    expect(stateOf(await publish(folder, [...known, ...months, ...word]), 'doubt-0')).toBe('under-review')
  })

  it('commits under the address from which they post, once somebody who applies patches writes to it', async () => {
    const known = taken(work)
    const posts = [0, 1].flatMap((month) => series(`mine-${month}`, home, month * MONTH + 300, REX))
    const meets = (by: string) => [
      ...series('pair', home, 2 * MONTH, work),
      reply('pair-0', by, 'I see.', { minutes: 2 * MONTH + 50, cc: home }),
    ]
    const done = posting({ prefix: 'done', from: home, at: 2 * MONTH + 500, cc: '', title: 'commit it', word: 'done' })
      .slice(1, 2)
      .map((mail) =>
        Buffer.from(
          mail
            .toString()
            .replace('[PATCH 1/2]', '[COMMITTED][PATCH]')
            .replace(/^(?:Cc|In-Reply-To|References): .*\n/gm, ''),
        ),
      )
    expect(stateOf(await publish(folder, [...known, ...posts, ...meets(work), ...done]), 'done-1')).toBe(
      'applied known',
    )
    expect(stateOf(await publish(folder, [...known, ...posts, ...meets(EVE), ...done]), 'done-1')).toBe('under-review')
  })
})

describe('a maintainer whom the operator names', () => {
  const mails = () => doubtful([...taken(ANN), reply('doubt-0', ZOE, APPLIED, { minutes: 60 })])
  const zoe = { scope: LIST, email: 'zoe@maintainers.example' }

  it('decides at once, also after a rebuild, until removed', async () => {
    const db = await publish(folder, mails())
    const before = dump(db)
    expect(stateOf(db, 'doubt-0')).toBe('under-review')
    expect(addMaintainer(db, { ...zoe, scope: 'p1.c' }, 1)).toBe(true)
    expect(stateOf(db, 'doubt-0')).toBe('under-review')
    expect(addMaintainer(db, { ...zoe, scope: 'p2.c' }, 1)).toBe(true)
    expect(addMaintainer(db, { ...zoe, scope: 'p2.c' }, 2)).toBe(false)
    expect(stateOf(db, 'doubt-0')).toBe('applied configured')
    await rebuild(db, { resume: false })
    expect(stateOf(db, 'doubt-0')).toBe('applied configured')
    expect(removeMaintainer(db, { ...zoe, scope: 'p1.c' })).toBe(true)
    expect(removeMaintainer(db, { ...zoe, scope: 'p2.c' })).toBe(true)
    expect(removeMaintainer(db, zoe)).toBe(false)
    expect(dump(db)).toEqual(before)
  })
})
