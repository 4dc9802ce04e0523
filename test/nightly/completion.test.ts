import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import { putSubscription } from '../../db/store/sourceRows'
import { toMboxrd } from '../../lib/mail/mboxrd'
import { type NightlyOptions, refreshAll } from '../../scripts/nightly/nightly'
import { openHttp } from '../../scripts/sources/http'
import { createInbox, describeWithPublicInbox } from '../sources/publicInbox'
import { SILENT } from '../support/ingest'
import { mail } from '../support/mail'
import { tempFolder } from '../support/tempFolder'

const diff = (line: string) =>
  `---\n a.c | 2 +-\n\ndiff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1,3 +1,3 @@\n one\n-two\n+${line}\n three\n`
const COVER = mail({ id: 'x-1-ada@example.org', subject: '[PATCH 0/2] alpha: both', body: 'Cover.\n' })
const patch = (number: number) =>
  mail({
    id: `x-${number + 1}-ada@example.org`,
    subject: `[PATCH ${number}/2] alpha: ${number}`,
    body: `Words.\n${diff(`line ${number}`)}`,
    minutes: number,
    inReplyTo: 'x-1-ada@example.org',
  })

describeWithPublicInbox('a series under review that lacks patches', () => {
  it('is completed from the archive, and is not looked up again the same night', async () => {
    const folder = tempFolder()
    const inbox = createInbox(join(folder, 'home'))
    inbox.add([COVER, patch(1), patch(2)])
    const lore = `${await inbox.serve()}/test`
    const list = join(folder, 'list.mbox')
    writeFileSync(list, Buffer.concat([COVER, patch(2)].map(toMboxrd)))
    const db = openWriter(':memory:')
    putSubscription(db, { name: list, kind: 'mbox file' }, 0)
    const options: NightlyOptions = {
      context: {
        http: openHttp({ backOffMs: [] }),
        lore,
        loreIsNamed: true,
        mirrors: join(folder, 'mirrors'),
        stdin: (async function* () {})(),
        warn: () => {},
      },
      progress: SILENT,
      onSource: () => {},
      onTree: () => {},
      nowMs: () => Date.UTC(2024, 2, 2),
    }
    expect((await refreshAll(db, options)).completion).toEqual({ asked: 1, new: 1, error: null })
    expect(db.prepare<[], string>('SELECT missing FROM versions').pluck().all()).toEqual(['[]'])
    expect((await refreshAll(db, options)).completion).toEqual({ asked: 0, new: 0, error: null })
  })
})
