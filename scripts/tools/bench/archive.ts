import { execFileSync } from 'node:child_process'
import { closeSync, createReadStream, existsSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readMbox } from '../../sources/mboxStream'
import { openSource } from '../../sources/openSource'
import { ROOT } from './process'

const BUNDLE = join(ROOT, '../shared/corpus/linux-s390-2022.bundle')
const SAMPLE = join(ROOT, 'sample/vfio-device-life-cycle.mbox')
const SEPARATOR = 'From mboxrd@z Thu Jan  1 00:00:00 1970\n'

/** The mails the benchmark is made of: 9,938 of a real list when its bundle is there, else the bundled sample. */
export interface Archive {
  readonly name: string
  readonly mails: readonly Buffer[]
}

/** Reads the mails into memory; `quick` takes the sample. */
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
 * A mail as another archive would have it: every address and id lies in another domain, the sender has another name and the
 * subject another title, so that copies make threads and series of their own that nothing connects. Copy 0 is the mail itself.
 */
export function renewMail(raw: Buffer, copy: number): Buffer {
  if (copy === 0) return raw
  const text = raw.toString('latin1')
  const end = text.indexOf('\n\n')
  const head = text
    .slice(0, end)
    .replace(/^(From: "?)/gim, `$1K${copy} `)
    .replace(/^(Subject: .*(?:\n[ \t].*)*)/im, `$1 unit${copy}`)
  return Buffer.from(`${head}${text.slice(end)}`.replace(/@(?=[A-Za-z0-9])/g, `@k${copy}.`), 'latin1')
}

/** Writes mails `from` to `to` (exclusive) of the endless archive that copies make, as an mboxrd. */
export function writeMbox(path: string, { mails }: Archive, from: number, to: number): void {
  const file = openSync(path, 'w')
  for (let at = from; at < to; at++) {
    const raw = renewMail(mails[at % mails.length] ?? Buffer.alloc(0), Math.floor(at / mails.length))
    const quoted = raw.toString('latin1').replace(/^(>*From )/gm, '>$1')
    writeSync(file, Buffer.from(`${SEPARATOR}${quoted}${quoted.endsWith('\n') ? '\n' : '\n\n'}`, 'latin1'))
  }
  closeSync(file)
}

/** One file a mail, as notmuch reads them. */
export function writeMaildir(folder: string, { mails }: Archive): void {
  for (const name of ['cur', 'new', 'tmp']) mkdirSync(join(folder, name), { recursive: true })
  for (const [index, raw] of mails.entries()) writeFileSync(join(folder, 'cur', `${index}.bench:2,S`), raw)
}

/** A git repository as public-inbox writes its epochs: one commit a mail, the mail in the file `m`. */
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
