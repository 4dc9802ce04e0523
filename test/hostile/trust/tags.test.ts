import { describe, expect, it } from 'vitest'
import { GET as getApi } from '../../../app/api/series/[id]/route'
import { GET as getFeed } from '../../../app/series/[id]/atom/route'
import { GET as getMbox } from '../../../app/series/[id]/mbox/route'
import { getStandingSums } from '../../../db/queries/review/standingSums'
import { getSeriesDocument } from '../../../db/queries/series/seriesDocument'
import { pageText, publish, renderPage } from '../../support/page'
import { tempFolder } from '../../support/tempFolder'
import { ANN, EVE, EVE_AS_ANN, EVE_AS_JANE, id, posting, REX, reply } from './forge'

const folder = tempFolder()
const params = { params: Promise.resolve({ id: id('v1-0') }) }
const request = new Request('http://localhost/series/x')

/** Everything that shows the series to a reader or a program. */
async function tell(...replies: readonly Buffer[]) {
  const db = await publish(folder, [...posting(), ...replies])
  const document = getSeriesDocument(db, id('v1-0'))
  if (document === undefined) throw new Error('the series is gone')
  const rowId = db.prepare<[], number>('SELECT id FROM series').pluck().get() ?? 0
  return {
    document,
    sums: getStandingSums(db, rowId, 2),
    page: pageText(await renderPage('series', id('v1-0'))),
    mbox: await (await getMbox(request, params)).text(),
    feed: await (await getFeed(request, params)).text(),
    api: JSON.stringify(await (await getApi(request, params)).json()),
  }
}

