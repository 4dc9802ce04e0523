import { parseSubject } from '../../../lib/mail/subject'
import { parsePatch } from '../../../lib/patch/patch'
import type { Patch } from '../../../lib/patch/types'
import type { PackedMail } from '../../mail/rawMail'
import { readText } from '../../mail/storedText'
import type { Db } from '../../open'

interface MailRow extends PackedMail {
  readonly subject: string
  readonly from_name: string
  readonly from_email: string
  readonly text: Buffer
}

/** Parses a patch again from its stored mail, named by its key. Throws when no mail on record has it: the caller found it there. */
export function loadPatch(db: Db, key: string): Patch {
  const row = db
    .prepare<[string], MailRow>(
      'SELECT subject, from_name, from_email, text, raw, body FROM messages JOIN mails USING (id) WHERE key = ?',
    )
    .get(key)
  if (row === undefined) throw new Error(`patch mail ${key} is not on record`)
  const from = { name: row.from_name, email: row.from_email }
  return parsePatch({ title: parseSubject(row.subject).title, from, body: readText(row).body })
}
