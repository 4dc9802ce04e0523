import { createElement } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { Said } from '../../app/_components/mail/Said'
import { Picture } from '../../app/_components/picture/Picture'
import { openWriter } from '../../db/migrate'
import { getMessage } from '../../db/queries/mail/messagePage'
import { getSeriesDocument } from '../../db/queries/series/seriesDocument'
import { ingestMails } from '../support/ingest'
import { mail } from '../support/mail'

const diff =
  'Why.\n---\ndiff --git a/x.c b/x.c\n--- a/x.c\n+++ b/x.c\n@@ -1,2 +1,3 @@ int main(void)\n first line\n+new line\n last line\n'
const TAG = 'Reviewed-by: Rex Roe <rex@example.org>\n'
const WORDS = 'the words limit this tag and could not be read; it is counted for'

async function read(words: string, to: 'cover' | 'one') {
  const db = openWriter(':memory:')
  const patch = (id: string, subject: string, body: string, minutes: number, inReplyTo?: string) =>
    mail({ id: `${id}@example.org`, subject, body, minutes, ...(inReplyTo === undefined ? {} : { inReplyTo }) })
  await ingestMails(db, [
    patch('cover', '[PATCH 0/1] alpha: count', 'Cover.\n', 0),
    patch('one', '[PATCH 1/1] alpha: add a line', diff, 1, 'cover@example.org'),
    mail({
      id: 'reply@example.org',
      subject: 'Re: alpha',
      body: `${words}\n${TAG}`,
      minutes: 9,
      from: 'Rex Roe <rex@example.org>',
      inReplyTo: `${to}@example.org`,
    }),
  ])
  const series = getSeriesDocument(db, 'one@example.org')
  const message = getMessage(db, 'reply@example.org')
  db.close()
  if (series === undefined || message === undefined) throw new Error('the series is gone')
  return { series, said: renderToString(createElement(Said, { said: message.said })) }
}

describe('a tag whose words limit it in a way that is not understood', () => {
  it('is counted for the patch that was answered, as the pages say', async () => {
    const { series, said } = await read('For the bits I understand:', 'one')
    expect(series.standings).toMatchObject([{ patch: 1, position: 'approves' }])
    expect(series.positions).toMatchObject([{ scopeUnclear: true }])
    expect(said).toContain(`${WORDS} this patch only`)
    expect(renderToString(createElement(Picture, { series }))).toContain(`${WORDS} this patch only`)
    expect(series.audit).toMatchObject([{ kind: 'unclear-scope' }])
  })

  it('is counted for no patch on the cover letter', async () => {
    const { series, said } = await read('For the frobnicator parts:', 'cover')
    expect(series.standings).toEqual([])
    expect(said).toContain(`${WORDS} no patch`)
  })

  it('is not what a plain tag is', async () => {
    const { series, said } = await read('Looks good.', 'cover')
    expect(series.standings).toMatchObject([{ position: 'approves' }])
    expect(said).not.toContain('could not be read')
  })
})
