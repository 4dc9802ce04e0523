import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import { hideMessage } from '../../db/store/hide'
import { watchVersion } from '../../db/version'
import type { MessageId } from '../../lib/mail/types'
import { createCache } from '../../scripts/server/cache'
import type { Answer } from '../../scripts/server/httpAnswer'
import { requestPage } from '../support/handlers'
import { ingestMails } from '../support/ingest'
import { mail } from '../support/mail'
import { tempFolder } from '../support/tempFolder'

const path = join(tempFolder(), 'hidden.sqlite')
const before = process.env.REROLL_DB
process.env.REROLL_DB = path
const versions = watchVersion(path)
afterAll(() => {
  versions.close()
  if (before === undefined) delete process.env.REROLL_DB
  else process.env.REROLL_DB = before
})

const HEAD = 'p@example.org'
const HIDDEN = 'r@example.org' as MessageId
const DIFF = '---\ndiff --git a/x.c b/x.c\n--- a/x.c\n+++ b/x.c\n@@ -1 +1 @@\n-old\n+new\n'
const MAILS = [
  mail({ id: HEAD, subject: '[PATCH] x: turn it', body: `Why.\n${DIFF}` }),
  mail({
    id: HIDDEN,
    subject: 'Re: [PATCH] x: turn it',
    body: '> +new\n\nRemarkable nonsense, please change it.\n\nTested-by: Rex Roe <rex@example.org>\n',
    minutes: 5,
    from: 'Rex Roe <rex@example.org>',
    inReplyTo: HEAD,
  }),
]

const PAGES = [
  '/',
  '/atom',
  '/people',
  '/people/rex@example.org',
  '/people/rex@example.org/atom',
  '/search?q=Remarkable',
  '/search/atom?q=Remarkable',
  ...['', '/atom', '/mbox', '/patch/1/1'].map((part) => `/series/${HEAD}${part}`),
  `/message/${HEAD}`,
  `/message/${HIDDEN}`,
  `/message/${HIDDEN}/raw`,
  `/api/message/${HIDDEN}`,
  `/api/series/${HEAD}`,
  '/api/series',
  '/api/queue',
  '/api/people/rex@example.org',
  '/api/search?q=Remarkable',
  '/status',
  '/api/health',
]

it('a hidden mail is on no page, in no feed and in no answer of the API, and no page that was kept is sent again', async () => {
  const db = openWriter(path)
  await ingestMails(db, MAILS)
  const cache = createCache(versions.now, 10_000_000)
  const get = (target: string): Promise<Answer> =>
    cache.get(target, async () => {
      const response = await requestPage(target)
      const body = Buffer.from(await response.arrayBuffer())
      return { status: response.status, headers: {}, body, etag: '', compressed: new Map() }
    })
  const show = async () => {
    const answers = await Promise.all(PAGES.map(get))
    return PAGES.filter((_, at) => /Remarkable nonsense|Rex Roe/.test(answers[at]?.body.toString() ?? ''))
  }
  const shown = await show()
  expect(shown.length).toBeGreaterThan(12)
  expect(await show()).toEqual(shown)
  hideMessage(db, HIDDEN)
  expect(await show()).toEqual([])
  db.close()
}, 60_000)
