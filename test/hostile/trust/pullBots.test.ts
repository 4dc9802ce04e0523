import { expect, it } from 'vitest'
import { openWriter } from '../../../db/migrate'
import type { Db } from '../../../db/open'
import { getSeriesDocument } from '../../../db/queries/series/seriesDocument'
import { addMaintainer } from '../../../db/store/maintainers'
import { dump } from '../../support/dump'
import { databaseOf, ingestMails, shuffle } from '../../support/ingest'
import { mail } from '../../support/mail'
import { ANN, EVE, id, JANE, posting, REX, reply } from './forge'

const MONTH = 31 * 24 * 60
const ZOE = 'Zoe Low <zoe@maintainers.example>'
const person = (name: string) => `${name} Someone <${name}@people.example>`

/** Series of five authors, one a month, that are sent to Zoe, who applies them: she is known. */
const KNOWN = ['ida', 'jon', 'kim', 'leo', 'mia'].flatMap((name, month) => [
  ...posting({
    prefix: name,
    from: person(name),
    at: month * MONTH,
    cc: ZOE,
    title: `teach ${name} to rest`,
    word: name,
  }),
  reply(`${name}-0`, ZOE, 'Applied, thanks!', { minutes: month * MONTH + 30 }),
])
/** What Jane sent to Ann and Rex, in the fourth month. */
const SERIES = posting({ from: JANE, cc: `${REX}, ${ANN}`, at: 3 * MONTH })

function request(name: string, from: string, url: string, minutes = 3 * MONTH + 200, titles = [1, 2]): Buffer {
  const listed = titles.map((number) => `      let part ${number} of it sleep\n`).join('')
  const body = `Please pull.\n\nare available in the Git repository at:\n\n  ${url} HEAD\n\nJane Doe (${titles.length}):\n${listed}`
  return mail({ id: id(name), subject: '[GIT PULL] Sleep', body, from, cc: 'Lin Top <lin@top.example>', minutes })
}

/** A series whose cover letter asks to pull it. */
function requestAbove(from: string, url: string): Buffer[] {
  const [, patch] = posting({ prefix: 'below', from, cc: '', at: 3 * MONTH + 200, title: 'Sleep', word: 'below' })
  const body = `Please pull.\n\nare available in the Git repository at:\n\n  ${url} HEAD\n`
  const cover = { id: id('below-0'), subject: '[PATCH 0/2] Sleep', body, from, cc: 'Lin Top <lin@top.example>' }
  return [mail({ ...cover, minutes: 3 * MONTH + 199 }), ...(patch === undefined ? [] : [patch])]
}

function report(name: string, host: string, url: string): Buffer {
  const body = `The pull request you sent on Mon, 1 Jan 2024:\n\n> ${url} HEAD\n\nhas been merged into top/linux.git:\nhttps://git.${host}/c/0123456789abcdef\n`
  return reply(name, `Tracker <pr-tracker-bot@${host}>`, body, { minutes: 3 * MONTH + 300 })
}

const GOOD = 'git://git.forge.example/zoe/linux.git'
const EVIL = 'git://git.elsewhere.example/eve/linux.git'

const stateOf = (db: Db, name = 'v1-0') => getSeriesDocument(db, id(name))?.state.kind
const after = async (...more: readonly Buffer[]) =>
  stateOf(await databaseOf(shuffle([...KNOWN, ...SERIES, ...more], 7)))

it('a bot of the host where people who apply patches keep their repositories reports that their request was pulled', async () => {
  expect(await after(request('p', ZOE, GOOD))).toBe('in-pull-request')
  expect(await after(request('p', ZOE, GOOD), report('p', 'forge.example', GOOD))).toBe('applied')
})

it('it also reports it of the request of somebody who is not known', async () => {
  const own = request('own', ZOE, GOOD, MONTH, [])
  const other = GOOD.replace('zoe', 'uma')
  expect(await after(own, request('p', person('uma'), other), report('p', 'forge.example', other))).toBe('applied')
})

it('a bot of a stranger reports nothing: not of the request of others, not of one of its own, and not when it is a regular', async () => {
  expect(await after(request('p', ZOE, GOOD), report('p', 'elsewhere.example', GOOD))).toBe('in-pull-request')
  const own = [request('p', EVE, EVIL), report('p', 'elsewhere.example', EVIL)]
  expect(await after(...own)).toBe('under-review')
  const regular = [0, 1, 2].flatMap((month) =>
    posting({
      prefix: `eve${month}`,
      from: EVE,
      at: month * MONTH,
      title: `eve writes again ${month}`,
      word: `eve${month}`,
    }),
  )
  expect(await after(...regular, ...own)).toBe('under-review')
})

it('the author of a series cannot have it applied by a bot and a repository of their own', async () => {
  const url = EVIL.replace('eve', 'jane')
  expect(await after(request('p', JANE, url), report('p', 'elsewhere.example', url))).toBe('in-pull-request')
})

it('the bot counts as soon as the operator names somebody whose repository is there', async () => {
  const db = await databaseOf([
    ...KNOWN,
    ...SERIES,
    request('p', person('uma'), EVIL),
    report('p', 'elsewhere.example', EVIL),
  ])
  expect(stateOf(db)).toBe('under-review')
  addMaintainer(db, { scope: 'elsewhere/', email: 'uma@people.example' }, 1)
  expect(stateOf(db)).toBe('applied')
})

it('the rows are the same when the mails come one by one, the report before anybody is known', {
  timeout: 120_000,
}, async () => {
  const mails = [
    ...SERIES,
    request('p', person('uma'), GOOD),
    report('p', 'forge.example', GOOD),
    request('own', ZOE, GOOD, MONTH, []),
    ...KNOWN,
  ]
  const slow = openWriter(':memory:')
  for (const one of mails) await ingestMails(slow, [one])
  const fast = await databaseOf(mails)
  expect(stateOf(fast)).toBe('applied')
  expect(dump(slow)).toEqual(dump(fast))
})

it('a series whose cover letter is the request is applied once the host of its bot becomes known', async () => {
  const url = GOOD.replace('zoe', 'uma')
  const mails = [...requestAbove(person('uma'), url), report('below-0', 'forge.example', url), ...KNOWN]
  const db = await databaseOf(mails)
  expect(stateOf(db, 'below-0')).toBe('in-pull-request')
  await ingestMails(db, [request('own', ZOE, GOOD, MONTH, [])])
  expect(stateOf(db, 'below-0')).toBe('applied')
})
