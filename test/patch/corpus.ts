import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createMboxSplitter } from '../../lib/mail/mboxSplitter'
import { parseMessage } from '../../lib/mail/message'
import { parseSubject, type SubjectTag } from '../../lib/mail/subject'
import type { Message } from '../../lib/mail/types'
import { parsePatch } from '../../lib/patch/patch'
import type { Patch } from '../../lib/patch/types'

const FOLDER = join(__dirname, '../../../shared/corpus')

/** True when the tests on real mail must be skipped: the folder beside the project may be absent, but not in CI. */
export const corpusMissing = !existsSync(FOLDER) && process.env.CI !== 'true'
export const WHY_SKIPPED = '(left out when ../shared/corpus is absent)'

export interface CorpusMail {
  readonly raw: Buffer
  readonly message: Message
  readonly tag: SubjectTag
}

/** Reads one mbox of the corpus. */
export async function readCorpus(name: string): Promise<CorpusMail[]> {
  const splitter = createMboxSplitter()
  const items = [...splitter.push(readFileSync(join(FOLDER, name))), ...splitter.end()]
  const mails: CorpusMail[] = []
  for (const item of items) {
    if (item.kind !== 'mail') continue
    const parsed = await parseMessage(item.raw)
    if (parsed.kind !== 'message') throw new Error(`rejected at ${item.offset}: ${parsed.reason}`)
    mails.push({ raw: item.raw, message: parsed.message, tag: parseSubject(parsed.message.subject) })
  }
  return mails
}

/** The patches of every version in an mbox that holds one series, by version number, in the order of their numbers. */
export async function readVersions(name: string): Promise<Map<number, Patch[]>> {
  const versions = new Map<number, Patch[]>()
  for (const { message, tag } of await readCorpus(name)) {
    if (tag.reply || !tag.patch || !tag.number) continue
    const patches = versions.get(tag.version ?? 1) ?? []
    patches[tag.number - 1] = parsePatch({ title: tag.title, from: message.from, body: message.body })
    versions.set(tag.version ?? 1, patches)
  }
  return versions
}
