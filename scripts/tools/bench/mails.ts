import { execFileSync } from 'node:child_process'
import { closeSync, createReadStream, existsSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { at as elementAt } from '../../../lib/at'
import { toMboxrd } from '../../../lib/mail/mboxrd'
import { readMbox } from '../../sources/mboxStream'
import { openSource } from '../../sources/openSource'
import { ROOT } from './process'

const BUNDLE = join(ROOT, '../shared/corpus/linux-s390-2022.bundle')
const SAMPLE = join(ROOT, 'sample/vfio-device-life-cycle.mbox')

/** The mails that are measured: 9,938 of a real list if its bundle is present, else the bundled sample. */
export interface Archive {
  readonly name: string
  readonly mails: readonly Buffer[]
}

/** Reads the mails into memory; with `quick` always the sample. */
export async function readArchive(quick: boolean): Promise<Archive> {
  const path = !quick && existsSync(BUNDLE) ? BUNDLE : SAMPLE
  const mails: Buffer[] = []
  if (path === SAMPLE) {
    for await (const item of readMbox(path, createReadStream(path))) if (item.kind === 'mail') mails.push(item.raw)
    return { name: 'the bundled sample', mails }
  }
  const source = await openSource(path)
  await source.prepare?.(null)
  for await (const item of source.items(null)) if (item.kind === 'mail') mails.push(Buffer.from(item.raw))
  return { name: 'linux-s390, 2022', mails }
}

/**
 * A copy of a mail as if from another archive: all addresses and IDs are in another domain, the sender and the subject have
 * another name, so that the copies form threads and series unconnected to the originals. Copy 0 is the mail itself.
 */
export function renewMail(raw: Buffer, copy: number): Buffer {
  if (copy === 0) return raw
  const text = raw.toString('latin1')
  const end = text.indexOf('\n\n')
  const head = text
    .slice(0, end)
    .replace(/^(From: "?)/gim, `$1K${copy} `)
    .replace(/^(Subject: .*(?:\n[ \t].*)*)/im, `$1 unit${copy}`)
  return Buffer.from(`${head}${text.slice(end)}`.replace(/@([A-Za-z0-9][\w.-]*)/g, `@$1.k${copy}`), 'latin1')
}

/** Writes an mboxrd of the mails from `from` up to `to`, excluded, of the endless archive that copies make. */
export function writeMbox(path: string, { mails }: Archive, from: number, to: number): void {
  const file = openSync(path, 'w')
  for (let at = from; at < to; at++) {
    writeSync(file, toMboxrd(renewMail(elementAt(mails, at % mails.length), Math.floor(at / mails.length))))
  }
  closeSync(file)
}

/** Writes a Maildir, one file per mail, for notmuch. */
export function writeMaildir(folder: string, { mails }: Archive): void {
  for (const name of ['cur', 'new', 'tmp']) mkdirSync(join(folder, name), { recursive: true })
  for (const [index, raw] of mails.entries()) writeFileSync(join(folder, 'cur', `${index}.bench:2,S`), raw)
}

/** Writes a git repository like an epoch of public-inbox: one commit per mail, the mail in the file `m`. */
export function writeEpoch(repository: string, { mails }: Archive): void {
  mkdirSync(dirname(repository), { recursive: true })
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=master', repository])
  const parts: Buffer[] = []
  for (const [index, raw] of mails.entries()) {
    const when = 1_640_995_200 + index * 60
    parts.push(
      Buffer.from(`commit refs/heads/master\ncommitter Bench <bench@example.org> ${when} +0000\ndata 4\nmail\n`),
      Buffer.from(`deleteall\nM 100644 inline m\ndata ${raw.length}\n`),
      raw,
      Buffer.from('\n\n'),
    )
  }
  execFileSync('git', ['-C', repository, 'fast-import', '--quiet'], { input: Buffer.concat(parts) })
}
