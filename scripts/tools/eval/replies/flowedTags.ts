import type { Db } from '../../../../db/open'
import { type CheckResult, type Finding, openRawMails } from './finding'
import type { RawMail } from './rawText'
import { decodeRfc3676 } from './rfc3676'

interface Row {
  readonly message: number
  readonly id: string
}

interface Tag {
  readonly name: string
  readonly email: string
  /** The words in front of it in its paragraph. */
  readonly before: string
  readonly text: string
}

const TAG =
  /(?<![\w-])((?:[a-z]+-){0,3}(?:reviewed|acked|tested|approved|nacked)(?:-[a-z]+){0,4}-by)\s*:\s*[^<>:]{0,80}<([^<>\s]+@[^<>\s]+)>/gi

/**
 * Checks that each review tag that stands outside of quotations in a flowed reply, as RFC 3676 reads it, is among the positions that the
 * mail gives. Tags in mails of the author, in pasted patches, and inside a sentence are listed.
 */
export function checkFlowedTags(db: Db): CheckResult {
  const rows = db
    .prepare<[], Row>(
      `SELECT places.message, messages.message_id AS id FROM places JOIN messages ON messages.id = places.message
       WHERE places.kind = 'reply' AND places.series IS NOT NULL ORDER BY places.message`,
    )
    .all()
  const listPositions = db.prepare<{ message: number }, { position: string; quote: string }>(
    'SELECT position, quote FROM positions WHERE message = @message',
  )
  const readMail = openRawMails(db)
  const findings: Finding[] = []
  let [flowed, found] = [0, 0]
  for (const { message, id } of rows) {
    const mail = readMail(message)
    if (!mail.flowed) continue
    flowed++
    const tags = findTags(mail)
    const said = tags.length === 0 ? [] : listPositions.all({ message })
    for (const tag of tags) {
      found++
      if (said.some(({ quote }) => holds(quote, tag))) continue
      const byAuthor = said.length > 0 && said.every(({ position }) => position === 'author')
      findings.push({ kind: kindOf(tag, mail, byAuthor), id, text: tag.text })
    }
  }
  return {
    name: 'tags in flowed replies that Reroll lacks',
    counts: `${found} tags in ${flowed} flowed replies`,
    findings,
  }
}

/** The tags in paragraphs without quote marks, above the signature. */
function findTags({ text, delSp }: RawMail): Tag[] {
  const paragraphs = decodeRfc3676(text, delSp)
  const end = paragraphs.findIndex(({ depth, text: words }) => depth === 0 && words === '-- ')
  return paragraphs.slice(0, end < 0 ? paragraphs.length : end).flatMap(({ depth, text: words }) => {
    if (depth > 0) return []
    return [...words.matchAll(TAG)].map((found) => {
      const [all, name = '', email = ''] = found
      return { name, email, before: words.slice(0, found.index).trim(), text: all }
    })
  })
}

function holds(quote: string, { name, email }: Tag): boolean {
  const text = quote.toLowerCase()
  return text.includes(email.toLowerCase()) && text.includes(name.toLowerCase())
}

function kindOf(tag: Tag, { text }: RawMail, byAuthor: boolean): string {
  if (byAuthor) return 'by the author'
  if (/^(?:diff --git |@@ -\d)/m.test(text)) return 'pasted patch'
  return tag.before === '' ? 'wrong' : 'in a sentence'
}
