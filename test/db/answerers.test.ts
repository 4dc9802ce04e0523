import { describe, expect, it } from 'vitest'
import { getSeriesThreads } from '../../db/queries/review/threads'
import { getSeriesDocument } from '../../db/queries/series/seriesDocument'
import { ADA, alphaPatch as patch, REX, alphaReply as reply } from '../support/alpha'
import { databaseOf } from '../support/ingest'

const KIM = 'Kim Low <kim@other.example>'
const ASK = reply('ask', 'v1', '> +one\n\nPlease use a constant here.\n', 10)

/** Who answered the comments of a series instead of the author, as all that shows comments has it. */
async function answerers(...mails: readonly Buffer[]) {
  const db = await databaseOf([patch(1, 'one', 0, `${REX}, ${KIM}`), ...mails])
  const document = getSeriesDocument(db, 'v1@example.org')
  const marks = document?.tracks.flatMap(({ cells }) => cells.flatMap((cell) => cell.marks)) ?? []
  const nameOf = (one: { readonly answeredBy: { readonly name: string } | null } | null) =>
    one?.answeredBy?.name ?? null
  return {
    comments: document?.remarks.map(nameOf),
    marks: marks.map(({ outcome }) => nameOf(outcome)),
    standings: document?.standings.filter(({ position }) => position === 'requests-changes').map(nameOf),
    threads: getSeriesThreads(db, 'v1@example.org')?.threads.map(({ outcome }) => nameOf(outcome)),
  }
}

const all = (name: string | null) => ({ comments: [name], marks: [name], standings: [name], threads: [name] })

describe('whoever answers a comment that the author has not answered', () => {
  it('is named by the comment, its mark, its standing and its thread alike', async () => {
    const answer = reply('kim', 'ask', '> Please use a constant here.\n\nThere is none in this file.\n', 20, KIM)
    expect(await answerers(ASK, answer)).toEqual(all('Kim Low'))
  })

  it('is nobody once the author answers, and never whoever made the comment', async () => {
    const answer = reply('kim', 'ask', '> Please use a constant here.\n\nThere is none in this file.\n', 20, KIM)
    const own = reply('own', 'ask', '> Please use a constant here.\n\nThe one in x.h.\n', 20)
    const author = reply('ada', 'ask', '> Please use a constant here.\n\nThat is hard.\n', 30, ADA)
    expect(await answerers(ASK, answer, author)).toEqual(all(null))
    expect(await answerers(ASK, own)).toEqual(all(null))
  })

  it('is nobody when a stranger answers, to whom the patch was not sent', async () => {
    const eve = 'Eve Moe <eve@elsewhere.example>'
    const answer = reply('eve', 'ask', '> Please use a constant here.\n\nThere is none in this file.\n', 20, eve)
    expect(await answerers(ASK, answer)).toEqual(all(null))
  })

  it('answers the comment that is quoted, not all of the mail', async () => {
    const two = reply('ask', 'v1', '> Why.\n\nPlease explain more.\n\n> +one\n\nPlease use a constant here.\n', 10)
    const answer = reply('kim', 'ask', '> > +one\n>\n> Please use a constant here.\n\nThere is none.\n', 20, KIM)
    expect((await answerers(two, answer)).comments?.sort()).toEqual(['Kim Low', null])
  })
})
