import { encodeMail } from '../../../lib/mail/encode'
import { spellAddress } from '../../../lib/mail/sender'
import { addTrailers } from '../../../lib/patch/addTrailers'
import { bodyForAm } from '../../../lib/patch/body'
import { restoreDiff } from '../../../lib/patch/diffBytes'
import { findVersion } from '../../../lib/series/label'
import { readText } from '../../mail/messageText'
import { type PackedMail, unpackMail } from '../../mail/packedMail'
import type { Db } from '../../open'
import { findSeries } from '../series/find'
import { listVersions } from '../series/versionList'
import type { PatchView, VersionView } from '../views'
import { joinMails, MboxLimit } from './mboxLimit'

interface MailRow extends PackedMail {
  readonly id: number
  readonly message_id: string
  readonly subject: string
  readonly from_name: string
  readonly from_email: string
  readonly sent_ms: number | null
  readonly sent_zone: number
  readonly received_ms: number
  readonly text: Buffer
}

/**
 * The patches of a version, in order, as an mbox for `git am`. Without `versionWord`, the newest version. With `trailers`, the review
 * tags of replies are added to the commit messages. Undefined when the series or the version is unknown, or none of its patches was
 * imported. Throws MboxLimit when a patch was not read whole, or when the mbox would be too large.
 */
export function getVersionMbox(
  db: Db,
  id: string,
  versionWord: string | undefined,
  { trailers }: { readonly trailers: boolean },
): { readonly filename: string; readonly text: Buffer } | undefined {
  const series = findSeries(db, id)
  const versions = series === undefined ? [] : listVersions(db, series.id)
  const version = versionWord === undefined ? versions.at(-1) : findVersion(versions, versionWord)
  if (series === undefined || version === undefined || version.patches.length === 0) return undefined
  const mails = function* () {
    for (const patch of version.patches) yield patchMail(db, patch, trailers)
  }
  return { filename: fileName(version, series.title), text: joinMails(mails(), 'The version') }
}

function patchMail(db: Db, patch: PatchView, withTags: boolean): Buffer {
  const row = db
    .prepare<{ key: string }, MailRow>(
      `SELECT messages.id, messages.message_id, messages.subject, messages.from_name, messages.from_email, messages.sent_ms,
              messages.sent_zone, messages.received_ms, messages.text, mails.raw, mails.body
       FROM messages JOIN mails ON mails.id = messages.id WHERE messages.key = @key`,
    )
    .get({ key: patch.messageId })
  if (row === undefined) throw new Error(`there is no patch mail ${patch.messageId}`)
  refuseCut(db, row.id, patch.number)
  const tags = withTags ? patch.trailers.filter(({ source }) => source !== 'body') : []
  const lines = tags.map(({ name, value }) => `${name}: ${value}`)
  const raw = unpackMail(row)
  return encodeMail({
    messageId: row.message_id,
    subject: row.subject,
    from: { name: row.from_name, email: spellAddress(row.from_email, raw) },
    sentAtMs: row.sent_ms ?? row.received_ms,
    zoneMinutes: row.sent_ms === null ? 0 : row.sent_zone,
    body: restoreDiff(bodyForAm(addTrailers(readText(row).body, lines)), raw),
  })
}

/** A patch that was cut would apply as another patch, or not at all. */
function refuseCut(db: Db, message: number, number: number): void {
  const limit = db
    .prepare<{ message: number }, string>(
      "SELECT text FROM issues WHERE message = @message AND stage = 'mail' AND code IN ('text-cut', 'mime-cut')",
    )
    .pluck()
    .get({ message })
  if (limit === undefined) return
  throw new MboxLimit(
    `Patch ${number} was not read whole, so there is no mbox of this version: take the raw mail. ${limit}`,
  )
}

/** Only letters, digits, `-` and `_`: the name goes into a header and onto the reader's disk. */
function fileName({ key }: VersionView, title: string): string {
  const words = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 60)
  return `v${key.replace(/[^A-Za-z0-9-]/g, '_')}_${words === '' ? 'series' : words}.mbox`
}
