import { headerText, readBodyFields, type SearchedMail } from '../../lib/search/mailFields'
import { packPairs } from '../../lib/search/wordPairs'
import { readText } from '../mail/messageText'
import { SEARCHED_COLUMNS, type SearchedRow, toSearched } from '../mail/searchedMail'
import type { Db } from '../open'

export interface MailSearch {
  /** Writes the words of a mail, replacing those stored before. They are deleted together with the mail. */
  readonly put: (id: number, mail: SearchedMail) => void
  /** Writes the words of a stored mail again, which came through another list. */
  readonly refresh: (id: number) => void
}

/** Prepares the statements on `mail_search` and `word_pairs`. */
export function openMailSearch(db: Db): MailSearch {
  const replace = db.prepare(
    `INSERT OR REPLACE INTO mail_search (rowid, subject, sender, id, recipients, copies, lists, own, quoted, file, removed, added, context,
       function, old_blob, new_blob)
     VALUES (@rowid, @subject, @sender, @id, @recipients, @copies, @lists, @own, @quoted, @file, @removed, @added, @context,
       @function, @old_blob, @new_blob)`,
  )
  const replacePairs = db.prepare('INSERT OR REPLACE INTO word_pairs (message, filter) VALUES (@rowid, @filter)')
  const select = db.prepare<{ id: number }, SearchedRow>(
    `SELECT ${SEARCHED_COLUMNS} FROM messages JOIN mails ON mails.id = messages.id WHERE messages.id = @id`,
  )
  const put = (rowid: number, mail: SearchedMail): void => {
    const { texts, before, after } = readBodyFields(mail.body)
    replace.run({
      rowid,
      subject: mail.subject,
      sender: headerText(mail, 'from'),
      id: mail.messageId,
      recipients: headerText(mail, 'to'),
      copies: headerText(mail, 'cc'),
      lists: headerText(mail, 'list'),
      ...texts,
      old_blob: before.join('\n'),
      new_blob: after.join('\n'),
    })
    replacePairs.run({ rowid, filter: packPairs(mail) })
  }
  return {
    put,
    refresh(id) {
      const row = select.get({ id })
      if (row !== undefined) put(id, toSearched(row, readText))
    },
  }
}
