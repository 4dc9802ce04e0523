import { describe, expect, it } from 'vitest'
import type { Db } from '../../../db/open'
import { getSeriesDocument } from '../../../db/queries/series/seriesDocument'
import { pageText, publish, renderPage } from '../../support/page'
import { tempFolder } from '../../support/tempFolder'
import { ANN, EVE, EVE_AS_ANN, EVE_AS_JANE, id, JANE, posting, REX, reply } from './forge'

const folder = tempFolder()
const APPLIED = 'Applied, thanks!'
const publishReplies = (...replies: readonly Buffer[]) => publish(folder, [...posting(), ...replies])
const document = (db: Db, name = 'v1-0') => {
  const found = getSeriesDocument(db, id(name))
  if (found === undefined) throw new Error('the series is gone')
  return found
}
const stateOf = (db: Db, name?: string) => document(db, name).state.kind

describe('a statement that the patches were applied', () => {
  it('sets the state when the posting addresses its sender', async () => {
    const db = await publishReplies(reply('v1-0', ANN, APPLIED))
    expect(stateOf(db)).toBe('applied')
    expect(document(db).claims).toEqual([])
  })

  it.each([
    ['Eve Moe', EVE],
    ['Ann Poe', EVE_AS_ANN],
  ])('from a stranger named %s is shown with the address and changes no state', async (name, from) => {
    const before = document(await publishReplies())
    const db = await publishReplies(reply('v1-0', from, `${APPLIED}\n\nTo the tree of the tired.`))
    const after = document(db)
    expect(after.state).toEqual(before.state)
    expect(after.turn.whose).toBe('reviewers')
    expect(after.standings).toEqual([])
    expect(pageText(await renderPage('series', id('v1-0')))).toContain(
      `Claimed${name} (eve@elsewhere.example) says it was applied, but is not known to apply patches here: ${APPLIED} mail`,
    )
  })

  it('under the name of the submitter changes no state either, and every page shows the address', async () => {
    const db = await publishReplies(
      reply('v1-0', EVE_AS_JANE, 'Applied to the tired tree, thanks!', { id: id('claim') }),
    )
    expect(stateOf(db)).toBe('under-review')
    expect(pageText(await renderPage('series', id('v1-0')))).toContain('Jane Doe (eve@elsewhere.example)')
    expect(pageText(await renderPage('message', id('claim')))).toContain(
      'jane@example.org uses the same name and may be someone else',
    )
  })

  it('says on its own page that it decides nothing', async () => {
    await publishReplies(reply('v1-0', EVE, APPLIED, { id: id('claim') }))
    expect(pageText(await renderPage('message', id('claim')))).toContain(
      'the sender is not known to decide here, so it does not count',
    )
  })

  it.each(['kernel.org', 'elsewhere.example'])(
    'from a bot or in a notice at %s counts for nothing in an archive that does not know it',
    async (host) => {
      const word = 'Hello:\n\nThis series was applied to tired/net.git (main)\nby Ann Poe <ann@example.org>:'
      expect(stateOf(await publishReplies(reply('v1-0', `patchwork-bot+tired@${host}`, word)))).toBe('under-review')
      expect(pageText(await renderPage('series', id('v1-0')))).toContain(
        `patchwork-bot+tired@${host} says it was applied, but is not known to apply patches here`,
      )
      const tip = reply('v1-1', `tip-bot2 for Ann Poe <tip-bot2@${host}>`, 'The following commit has been merged', {
        subject: '[tip: x86/tired] let part 1 of it sleep',
      })
      expect(stateOf(await publishReplies(tip))).toBe('under-review')
    },
  )

  it('counts from anybody when no imported posting names its recipients, as in pipermail archives', async () => {
    const bare = [...posting(), reply('v1-0', EVE, APPLIED)].map((one) =>
      Buffer.from(one.toString().replace(/^(?:To|Cc): .*\n/gm, '')),
    )
    const db = await publish(folder, bare)
    expect(stateOf(db)).toBe('applied')
    expect(document(db).claims).toEqual([])
  })

  it('counts from somebody called in by an addressed person, but not by a stranger', async () => {
    const zoe = 'Zoe Low <zoe@maintainers.example>'
    const word = reply('v1-0', zoe, APPLIED, { minutes: 90 })
    expect(stateOf(await publishReplies(word))).toBe('under-review')
    const call = (from: string) => reply('v1-0', from, 'Zoe may want this.', { minutes: 80, cc: zoe, id: id('call') })
    expect(stateOf(await publishReplies(call(REX), word))).toBe('applied')
    const answerToAll = reply('call', JANE, 'Thanks.', { minutes: 85, cc: `${EVE}, ${zoe}` })
    expect(stateOf(await publishReplies(call(EVE), answerToAll, word))).toBe('under-review')
    const eve = reply('v1-0', EVE, APPLIED, { minutes: 95 })
    expect(stateOf(await publishReplies(call(EVE), answerToAll, eve))).toBe('under-review')
  })
})

describe('a refusal', () => {
  it('rejects the series when the posting addresses its sender', async () => {
    expect(stateOf(await publishReplies(reply('v1-1', ANN, `Nacked-by: ${ANN}`)))).toBe('rejected')
  })

  it('by a stranger is shown with the address, and changes neither the state nor whom the series is waiting on', async () => {
    const before = document(await publishReplies())
    const db = await publishReplies(reply('v1-1', EVE_AS_ANN, 'Nacked-by: Ann Poe <eve@elsewhere.example>'))
    expect(document(db).state).toEqual(before.state)
    expect(document(db).turn).toEqual(before.turn)
    expect(pageText(await renderPage('series', id('v1-0')))).toContain(
      'from eve@elsewhere.example, who is not known here and does not count',
    )
  })
})

describe('a withdrawal', () => {
  const words = ['Please ignore this series.', 'This series is superseded by my new one.', 'I withdraw this series.']

  it.each(words)('counts from the submitter: %s', async (word) => {
    expect(['withdrawn', 'superseded']).toContain(stateOf(await publishReplies(reply('v1-0', JANE, word))))
  })

  it.each(words)('does not count from anybody else, even under the name of the submitter: %s', async (word) => {
    for (const from of [EVE, EVE_AS_JANE, ANN]) {
      expect(['under-review', 'changes-requested']).toContain(
        stateOf(await publishReplies(reply('v1-0', from, `${word}\nv2 supersedes it.`))),
      )
    }
  })
})

describe('words of the submitter, from a stranger under the same name', () => {
  const review = reply('v1-0', REX, 'Reviewed-by: Rex Roe <rex@example.org>', { id: id('review') })
  const turnOf = (db: Db) => {
    const { whose, why } = document(db).turn
    return { whose, why, state: stateOf(db) }
  }

  it.each(['I will send a v2.', 'Gentle ping, Rex?'])(
    'change neither the state nor who has to act: %s',
    async (words) => {
      const before = turnOf(await publishReplies(review))
      const own = turnOf(await publishReplies(review, reply('review', JANE, words)))
      expect(own).not.toEqual(before)
      expect(turnOf(await publishReplies(review, reply('review', EVE_AS_JANE, words)))).toEqual(before)
    },
  )

  it('take back no ping', async () => {
    const ping = reply('review', JANE, 'Gentle ping, Rex?', { id: id('ping') })
    const pinged = turnOf(await publishReplies(review, ping))
    expect(pinged.why).toBe('pinged')
    expect(turnOf(await publishReplies(review, ping, reply('ping', EVE, 'Interesting.')))).toEqual(pinged)
  })
})
