import { describe, expect, it } from 'vitest'
import { getPerson } from '../../db/queries/people/person'
import { openExperience } from '../../db/queries/review/appliesHere'
import { getSeriesDocument } from '../../db/queries/series/seriesDocument'
import { addMaintainer } from '../../db/store/maintainers'
import { ANN, EVE, id, posting, REX, reply } from '../hostile/trust/forge'
import { putCommits } from '../support/commits'
import { databaseOf } from '../support/ingest'
import { addLine, mail } from '../support/mail'

const READY = [...posting({ cc: `${REX}, ${ANN}` }), reply('v1-0', REX, `Reviewed-by: ${REX}\n`, { minutes: 30 })]

async function turnOf(known: string) {
  const db = await databaseOf(READY)
  db.prepare("INSERT INTO trusted (kind, value) VALUES ('known', @known)").run({ known })
  const turn = getSeriesDocument(db, id('v1-0'))?.turn
  return [turn?.whose, turn?.why, ...(turn?.people.map(({ name }) => name) ?? [])]
}

it('a ready series names nobody who is not known to apply patches of such files', async () => {
  expect(await turnOf('ann@example.org')).toEqual(['maintainer', 'ready'])
  expect(await turnOf(EVE.replace(/^.*<|>$/g, ''))).toEqual(['maintainer', 'ready'])
})

it('a ready series waits on whoever said that they are going to apply it, and on nobody else', async () => {
  const pledge = reply('v1-0', REX, "I'll apply this to our internal tree.\n", { minutes: 40 })
  const db = await databaseOf([...READY, pledge])
  for (const scope of ['p1.c', 'p2.c']) addMaintainer(db, { scope, email: 'ann@example.org' }, 1)
  const turn = getSeriesDocument(db, id('v1-0'))?.turn
  expect([turn?.why, ...(turn?.people.map(({ name }) => name) ?? [])]).toEqual(['ready', 'Rex Roe'])
})

it('a ready series waits on its author, who offers to take it through a tree of theirs', async () => {
  const offer = mail({
    id: id('offer'),
    subject: '[PATCH] pump: count',
    body: addLine('p1.c', 'one').replace('Why.', 'Why.\n\nI would be happy to merge it\nthrough the pump tree.'),
    cc: `${REX}, ${ANN}`,
  })
  const db = await databaseOf([offer, reply('offer', REX, `Reviewed-by: ${REX}\n`, { minutes: 30 })])
  addMaintainer(db, { scope: 'p1.c', email: 'ann@example.org' }, 1)
  const turn = getSeriesDocument(db, id('offer'))?.turn
  expect(turn).toMatchObject({ why: 'ready', usually: false, people: [{ emails: ['ada@example.org'] }] })
  expect(getPerson(db, 'ada@example.org', 1)?.duties).toMatchObject([
    { duty: 'apply', series: [{ reason: { kind: 'offered' } }] },
  ])
})

it('a ready series waits on an author who applies patches, where nobody else is known to', async () => {
  const db = await databaseOf(READY)
  expect(getSeriesDocument(db, id('v1-0'))?.turn.people).toEqual([])
  db.prepare("INSERT INTO trusted (kind, value) SELECT 'known', author_email FROM series").run()
  expect(getSeriesDocument(db, id('v1-0'))?.turn).toMatchObject({
    why: 'ready',
    people: [{ emails: ['jane@example.org'] }],
  })
})

it.each([
  ['Max Poe <max@example.org>, one@lists.example.org, Netdev <netdev@vger.kernel.org>', ['Max Poe']],
  ['Max Poe <max@example.org>, Bea Doe <bea@example.org>', []],
  ['one@lists.example.org, Foo mailing list <foo@example.org>', []],
  ['The pump maintainers <pump@example.org>', []],
  ['Jane Doe <jane@example.org>, list@example.org', []],
])('a ready series that was sent to %s alone, of which nothing else is known, waits on them', async (to, names) => {
  const own = mail({
    id: id('own'),
    from: 'Max Poe <max@example.org>',
    subject: '[PATCH] fan: count',
    body: addLine('f.c', 'f'),
  })
  const sent = READY.map((one) => Buffer.from(`${one}`.replace('To: list@example.org', `To: ${to}`)))
  const db = await databaseOf([own, ...sent])
  const turn = getSeriesDocument(db, id('v1-0'))?.turn
  expect(turn).toMatchObject({ why: 'ready', usually: false, sentIn: names.length === 0 ? null : id('v1-0') })
  expect(turn?.people.map(({ name }) => name)).toEqual(names)
  const reason = { kind: 'sent', field: 'to', folder: null, applied: 0 }
  expect(getPerson(db, 'max@example.org', 1)?.duties ?? []).toMatchObject(
    names.length === 0 ? [] : [{ duty: 'apply', series: [{ reason }] }],
  )
})

