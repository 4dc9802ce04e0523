import { parseSubject } from '../../lib/mail/subject'
import { parsePatch } from '../../lib/patch/patch'
import type { Patch } from '../../lib/patch/types'
import type { Db } from '../open'
import { readText } from './messageText'
import type { PackedMail } from './packedMail'

interface MailRow extends PackedMail {
  readonly subject: string
  readonly from_name: string
  readonly from_email: string
  readonly text: Buffer
}

/** Parses a patch again from its stored mail, named by its key. Throws when there is no such mail: the caller found the key in the database. */
export function loadPatch(db: Db, key: string): Patch {
  const row = db
    .prepare<{ key: string }, MailRow>(
      `SELECT messages.subject, messages.from_name, messages.from_email, messages.text, mails.raw, mails.body
       FROM messages JOIN mails ON mails.id = messages.id WHERE messages.key = @key`,
    )
    .get({ key })
  if (row === undefined) throw new Error(`there is no patch mail ${key}`)
  const from = { name: row.from_name, email: row.from_email }
  return parsePatch({ title: parseSubject(row.subject).title, from, body: readText(row).body })
}
