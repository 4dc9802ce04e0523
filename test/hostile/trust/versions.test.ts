import { describe, expect, it } from 'vitest'
import type { Db } from '../../../db/open'
import { getSeriesDocument } from '../../../db/queries/series/seriesDocument'
import { pageText, publish, renderPage } from '../../support/page'
import { tempFolder } from '../../support/tempFolder'
import { ANN, EVE, EVE_AS_JANE, id, JANE, posting, REX, reply, TITLE } from './forge'

const folder = tempFolder()
/** Four versions by Jane; Rex approved the last, Ann asks for a change. */
const GENUINE = [
  ...[1, 2, 3, 4].flatMap((version) => posting({ version, at: version * 100, changeId: 'sleep-1' })),
  reply('v4-0', REX, `Reviewed-by: ${REX}`, { minutes: 450 }),
  reply('v4-1', ANN, 'Please rename the second line.', { minutes: 460 }),
]
const LATE = { version: 5, at: 1_000, prefix: 'forged' } as const

const FORGERIES: Readonly<Record<string, readonly Buffer[]>> = {
  'under the same title': posting({ ...LATE, from: EVE }),
  'with copied patches, authors and sign-offs': posting({ ...LATE, from: EVE, inBody: JANE }),
  'with the copied change-id': posting({ ...LATE, from: EVE, changeId: 'sleep-1', inBody: JANE }),
  'in reply to the cover of v4': posting({ ...LATE, from: EVE, inReplyTo: 'v4-0' }),
  "under the submitter's name from another address": posting({ ...LATE, from: EVE_AS_JANE, inReplyTo: 'v4-0' }),
  'that says it supersedes v4': posting({
    ...LATE,
    from: EVE,
    trailers: [`Supersedes: <${id('v4-0')}>`, `Signed-off-by: ${JANE}`],
  }),
  'that links v4 in its changelog': posting({
    ...LATE,
    from: EVE,
    inBody: JANE,
    trailers: [`v4: https://lore.kernel.org/all/${id('v4-0')}/`, `Signed-off-by: ${JANE}`],
  }),
  'with new tags of reviewers in its patches': posting({
    ...LATE,
    from: EVE,
    trailers: [`Reviewed-by: ${ANN}`, `Acked-by: ${ANN}`, `Signed-off-by: ${JANE}`],
  }),
  'with a higher number, received before v4': posting({ ...LATE, at: 350, from: EVE_AS_JANE }),
  'as a resend of v3': posting({ ...LATE, version: 3, resend: true, from: EVE }),
  'as v4 again, in reply to it': posting({ ...LATE, version: 4, from: EVE_AS_JANE, inReplyTo: 'v4-0' }),
}

/** Under an address that is nearly that of the submitter, or beside it. */
const UNCLEAR: Readonly<Record<string, readonly Buffer[]>> = {
  'from her mailbox at the host above, of one label': posting({ ...LATE, from: 'Jane Doe <jane@org>' }),
  'under a From with her address, then another': posting({
    ...LATE,
    from: '"Jane Doe" <jane@example.org> via x <eve@elsewhere.example>',
    inReplyTo: 'v4-0',
  }),
  'under a From with another address, then hers': posting({
    ...LATE,
    from: 'Eve <eve@elsewhere.example> <jane@example.org>',
    inReplyTo: 'v4-0',
  }),
  'under two From fields, the second with her address': posting({
    ...LATE,
    from: `${EVE}\nFrom: ${JANE}`,
    inReplyTo: 'v4-0',
  }),
}

function facts(db: Db) {
  const found = getSeriesDocument(db, id('v4-1'))
  if (found === undefined) throw new Error('the series is gone')
  const { author, versions, standings, state, turn, audit, tracks } = found
  return { author, versions, standings, state, turn, audit, tracks }
}