describe('somebody who applies patches', () => {
  const part = (name: string, folder: string, minutes: number) =>
    mail({
      id: id(name),
      subject: `[PATCH] ${name}: count`,
      body: addLine(`${folder}/${name}.c`, name),
      cc: `${REX}, ${ANN}`,
      minutes,
    })
  /** Series in one folder that Ann applied, and a later one in another. */
  async function peopleOf(applied: number, folder: string) {
    const taken = Array.from({ length: applied }, (_, index) => [
      part(`taken${index}`, 'net/core', 10 * index),
      reply(`taken${index}`, ANN, 'Applied, thanks.\n', { minutes: 10 * index + 5 }),
    ]).flat()
    const late = [part('late', folder, 200), reply('late', REX, `Reviewed-by: ${REX}\n`, { minutes: 210 })]
    const db = await databaseOf([...taken, ...late])
    db.prepare("INSERT OR IGNORE INTO trusted (kind, value) VALUES ('known', 'ann@example.org')").run()
    const turn = getSeriesDocument(db, id('late'))?.turn
    expect(turn).toMatchObject({ whose: 'maintainer', why: 'ready' })
    return turn?.people.map(({ name }) => name)
  }

  it('is named for files in folders of which they applied patches before', async () => {
    expect(await peopleOf(5, 'net/core')).toEqual(['Ann Poe'])
    expect(await peopleOf(5, 'net/core/deep')).toEqual(['Ann Poe'])
  })

  it('is not named where no series that they applied touched such a folder', async () => {
    expect(await peopleOf(5, 'fs/ext4')).toEqual([])
    expect(await peopleOf(1, 'fs/ext4')).toEqual([])
    expect(await peopleOf(1, 'net/core')).toEqual(['Ann Poe'])
  })

  /** Who is to apply a late series in `folder`, once Ann and Zed applied so many series in each folder. */
  async function chosen(folder: string, ann: Readonly<Record<string, number>>, zed: Readonly<Record<string, number>>) {
    const ZED = 'Zed Zoo <zed@example.org>'
    const both = { cc: `${REX}, ${ANN}, ${ZED}` }
    const taken = [
      ...Object.entries(ann).map(([where, size]) => ({ who: ANN, where, size })),
      ...Object.entries(zed).map(([where, size]) => ({ who: ZED, where, size })),
    ].flatMap(({ who, where, size }, place) =>
      Array.from({ length: size }, (_, index) => {
        const name = `t${place}x${index}`
        const minutes = 100 * place + 10 * index
        const body = addLine(`${where}/${name}.c`, name)
        return [
          mail({ id: id(name), subject: `[PATCH] ${name}: count`, body, ...both, minutes }),
          reply(name, who, 'Applied, thanks.\n', { minutes: minutes + 5 }),
        ]
      }).flat(),
    )
    const body = addLine(`${folder}/late.c`, 'late')
    const late = mail({ id: id('late'), subject: '[PATCH] late: count', body, ...both, minutes: 900 })
    const db = await databaseOf([...taken, late, reply('late', REX, `Reviewed-by: ${REX}\n`, { minutes: 910 })])
    for (const who of ['ann', 'zed'])
      db.prepare(`INSERT OR IGNORE INTO trusted (kind, value) VALUES ('known', '${who}@example.org')`).run()
    return getSeriesDocument(db, id('late'))?.turn.people.map(({ name }) => name)
  }

  it('is named alone for the inner folder in which they applied most, not beside whoever applies for the folder above', async () => {
    expect(await chosen('arch/z/kvm', { 'arch/z/mm': 5 }, { 'arch/z/kvm': 4 })).toEqual(['Zed Zoo'])
    expect(await chosen('arch/z/mm', { 'arch/z/mm': 5 }, { 'arch/z/kvm': 4 })).toEqual(['Ann Poe'])
  })

  it('is named beside others where they applied alike, or where nobody applied much', async () => {
    expect(await chosen('arch/z/kvm', { 'arch/z/kvm': 3 }, { 'arch/z/kvm': 4 })).toEqual(['Ann Poe', 'Zed Zoo'])
    expect(await chosen('arch/z/kvm', { 'arch/z/mm': 2 }, { 'arch/z/kvm': 1 })).toEqual(['Ann Poe', 'Zed Zoo'])
  })

  it('is named for a series that was not sent to them, where they applied three others in its folder', async () => {
    const peopleFor = async (applied: number) => {
      const taken = Array.from({ length: applied }, (_, index) => [
        part(`taken${index}`, 'net/core', 10 * index),
        reply(`taken${index}`, ANN, 'Applied, thanks.\n', { minutes: 10 * index + 5 }),
      ]).flat()
      const body = addLine('net/core/late.c', 'late')
      const late = mail({ id: id('late'), subject: '[PATCH] late: count', body, cc: REX, minutes: 200 })
      const db = await databaseOf([...taken, late, reply('late', REX, `Reviewed-by: ${REX}\n`, { minutes: 210 })])
      db.prepare("INSERT OR IGNORE INTO trusted (kind, value) VALUES ('known', 'ann@example.org')").run()
      const turn = getSeriesDocument(db, id('late'))?.turn
      const apply = getPerson(db, 'ann@example.org')?.duties.find(({ duty }) => duty === 'apply')
      return [turn?.people.map(({ name }) => name), turn?.usually, apply?.series.map(({ reason }) => reason)]
    }
    expect(await peopleFor(3)).toEqual([['Ann Poe'], true, [{ kind: 'usual', folder: 'net/core', applied: 3 }]])
    expect(await peopleFor(2)).toEqual([[], false, undefined])
  })

  it('is not named for headers of the whole tree beside files of somebody else, but for headers alone', async () => {
    const taken = [0, 1].flatMap((index) => [
      part(`taken${index}`, 'include/linux', 10 * index),
      reply(`taken${index}`, ANN, 'Applied, thanks.\n', { minutes: 10 * index + 5 }),
    ])
    const mixed = Buffer.from(
      `${part('mixed', 'include/linux', 100)}diff --git a/fs/a.c b/fs/a.c\n--- a/fs/a.c\n+++ b/fs/a.c\n@@ -1,2 +1,3 @@\n one\n+more;\n two\n`,
    )
    const db = await databaseOf([...taken, mixed, part('alone', 'include/linux', 110)])
    const find = db.prepare<{ key: string }, number>('SELECT id FROM series WHERE key = @key').pluck()
    const here = (name: string) => openExperience(db, Number(find.get({ key: id(name) })))('ann@example.org').here
    expect([here('alone'), here('mixed')]).toEqual([true, false])
  })

  it('is not named where one series of many touched the folder by the way', async () => {
    expect(await chosen('arch/x86/kernel', { 'arch/z/mm': 5, 'arch/x86/lib': 1 }, {})).toEqual([])
    expect(await chosen('arch/x86/kernel', { 'arch/z/mm': 5, 'arch/x86/kernel': 1 }, {})).toEqual(['Ann Poe'])
  })

  it('is named, and has a dashboard, for what they committed to the tree of a maintainer', async () => {
    const late = [part('late', 'net/core', 200), reply('late', REX, `Reviewed-by: ${REX}\n`, { minutes: 210 })]
    const db = await databaseOf([part('taken', 'net/core', 0), reply('taken', ANN, 'Nice.\n', { minutes: 5 }), ...late])
    const peopleOfLate = () => getSeriesDocument(db, id('late'))?.turn.people.map(({ name }) => name)
    expect(peopleOfLate()).toEqual([])
    const commit = { title: 'taken: count', author: 'ada@example.org', committer: 'ann@example.org', minutes: 20 }
    putCommits(db, [commit], { scopes: ['net/core/'] })
    expect(peopleOfLate()).toEqual(['Ann Poe'])
    const view = getPerson(db, 'ann@example.org')
    expect(view?.maintainer).toBe(true)
    expect(view?.duties.map(({ duty, series }) => [duty, series.map(({ row }) => row.title)])).toEqual([
      ['apply', ['late: count']],
    ])
  })
})

