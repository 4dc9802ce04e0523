import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { toMboxrd } from '../../lib/mail/mboxrd'
import { bundleToMbox } from '../support/bundle'
import { ROOT } from '../support/cli'
import { corpusPath, hasCorpus } from '../support/corpusPath'
import { createInbox, hasPublicInbox } from '../support/inbox'
import { readMails } from '../support/ingest'
import { run } from './program'

const SAMPLE = join(ROOT, 'sample/vfio-device-life-cycle.mbox')

/** The mail of the jobs. */
export interface Material {
  /** Its name in the report. */
  readonly name: string
  readonly files: readonly string[]
  readonly mails: readonly (readonly Buffer[])[]
}

/** Real mail with `part` mails of linux-s390 if the corpus is present, else the bundled sample. */
export async function openMaterial(folder: string, part: number): Promise<Material> {
  if (!hasCorpus()) return { name: 'the bundled sample', files: [SAMPLE], mails: [readMails(SAMPLE)] }
  const files = ['vfio-device-life-cycle.mbox', 'iommufd-rfc.mbox'].map(corpusPath)
  const mails = files.map(readMails)
  if (part === 0) return { name: 'the vfio and iommufd mails', files, mails }
  const { path } = await bundleToMbox('linux-s390-2022.bundle', folder)
  const year = readMails(path).slice(0, part)
  const file = join(folder, 'part.mbox')
  writeFileSync(file, Buffer.concat(year.map(toMboxrd)))
  return {
    name: `the vfio and iommufd mails and ${part} of linux-s390`,
    files: [...files, file],
    mails: [...mails, year],
  }
}

/** What a nightly run starts from. */
export interface Evening {
  /** Folder with `reroll.sqlite` and what was fetched, before the night. */
  readonly folder: string
  /** The archive to fetch from; a closed port if public-inbox is not installed. */
  readonly lore: string
  readonly stop: () => Promise<void>
}

/**
 * Makes a database that tracks a file, a Maildir and, if public-inbox is installed, an archive over HTTP. It has half of their
 * mail; the other half was delivered since, for a nightly run to import.
 */
export async function makeEvening(folder: string, { mails }: Material): Promise<Evening> {
  const [first = [], second = first, third = second] = mails
  const [evening, list, maildir] = [join(folder, 'evening'), join(folder, 'list.mbox'), join(folder, 'Maildir')]
  mkdirSync(evening)
  for (const part of ['cur', 'new', 'tmp']) mkdirSync(join(maildir, part), { recursive: true })
  const inbox = hasPublicInbox() ? createInbox(join(folder, 'home')) : undefined
  const half = (all: readonly Buffer[]) => Math.ceil(all.length / 2)
  writeFileSync(list, Buffer.concat(first.slice(0, half(first)).map(toMboxrd)))
  deliver(maildir, second.slice(0, half(second)), 0)
  inbox?.add(third.slice(0, half(third)))
  const server = await inbox?.serve()
  const lore = server === undefined ? 'http://127.0.0.1:9' : `${server.url}/test`
  const database = join(evening, 'reroll.sqlite')
  const sources = [list, maildir, ...(server === undefined ? [] : [lore])]
  await must(['track', ...sources, '--db', database], lore)
  await must(['nightly', '--db', database], lore)
  // The cache would answer for ten minutes; without it the nightly run fetches again.
  rmSync(join(`${database}-fetched`, 'cache'), { recursive: true, force: true })
  writeFileSync(list, Buffer.concat(first.map(toMboxrd)))
  deliver(maildir, second.slice(half(second)), half(second))
  inbox?.add(third.slice(half(third)))
  return { folder: evening, lore, stop: async () => void (await server?.stop()) }
}

/** Runs a command that has to succeed. */
export async function must(words: readonly string[], lore = 'http://127.0.0.1:9'): Promise<void> {
  const { code, stderr } = await run(words, { env: { REROLL_LORE: lore } })
  if (code !== 0) throw new Error(`${words[0]}: ${stderr}`)
}

function deliver(maildir: string, mails: readonly Buffer[], from: number): void {
  for (const [index, raw] of mails.entries()) writeFileSync(join(maildir, 'new', `${from + index}.example`), raw)
}
