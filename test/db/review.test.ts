import { describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import type { Db } from '../../db/open'
import { getBlame } from '../../db/queries/compare/blame'
import { listSeries } from '../../db/queries/lists/seriesList'
import { getMessage } from '../../db/queries/mail/messagePage'
import { getVersionMbox } from '../../db/queries/mail/versionMbox'
import { getPerson } from '../../db/queries/people/person'
import { getSeriesDocument } from '../../db/queries/series/seriesDocument'
import type { SeriesDocument } from '../../db/queries/views'
import { countRows } from '../../db/rows'
import { alphaPatch, REX, alphaReply as reply } from '../support/alpha'
import { corpusPath, describeWithCorpus } from '../support/corpus'
import { databaseOf, ingestFiles, ingestMails } from '../support/ingest'
import { addLine, mail } from '../support/mail'

const SAM = 'Sam Tester <sam@example.org>'
const patch = (version: number, line: string, minutes: number) => alphaPatch(version, line, minutes, `${REX}, ${SAM}`)

async function document(...mails: readonly Buffer[]): Promise<SeriesDocument> {
  const db = await databaseOf(mails)
  const found = getSeriesDocument(db, 'v1@example.org')
  if (found === undefined) throw new Error('no series')
  return found
}

const standings = ({ standings: all }: SeriesDocument) =>
  all.map(
    ({ person, patch: number, position, sinceLabel, status }) =>
      `${person.name} ${number} ${position} ${sinceLabel} ${status}`,
  )

describe('a tag', () => {
  const TAG = reply('tag', 'v1', 'Reviewed-by: Rex Roe <rex@example.org>\n', 10)

  it('is current on the version it was given for, and stale once the code has changed', async () => {
    expect(standings(await document(patch(1, 'one', 0), TAG))).toEqual(['Rex Roe 1 approves v1 current'])
    const carried = patch(2, 'two', 60).toString().replace('Why.\n', 'Why.\n\nReviewed-by: Rex Roe <rex@example.org>\n')
    const later = await document(patch(1, 'one', 0), TAG, Buffer.from(carried))
    expect(standings(later)).toEqual(['Rex Roe 1 approves v1 stale'])
    expect(later.audit.map(({ kind, label }) => `${label} ${kind}`)).toContain('v2 stale-tag')
  })

  it('is carried forward where the newest version has it, and no longer counts where its author posted the same code without it', async () => {
    const with1 = (version: number) =>
      Buffer.from(
        patch(version, 'one', 60 * version)
          .toString()
          .replace('Why.\n', 'Why.\n\nReviewed-by: Rex Roe <rex@example.org>\n'),
      )
    const outcomes = async (...later: readonly Buffer[]) => {
      const { tracks } = await document(patch(1, 'one', 0), TAG, ...later)
      return tracks.flatMap(({ cells }) => cells.flatMap(({ marks }) => marks.map(({ outcome }) => outcome?.status)))
    }
    expect(await outcomes(with1(2))).toEqual(['carried'])
    expect(await outcomes(patch(2, 'one', 60))).toEqual([undefined])
    expect(await outcomes(with1(2), patch(3, 'one', 180))).toEqual([undefined])
  })

  it('in the name of someone else is shown and does not count', async () => {
    const wrong = reply('tag', 'v1', 'Reviewed-by: Ann Other <ann@example.org>\n', 10)
    const found = await document(patch(1, 'one', 0), wrong)
    expect(standings(found)).toEqual([])
    expect(found.audit).toMatchObject([{ kind: 'mismatch', messageId: 'tag@example.org' }])
  })
})

describe('who a series is waiting on', () => {
  const TAG = reply('tag', 'v1', 'Reviewed-by: Rex Roe <rex@example.org>\n', 10)
  const waiting = ({ turn: { whose, people } }: SeriesDocument) => [whose, ...people.map(({ name }) => name)]

  it('is the author by name while a comment is unanswered', async () => {
    const ask = reply('ask', 'v1', '> +one\n\nPlease use a constant here.\n', 10)
    expect(waiting(await document(patch(1, 'one', 0), ask))).toEqual(['author', 'Ada Author'])
  })

  it('is reviewers in general when nobody has reviewed the newest version, and the maintainer when its author carries a tag into it', async () => {
    expect(waiting(await document(patch(1, 'one', 0)))).toEqual(['reviewers'])
    expect(waiting(await document(patch(1, 'one', 0), TAG, patch(2, 'two', 60)))).toEqual(['reviewers'])
    const carried = patch(2, 'two', 60).toString().replace('Why.\n', 'Why.\n\nReviewed-by: Rex Roe <rex@example.org>\n')
    expect(waiting(await document(patch(1, 'one', 0), TAG, Buffer.from(carried)))).toEqual(['maintainer'])
  })

  it('is the maintainer by name who applied other patches of the series, else a maintainer in general', async () => {
    expect(waiting(await document(patch(1, 'one', 0), TAG))).toEqual(['maintainer'])
    const mia = 'Mia Maintainer <mia@example.org>'
    const part = (number: number) =>
      mail({
        id: `v${number}@example.org`,
        subject: `[PATCH ${number}/2] alpha: count ${number}`,
        body: addLine('x.c', `line ${number}`),
        minutes: number,
        cc: `${REX}, ${mia}`,
        ...(number === 1 ? {} : { inReplyTo: 'v1@example.org' }),
      })
    const tags = [1, 2].map((number) =>
      reply(`tag${number}`, `v${number}`, 'Reviewed-by: Rex Roe <rex@example.org>\n', 10 + number),
    )
    const taken = reply('taken', 'v1', 'Applied this patch to next, thanks.\n', 20, mia)
    expect(waiting(await document(part(1), part(2), ...tags, taken))).toEqual(['maintainer', 'Mia Maintainer'])
  })
})

describe('the state of a series', () => {
  it('names who applied it, also after somebody whom the posting addresses reported a regression', async () => {
    const taken = reply('taken', 'v1', 'Applied to next, thanks.\n', 20)
    const { state } = await document(patch(1, 'one', 0), taken)
    expect(state).toMatchObject({
      kind: 'applied',
      by: { name: 'Rex Roe' },
      received: '2024-03-01T10:20:00Z',
      applied: null,
    })
    const broken = (from: string) =>
      reply('broken', 'v1', 'This introduced a regression: the guest does not boot.\n', 90, from)
    expect((await document(patch(1, 'one', 0), taken, broken(SAM))).state).toMatchObject({
      kind: 'regression-reported',
      by: { name: 'Sam Tester' },
      applied: { by: { name: 'Rex Roe' }, messageId: 'taken@example.org', received: '2024-03-01T10:20:00Z' },
    })
    const stranger = broken('Eve Else <eve@example.org>')
    expect((await document(patch(1, 'one', 0), taken, stranger)).state.kind).toBe('applied')
  })
})

describe('a tag on a cover letter', () => {
  const cover = mail({ id: 'c@example.org', subject: '[PATCH 0/3] alpha: count', body: 'Three patches.\n', minutes: 0 })
  const three = [1, 2, 3].map((number) =>
    mail({
      id: `p${number}@example.org`,
      subject: `[PATCH ${number}/3] alpha: count to ${number}`,
      body: addLine('x.c', `${number}`).replaceAll('x.c', `x${number}.c`),
      minutes: number,
      inReplyTo: 'c@example.org',
    }),
  )
  const tag = reply('tag', 'c', 'Reviewed-by: Rex Roe <rex@example.org>\n', 10)
  const open = () => databaseOf([cover, ...three, tag])

  it('is stored once and shown for each patch', async () => {
    const db = await open()
    expect(countRows(db, 'standings')).toBe(1)
    expect(countRows(db, 'cover_tags')).toBe(1)
    const found = getSeriesDocument(db, 'c@example.org')
    expect(found?.standings.map(({ patch: number, status }) => `${number} ${status}`)).toEqual([
      '1 current',
      '2 current',
      '3 current',
    ])
    expect(found?.versions[0]?.patches.map(({ trailers }) => trailers.map(({ source }) => source))).toEqual([
      ['cover-reply'],
      ['cover-reply'],
      ['cover-reply'],
    ])
    expect(found?.sums.reviewed).toBe(3)
    expect(listSeries(db).rows[0]?.standings.reviewed).toBe(3)
  })

  it('is on every patch of the mbox, on the page of the person, and on that of its mail', async () => {
    const db = await open()
    const mbox = getVersionMbox(db, 'c@example.org', undefined, { trailers: true })?.text.toString() ?? ''
    expect(mbox.match(/^Reviewed-by: Rex Roe <rex@example.org>$/gm)).toHaveLength(3)
    expect(getPerson(db, 'rex@example.org')?.series[0]?.standings).toHaveLength(3)
    expect(getMessage(db, 'tag@example.org')?.said[0]?.statuses).toEqual([{ status: 'current', patches: [1, 2, 3] }])
  })
})

describe('a review comment', () => {
  const ASK = reply(
    'ask',
    'v1',
    '> @@ -1,2 +1,3 @@ int main(void)\n>  first line\n> +one\n\nPlease use a constant here.\n',
    10,
  )

  it('is open until the quoted code changes, and is placed at the line that it quotes', async () => {
    const open = await document(patch(1, 'one', 0), ASK)
    expect(standings(open)).toEqual(['Rex Roe 1 requests-changes v1 open'])
    expect(open).toMatchObject({
      state: { kind: 'changes-requested', messageId: 'ask@example.org' },
      turn: { whose: 'author' },
    })
    expect(standings(await document(patch(1, 'one', 0), ASK, patch(2, 'two', 60)))).toEqual([
      'Rex Roe 1 requests-changes v1 addressed',
    ])
    const db = await databaseOf([patch(1, 'one', 0), ASK])
    const view = getBlame(db, 'v1@example.org', '1', 1)
    expect(view?.remarks).toMatchObject([{ file: 0, at: 1, text: 'Please use a constant here.' }])
    expect(view?.files[0]?.lines[1]?.text).toBe('one')
  })
})

describe('the state of a series', () => {
  it('is applied when a mail says so, with its words', async () => {
    const found = await document(patch(1, 'one', 0), reply('done', 'v1', 'Applied to the fixes branch, thanks!\n', 20))
    expect(found.state).toMatchObject({ kind: 'applied', messageId: 'done@example.org' })
    expect(found.state.quote).toContain('Applied to the fixes branch')
  })

  it('says that the series is quiet 90 days before the newest mail of the archive, whatever its series', async () => {
    const db = openWriter(':memory:')
    const day = 24 * 60
    const other = (days: number) =>
      mail({
        id: `o${days}@example.org`,
        subject: '[PATCH] other: thing',
        body: addLine('x.c', 'x'),
        minutes: days * day,
      })
    await ingestMails(db, [patch(1, 'one', 0), other(90)])
    expect(getSeriesDocument(db, 'v1@example.org')).toMatchObject({
      state: { quietSince: null },
      group: 'waiting-on-review',
    })
    await ingestMails(db, [other(91)])
    const quiet = { state: { kind: 'under-review', quietSince: '2024-03-01T10:00:00Z' }, group: 'quiet' }
    expect(getSeriesDocument(db, 'v1@example.org')).toMatchObject(quiet)
    expect(listSeries(db).rows.find(({ id }) => id === 'v1@example.org')).toMatchObject(quiet)
  })
})

describeWithCorpus('the vfio series', () => {
  let db: Db
  const open = async () => {
    db ??= openWriter(':memory:')
    if (getSeriesDocument(db, '20220921104401.38898-1-kevin.tian@intel.com') === undefined)
      await ingestFiles(db, corpusPath('vfio-device-life-cycle.mbox'))
    const found = getSeriesDocument(db, '20220921104401.38898-1-kevin.tian@intel.com')
    if (found === undefined) throw new Error('no series')
    return found
  }

  it('was applied, and a regression was reported', async () => {
    const { state, regressions, turn, group } = await open()
    expect(state).toMatchObject({ kind: 'regression-reported', tree: 'vfio next', release: 'v6.1' })
    expect(regressions).toMatchObject([{ person: { name: 'Alex Williamson' }, patch: 15 }])
    expect(regressions[0]?.fix).toMatch(/vfio_gvt_unregister_jgg@nvidia\.com$/)
    expect(turn).toMatchObject({ whose: 'maintainer', why: 'fix-posted' })
    expect(group).toBe('waiting-on-review')
  })

  it('has the stale tags, the open objection and the promises that a person finds in it', async () => {
    const { standings: all } = await open()
    const of = (name: string, status: string) =>
      all.filter(({ person, status: own }) => person.name === name && own === status).map(({ patch: number }) => number)
    expect(of('Jason Gunthorpe', 'carried')).toEqual([2, 3, 11, 14])
    expect(of('Tony Krowiak', 'stale')).toEqual([1, 9])
    expect(of('Shameer Kolothum', 'stale')).toEqual([4])
    expect(of('Eric Auger', 'stale')).toEqual([1])
    expect(all.find(({ person }) => person.name === 'Christoph Hellwig')).toMatchObject({
      position: 'objects',
      status: 'open',
      patch: 1,
      since: 2,
      mergedOver: true,
    })
    expect(of('Ethan Zhao', 'declined')).toEqual([1])
    for (const { quote, messageId } of all) expect(quote !== '' && messageId !== '').toBe(true)
  })

  it('connects changelog items with the replies that asked for them', async () => {
    const { changelog } = await open()
    const revert = changelog.find(({ text }) => text.startsWith('revert the rename'))
    expect(revert).toMatchObject({ version: 4, credits: ['Alex'], patches: [15] })
    expect(revert?.remark).not.toBeNull()
  })

  it('finds a person by each of their addresses, and nobody by an unknown one', async () => {
    await open()
    const jason = getPerson(db, 'JGG@ziepe.ca')
    expect(jason?.person).toEqual({ name: 'Jason Gunthorpe', emails: ['jgg@nvidia.com', 'jgg@ziepe.ca'] })
    expect(jason?.series).toMatchObject([{ own: false, row: { state: { kind: 'regression-reported' } } }])
    expect(jason?.series[0]?.row.versionLabels.at(-1)).toBe('v4')
    expect(getPerson(db, 'kevin.tian@intel.com')?.series[0]?.own).toBe(true)
    expect(getPerson(db, 'nobody@example.org')).toBeUndefined()
  })
})
