import { expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import { ingestMails } from '../support/ingest'
import { mail } from '../support/mail'
import { pureOutline, storedOutline } from '../support/outline'

const code =
  '---\ndiff --git a/pump.c b/pump.c\n--- a/pump.c\n+++ b/pump.c\n@@ -1 +1 @@\n-old_pump();\n+return pump_error(valve);\n'
const ADA = 'Ada Author <ada@example.org>'
const EVE = 'Eve Example <eve@example.net>'
const title = 'pump: pass on the error when the valve is closed'

const MAILS = [
  mail({ id: 'sent@x', subject: `[PATCH] ${title}`, from: EVE, body: `From: ${ADA}\n\nWhy.\n\n${code}` }),
  mail({ id: 'own@x', subject: `[PATCH net] ${title}`, from: ADA, minutes: 900, body: `Why.\n\n${code}` }),
  mail({ id: 'next@x', subject: `[PATCH net v2] ${title}`, from: ADA, minutes: 1_900, body: `Why not.\n\n${code}` }),
  mail({
    id: 'taken@x',
    subject: `[PATCH v2] ${title}`,
    from: EVE,
    minutes: 1_500,
    body: `Why.\n\n${code.replace('return', 'goto')}`,
  }),
  mail({ id: 'add@x', subject: '[PATCH 0.5/1] pump: a', from: EVE, minutes: 950, inReplyTo: 'own@x', body: code }),
]

it('a patch that was sent in the name of its author is linked alike in whatever order the mails come', {
  timeout: 60_000,
}, async () => {
  for (const order of [
    [0, 1, 2, 3, 4],
    [4, 3, 2, 1, 0],
    [1, 4, 3, 0, 2],
  ]) {
    const db = openWriter(':memory:')
    for (const at of order) {
      await ingestMails(db, MAILS.slice(at, at + 1))
      expect(storedOutline(db)).toEqual(await pureOutline(db))
    }
  }
})
