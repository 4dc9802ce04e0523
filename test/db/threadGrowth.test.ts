import { describe, expect, it } from 'vitest'
import type { Db } from '../../db/open'
import { getMessage } from '../../db/queries/mail/messagePage'
import { getSeriesThreads } from '../../db/queries/review/threads'
import { ADA, alphaPatch, REX, alphaReply as reply } from '../support/alpha'
import { growthExponent, LINEAR } from '../support/growthExponent'
import { databaseOf } from '../support/ingest'

const PATCH = alphaPatch(1, 'int one = 1;', 0)

/** A mail with this many comments, and one that answers each of them. */
function manyComments(size: number): Promise<Db> {
  const each = Array.from({ length: size }, (_, index) => index)
  const ask = each.map((index) => `> +int one = 1;\n\nPlease rename variable number ${index} here.\n`).join('\n')
  const answer = each
    .map((index) => `> Please rename variable number ${index} here.\n\nDone with ${index}.\n`)
    .join('\n')
  return databaseOf([PATCH, reply('ask', 'v1', ask, 10, REX), reply('yes', 'ask', answer, 20, ADA)])
}

/** A discussion in which each mail answers the one before. */
function longTalk(size: number): Promise<Db> {
  const mails = Array.from({ length: size }, (_, index) =>
    reply(
      `r${index}`,
      index === 0 ? 'v1' : `r${index - 1}`,
      `I think for the time number ${index}.\n`,
      10 + index,
      index % 2 === 0 ? REX : ADA,
    ),
  )
  return databaseOf([PATCH, ...mails])
}

describe('threads', () => {
  it('take linear time when one mail has very many comments and another answers each', async () => {
    const databases = new Map([
      [300, await manyComments(300)],
      [1_200, await manyComments(1_200)],
    ])
    const work = (db: Db | undefined) => db && getSeriesThreads(db, 'v1@example.org')
    expect(growthExponent([300, 1_200], (size) => databases.get(size), work, LINEAR)).toBeLessThanOrEqual(LINEAR)
    const found = work(databases.get(1_200))
    expect(found?.threads.map(({ replies }) => replies.length)).toEqual(new Array(1_200).fill(1))
  })

  it('leave out the oldest of more comments than a page reads, and count them', async () => {
    const found = getSeriesThreads(await manyComments(2_000), 'v1@example.org')
    expect(found?.left).toBe(1_000)
  })

  it('are cut in the middle when thousands of mails answer each other, in linear time, as the tree of their mails is', async () => {
    const databases = new Map([
      [500, await longTalk(500)],
      [2_000, await longTalk(2_000)],
    ])
    const work = (db: Db | undefined) =>
      db && [getSeriesThreads(db, 'v1@example.org'), getMessage(db, 'v1@example.org')]
    expect(growthExponent([500, 2_000], (size) => databases.get(size), work, LINEAR)).toBeLessThanOrEqual(LINEAR)
    const db = databases.get(2_000)
    const [thread] = (db && getSeriesThreads(db, 'v1@example.org')?.threads) ?? []
    expect(thread?.replies).toHaveLength(80)
    expect(thread?.left).toBe(1_919)
    expect(db && getMessage(db, 'v1@example.org')).toMatchObject({ threadLeft: 1_001 })
  })
})
