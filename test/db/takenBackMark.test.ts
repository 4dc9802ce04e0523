import { describe, expect, it } from 'vitest'
import { getSeriesDocument } from '../../db/queries/series/seriesDocument'
import { databaseOf } from '../support/ingest'
import { mail, replaceLine } from '../support/mail'

const REX = 'Rex Roe (Example Inc.) <rex@example.org>'
const TAG = 'Reviewed-by: Rex Roe (Example Inc.) <rex@example.org>\n'
const patch = mail({
  id: 'p@example.org',
  subject: '[PATCH] pump: part',
  body: replaceLine('p.c', 'new'),
  minutes: 1,
})
const reply = (id: string, minutes: number, body: string, to: string) =>
  mail({ id: `${id}@example.org`, subject: 'Re: pump', body, minutes, from: REX, inReplyTo: `${to}@example.org` })

/** The marks of tags in the picture, and who is in the trailers. */
async function shown(...replies: ReturnType<typeof mail>[]) {
  const db = await databaseOf([patch, ...replies])
  const series = getSeriesDocument(db, 'p@example.org')
  db.close()
  const marks = series?.tracks.flatMap(({ cells }) => cells.flatMap((cell) => cell.marks)) ?? []
  return {
    marks: marks.filter(({ tag }) => tag !== null).map(({ outcome }) => outcome?.status),
    trailers: series?.versions.flatMap(({ patches }) => patches.flatMap(({ trailers }) => trailers)).length,
    standings: series?.standings.map(({ status }) => status),
  }
}

describe('a tag in the picture', () => {
  it('is in force, and taken back below its quotation, like in the trailers', async () => {
    expect(await shown(reply('r', 2, TAG, 'p'))).toEqual({ marks: ['current'], trailers: 1, standings: ['current'] })
    const strike = reply('s', 3, `> ${TAG}\nThis was not (yet) my intention.\n`, 'r')
    expect(await shown(reply('r', 2, TAG, 'p'), strike)).toEqual({ marks: ['cleared'], trailers: 0, standings: [] })
  })

  it('is in force when it is given a second time', async () => {
    const again = reply('s', 3, `Sorry, once more:\n${TAG}`, 'p')
    expect((await shown(reply('r', 2, TAG, 'p'), again)).marks).toEqual(['current', 'current'])
  })

  it('is in force after a question about where it is', async () => {
    const asks = reply('s', 3, "Didn't you forget my Reviewed-by?\n", 'p')
    expect((await shown(reply('r', 2, TAG, 'p'), asks)).marks).toEqual(['current'])
  })
})
