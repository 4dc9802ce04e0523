import { createElement } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { StrayReplies } from '../../app/_components/series/StrayReplies'
import { getSeriesDocument } from '../../db/queries/series/seriesDocument'
import { databaseOf } from '../support/ingest'
import { addLine, mail } from '../support/mail'

const TAG = 'Reviewed-by: Rex Roe <rex@example.org>\n'
const patch = (id: string, number: number, title: string, from?: string) =>
  mail({
    id,
    subject: `[PATCH ${number}/2] ${title}`,
    body: addLine(`${title.slice(0, 4)}${number}.c`, `${id}();`),
    minutes: number,
    ...(number === 1 ? {} : { inReplyTo: id.replace('2', '1') }),
    ...(from === undefined ? {} : { from }),
  })
const PUMP = [
  patch('a1@example.org', 1, 'pump: count the strokes'),
  patch('a2@example.org', 2, 'pump: print the count'),
]
const stray = (subject: string, body = TAG) =>
  mail({
    id: 'r@example.org',
    subject,
    body,
    minutes: 60,
    from: 'Rex Roe <rex@example.org>',
    inReplyTo: 'gone@example.org',
  })

async function document(mails: readonly Buffer[], id = 'a1@example.org') {
  const db = await databaseOf(mails)
  const found = getSeriesDocument(db, id)
  db.close()
  if (found === undefined) throw new Error('the series is gone')
  return found
}

describe('a reply whose parent was not imported', () => {
  it('is listed beside the series that its subject names, with its tag, which does not count', async () => {
    const series = await document([...PUMP, stray('Re: [PATCH 2/2] pump: print the count')])
    expect(series.strayReplies).toMatchObject([
      { messageId: 'r@example.org', label: 'v1', patch: 2, tags: [{ name: 'Reviewed-by' }] },
    ])
    expect(series.standings).toEqual([])
    const html = renderToString(createElement(StrayReplies, { series }))
    expect(html).toContain('patch 2 of v1')
    expect(html).toContain('Reviewed-by: Rex Roe &lt;rex@example.org>')
  })

  it('is listed without a version when its subject names one that was not imported', async () => {
    const series = await document([...PUMP, stray('Re: [PATCH v3 2/2] pump: print the count')])
    expect(series.strayReplies).toMatchObject([{ label: null, patch: 2 }])
  })

  it('is listed with the number of its subject when only a version with other numbers was imported', async () => {
    const series = await document([...PUMP, stray('Re: [PATCH v3 4/5] pump: print the count')])
    expect(series.strayReplies).toMatchObject([{ label: null, patch: 4 }])
    const html = renderToString(createElement(StrayReplies, { series }))
    expect(html).toContain('patch 4 of a version that was not imported')
  })

  it('is listed among the first 30, oldest first', async () => {
    const many = Array.from({ length: 32 }, (_, at) =>
      mail({
        id: `r${at}@example.org`,
        subject: 'Re: [PATCH 2/2] pump: print the count',
        body: TAG,
        minutes: 100 - at,
        from: 'Rex Roe <rex@example.org>',
        inReplyTo: `gone${at}@example.org`,
      }),
    )
    const { strayReplies } = await document([...PUMP, ...many])
    expect(strayReplies).toHaveLength(30)
    expect(strayReplies.at(0)?.messageId).toBe('r31@example.org')
  })

  it('is listed beside each series that has the title', async () => {
    const others = [
      patch('b1@example.org', 1, 'tank: count the litres', 'Kim Coe <kim@example.net>'),
      patch('b2@example.org', 2, 'pump: print the count', 'Kim Coe <kim@example.net>'),
    ]
    const mails = [...PUMP, ...others, stray('Re: [PATCH 2/2] pump: print the count')]
    for (const id of ['a1@example.org', 'b1@example.org']) {
      expect((await document(mails, id)).strayReplies).toHaveLength(1)
    }
  })

  it('is not listed for another title, nor is a reply that belongs to the series', async () => {
    const other = stray('Re: [PATCH 2/2] pump: print the count twice')
    expect((await document([...PUMP, other])).strayReplies).toEqual([])
    const known = mail({
      id: 'k@example.org',
      subject: 'Re: [PATCH 2/2] pump: print the count',
      body: TAG,
      minutes: 60,
      from: 'Rex Roe <rex@example.org>',
      inReplyTo: 'a2@example.org',
    })
    expect((await document([...PUMP, known])).strayReplies).toEqual([])
  })
})
