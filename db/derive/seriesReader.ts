import type { SeriesMember } from '../../lib/derive/deriveSeries'
import { countLines, keepLines, MAX_LINES, shareLines } from '../../lib/derive/lineBudget'
import type { MailIssue } from '../../lib/derive/seriesIssues'
import type { ChainEntry } from '../../lib/series/chain'
import { mailsOf } from '../../lib/series/facts'
import { readText } from '../mail/messageText'
import type { PackedMail } from '../mail/packedMail'
import type { Db } from '../open'
import { HEADER_COLUMNS, PLACE_COLUMNS, type PlacedRow, parseMarks, parseRecipients, toSeriesMail } from './mailRows'

interface MemberRow extends PlacedRow, PackedMail {
  readonly text: Buffer
  readonly lists: string
  readonly parent_key: string | null
}

/** The mails of one series, and what had to be left out of them. */
export interface LoadedSeries {
  readonly members: readonly SeriesMember[]
  readonly issues: readonly MailIssue[]
}

/** Prepares loading the mails of one series, each with as much of its text as a series may have: nearly always all of it. */
export function openSeriesReader(db: Db): (chain: readonly ChainEntry[]) => LoadedSeries {
  const select = db.prepare<{ posting: number }, MemberRow>(
    `SELECT ${HEADER_COLUMNS}, ${PLACE_COLUMNS}, messages.text, mails.raw, mails.body, mails.lists, above.key AS parent_key
     FROM places JOIN messages ON messages.id = places.message JOIN mails ON mails.id = places.message
          LEFT JOIN messages AS above ON above.id = places.parent
     WHERE places.posting = @posting`,
  )
  const load = function* (chain: readonly ChainEntry[]): Generator<SeriesMember> {
    for (const { facts } of chain) {
      for (const { id } of mailsOf(facts.version)) for (const row of select.all({ posting: id })) yield toMember(row)
    }
  }
  return (chain) => {
    const sizes: number[] = []
    const whole: SeriesMember[] = []
    let sum = 0
    for (const member of load(chain)) {
      const size = countLines(member.stored.body)
      sizes.push(size)
      sum += size
      if (sum <= MAX_LINES) whole.push(member)
    }
    if (sum <= MAX_LINES) return { members: whole, issues: [] }
    whole.length = 0
    const share = shareLines(sizes)
    const issues: MailIssue[] = []
    for (const member of load(chain)) {
      const { text, issue } = keepLines(member.stored.body, share, sum)
      if (issue !== null) issues.push({ mailKey: member.mail.key, issue })
      whole.push({ ...member, stored: { ...member.stored, body: text } })
    }
    return { members: whole, issues }
  }
}

function toMember(row: MemberRow): SeriesMember {
  const mail = toSeriesMail(row)
  const { recipients, body } = readText(row)
  return {
    mail,
    parentKey: row.parent_key,
    posting: row.posting ?? mail.id,
    stored: {
      key: mail.key,
      subject: row.subject,
      from: mail.from,
      body,
      lists: JSON.parse(row.lists) as string[],
      recipients: parseRecipients(recipients),
      ...parseMarks(recipients),
    },
  }
}
