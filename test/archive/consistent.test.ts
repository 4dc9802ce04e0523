import { expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import { findContradictions } from '../support/contradictions'
import { corpusPath, describeWithCorpus } from '../support/corpus'
import { databaseOf, ingestFiles } from '../support/ingest'
import { mail } from '../support/mail'

const MINUTES = 60_000
const REX = 'Rex Reader <rex@example.net>'

describeWithCorpus('a review comment', () => {
  it.each(['ltp-2023.mbox.gz', 'vfio-device-life-cycle.mbox'])(
    'of %s is open or closed in every place alike',
    async (name) => {
      const db = openWriter(':memory:')
      await ingestFiles(db, corpusPath(name))
      expect(findContradictions(db)).toEqual([])
    },
    10 * MINUTES,
  )

  it('that is closed in one place alone is found', async () => {
    const db = await databaseOf([
      mail({
        id: 'one@example.org',
        subject: '[PATCH] gadget: begin',
        body: 'Why.\n---\ndiff --git a/g.c b/g.c\n--- a/g.c\n+++ b/g.c\n@@ -1 +1,2 @@\n one\n+two\n',
        minutes: 0,
      }),
      mail({
        id: 'asks@example.org',
        subject: 'Re: [PATCH] gadget: begin',
        body: '> +two\n\nPlease call it three.\n',
        from: REX,
        minutes: 60,
        inReplyTo: 'one@example.org',
      }),
    ])
    expect(findContradictions(db)).toEqual([])
    db.exec("UPDATE remarks SET status = 'cleared'")
    const found = findContradictions(db).join('\n')
    expect(found).toContain('open mark on 1, no open comment: Please call it three.')
    db.exec("UPDATE remarks SET status = 'open'; UPDATE series SET state_counts = '{\"nit\":1}'")
    expect(findContradictions(db).join('\n')).toContain('state [["nit",1]], comments []')
  })
})
