import { createElement } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { SinglePatch } from '../../app/_components/series/SinglePatch'
import { createBudget } from '../../app/_model/code/layout'
import { isSinglePatch, newestNumber } from '../../app/_model/singlePatch'
import { getSeriesDocument } from '../../db/queries/series/seriesDocument'
import { getSinglePatch } from '../../db/queries/series/singlePatch'
import { databaseOf } from '../support/ingest'
import { addLine, mail } from '../support/mail'
import { pageText } from '../support/page'

const REX = 'Rex Roe <rex@example.org>'
const patch = (version: number, line: string, minutes: number) =>
  mail({
    id: `v${version}@example.org`,
    subject: `[PATCH v${version}] alpha: count`,
    body: addLine('x.c', line).replace(
      'Why.\n---\n',
      'Because, see https://example.org/why\n\nSigned-off-by: Ada Author <ada@example.org>\n---\nChanges in v2: none.\n\n',
    ),
    minutes,
    cc: REX,
  })
const reply = (id: string, body: string, minutes: number, to = 'v1') =>
  mail({
    id: `${id}@example.org`,
    subject: 'Re: [PATCH] alpha: count',
    body,
    minutes,
    from: REX,
    inReplyTo: `${to}@example.org`,
  })

async function drawOf(...mails: readonly Buffer[]): Promise<string> {
  const db = await databaseOf(mails)
  const series = getSeriesDocument(db, 'v1@example.org')
  const view = getSinglePatch(db, 'v1@example.org', 1)
  if (series === undefined || view === undefined) throw new Error('no series')
  return renderToString(createElement(SinglePatch, { series, view, budget: createBudget() }))
}

describe('a series of one patch', () => {
  it('is its message, its trailers, what the author wrote below, its tags, and its code with the comments', async () => {
    const html = await drawOf(
      patch(1, 'int one = 1;', 0),
      reply('tag', 'Reviewed-by: Rex Roe <rex@example.org>\n', 10),
      reply('ask', '> +int one = 1;\n\nPlease use a constant here.\n', 20),
    )
    expect(html).toContain('<a href="https://example.org/why" rel="nofollow noopener ugc">')
    expect(pageText(html)).toMatch(
      /Because, see.*Signed-off-by: Ada Author.*Changes in v2: none\..*Review tags: R.*Rex Roe v1.*x\.c.*\+ ?int one = 1;.*Please use a constant here\./,
    )
  })

  it('says how much changed since a tag was given', async () => {
    const html = await drawOf(
      patch(1, 'one', 0),
      reply('tag', 'Reviewed-by: Rex Roe <rex@example.org>\n', 10),
      patch(2, 'two', 60),
    )
    expect(pageText(html)).toMatch(/Rex Roe v1.*1 line since/)
  })

  it('says that no reply has a tag', async () => {
    expect(pageText(await drawOf(patch(1, 'one', 0)))).toContain('No review tags in replies.')
  })

  it('is not one whose versions announce more patches, or that has none here', async () => {
    const version = { total: 1, patches: [{ number: 1 }] }
    const isSingle = (...versions: readonly object[]) => isSinglePatch({ versions } as never)
    expect(isSingle(version, version)).toBe(true)
    expect(isSingle({ total: 19, patches: [{ number: 1 }] }, version)).toBe(false)
    expect(isSingle({ total: 1, patches: [] })).toBe(false)
    expect(newestNumber({ versions: [version, { total: 1, patches: [] }] } as never)).toBe(1)
  })
})
