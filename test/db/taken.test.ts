import { afterEach, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import type { Db } from '../../db/open'
import { getSeriesDocument } from '../../db/queries/series/seriesDocument'
import { ingestMails } from '../support/ingest'
import { addLine, mail } from '../support/mail'

const ME = 'Ada Author <ada@example.org>'
const TO = 'Max Tainer <max@example.org>'

/** A version of two patches, or of the first alone. */
const version = (label: string, names: readonly string[], minutes: number) =>
  names.map((name, index) =>
    mail({
      id: `${label}-${name}@example.org`,
      from: ME,
      cc: TO,
      subject: `[PATCH ${label} ${index + 1}/${names.length}] ${name}: count the words`,
      body: addLine(`${name}.c`, `int ${name}_${label};`),
      ...(index === 0 ? {} : { inReplyTo: `${label}-${names[0]}@example.org` }),
      minutes: minutes + index,
    }),
  )

let open: Db | undefined
afterEach(() => open?.close())

/** Whether v2, which lacks the second patch, calls it applied after a reply to it. */
async function isApplied(from: string, body: string): Promise<boolean | undefined> {
  open = openWriter(':memory:')
  const reply = mail({
    id: 'reply@example.org',
    from,
    cc: ME,
    subject: 'Re: [PATCH v1 2/2] valve: count the words',
    body,
    inReplyTo: 'v1-valve@example.org',
    minutes: 60,
  })
  await ingestMails(open, [...version('v1', ['pump', 'valve'], 0), reply, ...version('v2', ['pump'], 9_000)])
  const document = getSeriesDocument(open, 'v2-pump@example.org')
  const cells = document?.tracks.flatMap((one) => one.cells) ?? []
  return cells.find(({ change }) => change === 'dropped')?.applied
}

it('calls a patch that the next version lacks applied when somebody whom the posting addresses said so', async () => {
  expect(await isApplied(TO, 'OK, thanks, applied.\n')).toBe(true)
})

it.each([
  ['Eve Other <eve@evil.example>', 'OK, thanks, applied.\n'],
  [TO, 'Please apply it to the other tree.\n'],
  [ME, 'I applied it to my machine.\n'],
])('calls it dropped when %s says: %s', async (from, body) => {
  expect(await isApplied(from, body)).toBe(false)
})