describe('a version posted by a stranger', async () => {
  const genuine = facts(await publish(folder, GENUINE))

  it('is compared with a series that has a newest version, a state and positions', () => {
    expect(genuine.versions.map(({ label }) => label)).toEqual(['v1', 'v2', 'v3', 'v4'])
    expect(genuine.state.kind).toBe('changes-requested')
    expect(genuine.turn.whose).toBe('author')
    expect(genuine.standings.map(({ position }) => position)).toEqual(
      expect.arrayContaining(['approves', 'requests-changes']),
    )
  })

  it.each(Object.entries(FORGERIES))('%s does not change the series', async (_, forged) => {
    const db = await publish(folder, [...GENUINE, ...forged])
    expect(facts(db)).toEqual(genuine)
    const apart = getSeriesDocument(db, id('forged-0'))
    expect(apart?.id).toBe(id('forged-0'))
    expect(apart?.author.email).toBe('eve@elsewhere.example')
  })

  it.each(Object.entries(UNCLEAR))('%s is not by the submitter', async (_, forged) => {
    const db = await publish(folder, [...GENUINE, ...forged])
    expect(facts(db)).toEqual(genuine)
    const apart = getSeriesDocument(db, id('forged-0'))
    expect(apart?.id).toBe(id('forged-0'))
    expect(['', 'jane@org']).toContain(apart?.author.email)
  })

  it.each(Object.entries(FORGERIES).filter(([name]) => !name.includes('received before')))(
    '%s is shown on both pages as posted by somebody else',
    async (_, forged) => {
      await publish(folder, [...forged, ...GENUINE])
      const own = pageText(await renderPage('series', id('v1-0')))
      const name = forged[0]?.toString().includes('Jane Doe <eve@') ? 'Jane Doe' : 'Eve Moe'
      expect(own).toContain(`posted by ${name} (eve@elsewhere.example), a different sender; not confirmed`)
      const theirs = pageText(await renderPage('series', id('forged-0')))
      expect(theirs).toMatch(
        /possibly continues v[234] of .*posted by Jane Doe \(jane@example\.org\), a different sender; not confirmed/,
      )
    },
  )

  it('as a single mail fills no place in the version it answers, even an empty one', async () => {
    const [cover = '', first = ''] = GENUINE.slice(9, 11)
    const [, , second = ''] = posting({ version: 4, at: 405, prefix: 'forged', from: EVE_AS_JANE, word: 'evil' })
    const answering = second.toString().replace(`<${id('forged-0')}>`, `<${id('v4-0')}>`)
    const db = await publish(folder, [cover, first, answering])
    const [version] = facts(db).versions
    expect(version?.missing).toEqual([2])
    expect(version?.patches.map(({ messageId }) => messageId)).toEqual([id('v4-1')])
  })

  it('stays separate when it answers a review under its own subject', async () => {
    const [cover = ''] = posting({ ...LATE, from: EVE })
    const answer = cover.toString().replace('Subject:', `In-Reply-To: <${id('v4-1')}>\nSubject:`)
    const db = await publish(folder, [...GENUINE, answer])
    expect(facts(db)).toEqual(genuine)
  })
})

describe('a mail that names two series', () => {
  const other = posting({ prefix: 'other', title: 'wake the other driver up at once', word: 'wake', at: 50, from: ANN })

  it('neither joins nor splits them, whether it is a reply or a posting', async () => {
    const alone = facts(await publish(folder, [...GENUINE, ...other]))
    const references = `References: <${id('v4-0')}> <${id('other-0')}>`
    const bridge = reply('other-0', EVE, 'These two are one.', { headers: [references], minutes: 2_000 })
    const [posted = ''] = posting({ from: EVE, prefix: 'bridge', at: 2_010, inReplyTo: 'v4-0' })
    const both = posted.toString().replace('MIME-Version', `${references}\nMIME-Version`)
    const db = await publish(folder, [...GENUINE, ...other, bridge, both])
    expect(facts(db)).toEqual(alone)
    expect(getSeriesDocument(db, id('other-0'))?.id).toBe(id('other-0'))
    expect(getSeriesDocument(db, id('other-0'))?.title).not.toBe(TITLE)
  })
})
