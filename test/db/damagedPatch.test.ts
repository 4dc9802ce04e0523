import { describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import { getMessage } from '../../db/queries/mail/messagePage'
import { getVersionMbox } from '../../db/queries/mail/versionMbox'
import { getSeriesDocument } from '../../db/queries/series/seriesDocument'
import { ingestMails } from '../support/ingest'
import { mail } from '../support/mail'

describe('a patch whose lines were wrapped on the way', () => {
  it('says so on its page and in the JSON of its series, and comes out of mbox as it is', async () => {
    const db = openWriter(':memory:')
    const hunk = '@@ -1,2 +1,2 @@\n a line that was\nwrapped\n-three\n+four\n'
    const body = `Why.\n---\n\ndiff --git a/x b/x\n--- a/x\n+++ b/x\n${hunk}-- \n2.39.5\n`
    await ingestMails(db, [mail({ id: 'p@example.org', subject: '[PATCH] x: change', body })])
    const text =
      'The diff was damaged before it arrived here, so it may not apply: lines were wrapped or lost their first blank.'
    expect(getMessage(db, 'p@example.org')?.issues).toContainEqual({ code: 'damaged-diff', text })
    expect(getSeriesDocument(db, 'p@example.org')?.issues).toContainEqual(
      expect.objectContaining({ code: 'damaged-diff', text, messageId: 'p@example.org' }),
    )
    expect(getVersionMbox(db, 'p@example.org', undefined, { trailers: true })?.text.toString()).toContain(hunk)
    db.close()
  })
})
