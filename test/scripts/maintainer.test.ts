import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import type { SeriesDocument } from '../../db/queries/views'
import { JANE, posting, REX, reply } from '../hostile/trust/forge'
import { reroll } from '../support/cli'
import { ingestMails } from '../support/ingest'
import { tempFolder } from '../support/tempFolder'

const folder = tempFolder()
const ZOE = 'Zoe Low <zoe@maintainers.example>'

function run<T>(words: readonly string[], database: string): T {
  const { code, stdout, stderr } = reroll([...words, '--json'], database)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return JSON.parse(stdout) as T
}

describe('reroll maintainer', () => {
  it('names who decides for a list or path, and keeps it in a backup', async () => {
    const database = join(folder, 'one.sqlite')
    const db = openWriter(database)
    await ingestMails(db, [...posting({ from: JANE, cc: REX }), reply('v1-0', ZOE, 'Applied, thanks!')])
    db.close()
    const state = (path: string) => run<SeriesDocument>(['show', 'v1-0@example.org'], path).state
    expect(state(database)).toMatchObject({ kind: 'under-review', basis: null })
    expect(reroll(['maintainer', 'list'], database).stdout).toContain('nobody was added')

    const named = { scope: 'p1.c', email: 'zoe@maintainers.example' }
    expect(run(['maintainer', 'add', 'p1.c', 'Zoe+lists@maintainers.example'], database)).toEqual({
      ...named,
      added: true,
    })
    expect(state(database).kind).toBe('under-review')
    run(['maintainer', 'add', 'p2.c', 'zoe@maintainers.example'], database)
    expect(state(database)).toMatchObject({ kind: 'applied', basis: 'configured' })
    expect(run(['maintainer', 'add', 'p2.c', 'zoe@maintainers.example'], database)).toMatchObject({ added: false })
    expect(reroll(['maintainer', 'list'], database).stdout).toBe(
      'p1.c  zoe@maintainers.example\np2.c  zoe@maintainers.example\n',
    )

    const [backup, restored] = [join(folder, 'backup.sqlite'), join(folder, 'restored.sqlite')]
    run(['backup', backup], database)
    run(['restore', backup], restored)
    expect(run(['maintainer', 'list'], restored)).toMatchObject([named, { ...named, scope: 'p2.c' }])
    expect(state(restored)).toMatchObject({ kind: 'applied', basis: 'configured' })

    expect(run(['maintainer', 'remove', 'p2.c', 'zoe@maintainers.example'], database)).toMatchObject({ removed: true })
    expect(state(database).kind).toBe('under-review')
    expect(reroll(['maintainer', 'remove', 'p2.c', 'zoe@maintainers.example'], database)).toMatchObject({ code: 1 })
  })

  it.each([
    [[]],
    [['frobnicate']],
    [['add', 'list@example.org']],
    [['add', 'list@example.org', 'nobody']],
    [['add', '/srv/linux/', 'zoe@maintainers.example']],
    [['add', '../linux', 'zoe@maintainers.example']],
    [['list', 'more']],
  ])('exits with 2 on wrong usage: %s', (words) => {
    expect(reroll(['maintainer', ...words], join(folder, 'wrong.sqlite')).code).toBe(2)
  })
})
