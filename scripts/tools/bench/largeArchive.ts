import { closeSync, existsSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { openReader, withDatabase } from '../../../db/open'
import { at } from '../../../lib/at'
import { toMboxrd } from '../../../lib/mail/mboxrd'
import { openSource } from '../../sources/openSource'
import { renewMail } from './mails'
import { listWords, replaceWords } from './otherWords'
import { measureReroll, ROOT } from './process'

/** The mails of four real lists. Without these files the sample of the project is used. */
const CORPORA = ['linux-s390-2022.bundle', 'netfilter-2021.mbox.gz', 'ltp-2023.mbox.gz', 'hwmon-2020.mbox.gz']
/** Mails in one import, so that the temporary mbox stays small. */
const STEP = 25_000

/**
 * Makes a database of at least `size` mails, or continues one that an earlier run began: real mails, and copies of them by other people with
 * other words in their prose (renewMail, replaceWords). Each copy is dated a year after the one before it, and the last one has the
 * dates of the real mail.
 */
export async function growArchive(
  database: string,
  size: number,
  { folder, quick, note }: { readonly folder: string; readonly quick: boolean; readonly note: (text: string) => void },
): Promise<void> {
  const mbox = join(folder, 'archive.mbox')
  let known = existsSync(database) ? await countMails(database) : 0
  if (known >= size) return
  const mails = await readMails(quick)
  const words = listWords(mails)
  const copies = Math.ceil(size / mails.length)
  // A mail that several corpora have is imported once, so a step may add fewer mails than it reads.
  for (let from = known; known < size; from += STEP) {
    note(`an archive of ${known} mails`)
    const file = openSync(mbox, 'w')
    for (let index = from; index < from + Math.min(STEP, size); index++) {
      const copy = Math.floor(index / mails.length)
      const raw = replaceWords(at(mails, index % mails.length), copy, words)
      writeSync(file, toMboxrd(postEarlier(renewMail(raw, copy), copies - 1 - copy)))
    }
    closeSync(file)
    await measureReroll(['ingest', '--db', database, mbox])
    known = await countMails(database)
  }
  rmSync(mbox)
}

const DATE = /\b(\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) )(20\d\d)\b/g

/** Subtracts years from all dates in the headers of a mail. */
function postEarlier(raw: Buffer, years: number): Buffer {
  const text = raw.toString('latin1')
  const end = text.indexOf('\n\n')
  const head = text.slice(0, end).replace(DATE, (_, day: string, year: string) => `${day}${Number(year) - years}`)
  return Buffer.from(head + text.slice(end), 'latin1')
}

async function readMails(quick: boolean): Promise<readonly Buffer[]> {
  const paths = CORPORA.map((name) => join(ROOT, '../shared/corpus', name)).filter((path) => !quick && existsSync(path))
  const mails: Buffer[] = []
  for (const path of paths.length > 0 ? paths : [join(ROOT, 'sample/vfio-device-life-cycle.mbox')]) {
    const source = await openSource(path)
    await source.prepare?.(null)
    for await (const item of source.items(null)) if (item.kind === 'mail') mails.push(Buffer.from(item.raw))
  }
  return mails
}

function countMails(database: string): Promise<number> {
  return withDatabase(openReader(database), (db) => Number(db.prepare('SELECT count(*) FROM messages').pluck().get()))
}