describe('whom the operator named', () => {
  const ZOE = { name: '', emails: ['zoe@maintainers.example'] }
  async function peopleOf(...scopes: readonly string[]) {
    const db = await databaseOf(READY)
    for (const scope of scopes) addMaintainer(db, { scope, email: 'zoe@maintainers.example' }, 1)
    return getSeriesDocument(db, id('v1-0'))?.turn.people
  }

  it('is named for the files of the series, though it was not sent to them', async () => {
    expect(await peopleOf('p1.c', 'p2.c')).toEqual([ZOE])
  })

  it('is not named where the series changes other files, too, or none of them', async () => {
    expect(await peopleOf('p1.c')).toEqual([])
    expect(await peopleOf('p1.c/', 'p')).toEqual([])
  })

  it('is not named from Cc where somebody else such is in To', async () => {
    const peopleSentTo = async (to: string) => {
      const db = await databaseOf(
        READY.map((one) => Buffer.from(`${one}`.replace('To: list@example.org', `To: ${to}`))),
      )
      for (const email of ['rex@example.org', 'ann@example.org'])
        for (const scope of ['p1.c', 'p2.c']) addMaintainer(db, { scope, email }, 1)
      return getSeriesDocument(db, id('v1-0'))?.turn.people.map(({ name }) => name)
    }
    expect(await peopleSentTo(ANN)).toEqual(['Ann Poe'])
    expect(await peopleSentTo('list@example.org')).toEqual(['Rex Roe', 'Ann Poe'])
  })

  it('is not named beside somebody whom it was sent to', async () => {
    const db = await databaseOf(READY)
    for (const email of ['zoe@maintainers.example', 'ann@example.org'])
      for (const scope of ['p1.c', 'p2.c']) addMaintainer(db, { scope, email }, 1)
    expect(getSeriesDocument(db, id('v1-0'))?.turn.people).toMatchObject([{ name: 'Ann Poe' }])
  })
})