describe('a review tag that names someone other than its sender', () => {
  const forged = `Reviewed-by: ${ANN}`

  it.each([
    ['in a reply to the cover', [reply('v1-0', EVE, forged)]],
    ['in replies to every patch', [reply('v1-1', EVE, forged), reply('v1-2', EVE, forged)]],
    ['in a mail whose body says From', [reply('v1-0', EVE, `From: ${ANN}\n\n${forged}`)]],
    ['as Acked-by and Tested-by', [reply('v1-0', EVE, `Acked-by: ${ANN}\nTested-by: ${ANN}`)]],
  ])('%s counts nowhere', async (_, replies) => {
    const { document, sums, page, mbox, feed, api } = await tell(...replies)
    expect(document.standings).toEqual([])
    expect(document.turn.why).not.toBe('ready')
    expect(sums).toMatchObject({ reviewed: 0, stale: 0 })
    expect(document.versions[0]?.patches.flatMap(({ trailers }) => trailers.map(({ source }) => source))).toEqual([
      'body',
      'body',
    ])
    expect(page).toContain('0 of 2 reviewed')
    expect(page).not.toContain('Ann Poe approves')
    expect(mbox).not.toContain(forged)
    expect(mbox).toContain('Signed-off-by: Jane Doe')
    expect(feed).not.toMatch(/Ann Poe (?:approves|tested)/)
    expect(api).not.toMatch(/"status":"current"/)
    expect(document.positions.every(({ fits, person }) => !fits || person.name === 'Eve Moe')).toBe(true)
    expect(document.audit.map(({ kind }) => kind)).toContain('mismatch')
  })

  it('is marked on its own page and in the audit of the series', async () => {
    await tell(reply('v1-0', EVE, forged, { id: id('forged-tag') }))
    expect(pageText(await renderPage('message', id('forged-tag')))).toContain(
      'names someone other than the sender, or answers the diff of another reviewer, so it does not count',
    )
    expect(pageText(await renderPage('series', id('v1-0')))).toMatch(/Eve Moe/)
  })

  it('counts, as in b4, when it has the full name of the sender, and every page shows the address it came from', async () => {
    const { document, page } = await tell(reply('v1-0', EVE_AS_ANN, forged, { id: id('alias') }))
    expect(document.standings.map(({ position, alias }) => [position, alias])).toEqual([
      ['approves', 'eve@elsewhere.example'],
      ['approves', 'eve@elsewhere.example'],
    ])
    expect(page).toContain('Ann Poe, from eve@elsewhere.example (same name, another address)')
    expect(pageText(await renderPage('message', id('alias')))).toContain(
      'ann@example.org uses the same name and may be someone else',
    )
  })

  it('counts for nobody when its address signs with different names', async () => {
    const said = reply('v1-1', ANN, 'Please rename it.')
    const { document } = await tell(said, reply('v1-2', EVE_AS_ANN, 'Why?'), reply('v1-2', EVE, forged))
    expect(document.standings.map(({ person, position }) => [person.emails, position])).toEqual([
      [['ann@example.org'], 'requests-changes'],
      [['eve@elsewhere.example'], 'asks'],
    ])
  })

  it('under the name of another person takes back no objection, request or tag of that person', async () => {
    const nak = reply('v1-1', ANN, `Nacked-by: ${ANN}`, { id: id('nak'), minutes: 20 })
    const wish = reply('v1-2', ANN, 'Please rename it.', { id: id('wish'), minutes: 21 })
    const tag = reply('v1-1', REX, `Reviewed-by: ${REX}`, { id: id('tag'), minutes: 22 })
    const open = (document: Awaited<ReturnType<typeof tell>>['document']) =>
      document.standings.flatMap(({ position, status, messageId }) =>
        [id('nak'), id('wish'), id('tag')].includes(messageId) ? [`${position} ${status}`] : [],
      )
    const before = open((await tell(nak, wish, tag)).document)
    expect(before).toEqual(['nak open', 'approves current', 'requests-changes open'])
    const rex = 'Rex Roe <eve2@elsewhere.example>'
    const forgeries = [
      reply('nak', EVE_AS_ANN, 'OK, fair enough.', { minutes: 30 }),
      reply('wish', EVE_AS_ANN, 'OK, fair enough.', { minutes: 31 }),
      reply('v1-1', EVE_AS_ANN, forged, { minutes: 32 }),
      reply('v1-2', EVE_AS_ANN, forged, { minutes: 33 }),
      reply('wish', EVE_AS_JANE, 'Will fix.', { minutes: 34 }),
      reply('v1-1', rex, 'I withdraw my Reviewed-by.', { minutes: 35 }),
    ]
    const { document } = await tell(nak, wish, tag, ...forgeries)
    expect(open(document)).toEqual(before)
    expect(document.state.kind).toBe('rejected')
    const own = [
      reply('nak', ANN, 'OK, fair enough.', { minutes: 40 }),
      reply('wish', ANN, 'OK, fair enough.', { minutes: 41 }),
    ]
    expect(open((await tell(nak, wish, tag, ...own)).document)).toEqual([
      'nak cleared',
      'approves current',
      'requests-changes cleared',
    ])
  })

  it('shows no address when it is genuine', async () => {
    const { document, page, mbox } = await tell(reply('v1-0', ANN, forged), reply('v1-1', REX, `Acked-by: ${REX}`))
    expect(document.turn.why).toBe('ready')
    expect(page).not.toContain('several addresses')
    expect(mbox).toContain(forged)
  })
})

describe('a display name that contains an address', () => {
  it.each([
    '"Ann Poe <ann@example.org>" <eve@elsewhere.example>',
    '"ann@example.org" <eve@elsewhere.example>',
    '=?utf-8?q?Ann_Poe_=3Cann=40example=2Eorg=3E?= <eve@elsewhere.example>',
    '"Ann Poe (ann@example.org)" <eve@elsewhere.example>',
  ])('%s is shown as its real address only', async (from) => {
    const { document, page } = await tell(reply('v1-0', from, `Reviewed-by: ${ANN}`, { id: id('odd') }))
    expect(document.standings).toEqual([])
    expect(page).toContain('eve@elsewhere.example')
    const own = pageText(await renderPage('message', id('odd')))
    expect(own).toContain('The name in From is an address, or holds one, that the mail does not come from')
    expect(own).toContain('Fromeve')
    expect(own.slice(0, own.indexOf('Reviewed-by'))).not.toContain('ann@example.org')
  })

  it('is kept when the address is that of the sender', async () => {
    const { document } = await tell(reply('v1-0', '"ann@example.org" <ann@example.org>', 'Why does it sleep?'))
    expect(document.positions.map(({ person }) => person.name)).toEqual(['ann'])
    expect(document.issues).toEqual([])
  })
})
