import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { getVersionMbox } from '../../db/queries/mail/versionMbox'
import { databaseOf } from './ingest'

/** Our mbox of a patch with the Message-ID p@example.org, from a database with this mail alone. */
export async function mboxOf(raw: Buffer, { trailers }: { readonly trailers: boolean }): Promise<Buffer> {
  const db = await databaseOf([raw])
  const mbox = getVersionMbox(db, 'p@example.org', undefined, { trailers })
  db.close()
  if (mbox === undefined) throw new Error('the mail is not a version')
  return mbox.text
}

/** The first mail of an mbox, without the line that separates mails. */
export function withoutFromLine(mbox: Buffer): Buffer {
  return mbox.subarray(mbox.indexOf('\n') + 1)
}

/** What git mailinfo reads in a mail: its fields (`info`), message and patch, as it writes them. Uses two files in the folder. */
export function gitMailinfo(
  folder: string,
  raw: Buffer,
  ...options: readonly string[]
): { readonly info: string; readonly message: string; readonly patch: string } {
  const [message, patch] = [join(folder, 'message'), join(folder, 'patch')]
  const info = execFileSync('git', ['mailinfo', ...options, message, patch], { input: raw }).toString()
  return { info, message: readFileSync(message, 'utf8'), patch: readFileSync(patch, 'utf8') }
}
