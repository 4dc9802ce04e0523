import { describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import { listPulls } from '../../db/queries/pulls/pullGroups'
import { getSeriesDocument } from '../../db/queries/series/seriesDocument'
import { addMaintainer, removeMaintainer } from '../../db/store/maintainers'
import { databaseOf, ingestMails } from '../support/ingest'
import { type MailParts, mail } from '../support/mail'
import { MAX, POSTED, patch, SHORTLOG, stateOf } from './pullMails'

describe('what a release announcement lists', () => {
  const release: MailParts = {
    id: 'n@x',
    subject: '[ANNOUNCE] tool 1.0.1 release',
    body: `Hi!\n\n${SHORTLOG}`,
    from: MAX,
    minutes: 500,
  }

  it('is applied in that release once its sender is established, whether the mail or the operator comes first', async () => {
    const maintainer = { scope: 'l@example.org', email: 'max@example.org' }
    const listed = POSTED.map((one) => ({ ...one, headers: ['X-Mailing-List: l@example.org'] })).map(mail)
    const before = await databaseOf([...listed, mail(release)])
    expect(stateOf(before).slice(0, 1)).toEqual(['under-review'])
    expect(listPulls(before).total).toBe(0)
    addMaintainer(before, maintainer, 0)
    const after = openWriter(':memory:')
    addMaintainer(after, maintainer, 0)
    for (const one of [mail(release), ...listed]) await ingestMails(after, [one])
    for (const db of [before, after]) {
      expect(getSeriesDocument(db, 'a0@x')).toMatchObject({
        state: { kind: 'applied', messageId: 'n@x', release: 'tool 1.0.1', patches: [1, 2], basis: 'configured' },
        group: 'done',
      })
      expect(stateOf(db, 'b@x').slice(0, 1)).toEqual(['under-review'])
    }
    removeMaintainer(after, maintainer)
    expect(stateOf(after).slice(0, 1)).toEqual(['under-review'])
  })

  it('is nothing that was posted for another program', async () => {
    const maintainer = { scope: 'l@example.org', email: 'max@example.org' }
    const of = (program: string) =>
      patch(`${program}@x`, `[PATCH ${program}] tool: do the first thing well`, program, 10)
    const named = { ...release, subject: '[ANNOUNCE] nftables 1.0.1 release' }
    const stated = async (program: string) => {
      const mails = [of(program), named].map((one) => mail({ ...one, headers: ['X-Mailing-List: l@example.org'] }))
      const db = await databaseOf(mails)
      addMaintainer(db, maintainer, 0)
      return stateOf(db, `${program}@x`)[0]
    }
    expect(await stated('nft')).toBe('applied')
    expect(await stated('nftables')).toBe('applied')
    expect(await stated('libnftnl')).toBe('under-review')
  })

  it('is only what was posted before it', async () => {
    const maintainer = { scope: 'l@example.org', email: 'max@example.org' }
    const late = patch('c@x', '[PATCH] tool: do the first thing well', 'four', 900)
    const db = await databaseOf(
      [late, release].map((one) => mail({ ...one, headers: ['X-Mailing-List: l@example.org'] })),
    )
    addMaintainer(db, maintainer, 0)
    expect(stateOf(db, 'c@x').slice(0, 1)).toEqual(['under-review'])
  })
})
