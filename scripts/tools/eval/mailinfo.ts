import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Db } from '../../../db/open'
import { loadRaw } from '../../../db/queries/mail/rawMessage'
import { getVersionMbox } from '../../../db/queries/mail/versionMbox'
import { findSeries } from '../../../db/queries/series/find'
import { listVersions } from '../../../db/queries/series/versionList'
import { headerValues, parseHeaderBlock } from '../../../lib/mail/header'
import { isScissorsLine } from '../../../lib/patch/scissors'
import { byHash } from './sample'

/** What git reads from one patch mail. Bytes are strings with one character for each byte. */
export interface GitPatch {
  readonly author: string
  readonly title: string
  readonly message: string
  readonly patch: string
}

/** How a mail was posted, by its raw bytes alone; `plain` is what git and Reroll must read alike. */
export const CLASSES = [
  'plain',
  'wrapped',
  'attached',
  'pasted',
  'scissors',
  'rewritten From',
  'encoded CRLF',
  'unknown charset',
  'protected',
] as const
export type MailClass = (typeof CLASSES)[number]

/** A drawn patch as git reads it from the mail and from our mbox. */
export interface Comparison {
  readonly id: string
  readonly kind: MailClass
  /** What differs: 'author', 'title', 'message', 'patch', or the reason why there is no mbox. Empty when all is equal. */
  readonly differs: readonly string[]
  /** The first line that differs, in the mail and in our mbox. */
  readonly lines: readonly [string, string] | undefined
}

/** Draws patches by a hash of their ids and compares them. The same seed gives the same patches. */
export function comparePatches(db: Db, size: number, seed: number): { drawn: Comparison[]; all: number } {
  const ids = db
    .prepare<[], { id: string; message: number }>(
      'SELECT DISTINCT messages.key AS id, messages.id AS message FROM patches JOIN messages ON messages.id = patches.message',
    )
    .all()
  const drawn = [...ids].sort(byHash(seed)).slice(0, size)
  return { drawn: drawn.map(({ id, message }) => comparePatch(db, id, message)), all: ids.length }
}

function comparePatch(db: Db, id: string, message: number): Comparison {
  const raw = loadRaw(db, message)
  if (raw === undefined) throw new Error(`there is no mail ${id}`)
  const kind = classify(raw)
  const ours = fromMbox(db, id)
  if (typeof ours === 'string') return { id, kind, differs: [ours], lines: undefined }
  const theirs = readWithGit(raw)[0]
  if (theirs === undefined) return { id, kind, differs: ['git reads no patch from the mail'], lines: undefined }
  return { id, kind, ...compare(theirs, ours) }
}

/** The patch in the mbox of its version, without review tags of replies; a sentence when there is none. */
function fromMbox(db: Db, id: string): GitPatch | string {
  const series = findSeries(db, id)
  const versions = series === undefined ? [] : listVersions(db, series.id)
  for (const { key, patches } of versions) {
    const at = patches.findIndex(({ messageId }) => messageId === id)
    if (at < 0) continue
    try {
      const mbox = getVersionMbox(db, id, key, { trailers: false })
      return (mbox === undefined ? [] : readWithGit(mbox.text))[at] ?? 'not in the mbox'
    } catch (error) {
      return (error as Error).message
    }
  }
  return 'not in its series'
}

/** What `git am` reads: `git mailsplit` for an mbox or a single mail, then `git mailinfo` for each. */
function readWithGit(file: Buffer): GitPatch[] {
  const folder = mkdtempSync(join(tmpdir(), 'reroll-mailinfo-'))
  try {
    const [source, mails, message, patch] = ['source', 'mails', 'message', 'patch'].map((name) => join(folder, name))
    if (!source || !mails || !message || !patch) return []
    writeFileSync(source, file)
    mkdirSync(mails)
    execFileSync('git', ['mailsplit', '-b', '-d6', `-o${mails}`, '--', source], { cwd: folder })
    return readdirSync(mails)
      .sort()
      .map((name) => {
        const input = readFileSync(join(mails, name))
        const info = spawnSync('git', ['mailinfo', message, patch], { cwd: folder, input }).stdout.toString('latin1')
        const field = (label: string) => new RegExp(`^${label}: (.*)$`, 'm').exec(info)?.[1] ?? ''
        return {
          author: `${field('Author')} <${field('Email')}>`,
          title: field('Subject'),
          message: readFileSync(message, 'latin1'),
          patch: readFileSync(patch, 'latin1'),
        }
      })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Compares two readings. Of a patch, up to two line ends that an mbox adds to the end of a mail are nothing. */
export function compare(theirs: GitPatch, ours: GitPatch): Pick<Comparison, 'differs' | 'lines'> {
  const parts = ['author', 'title', 'message', 'patch'] as const
  const differs = parts.filter((part) =>
    part === 'patch' ? !samePatch(theirs.patch, ours.patch) : theirs[part] !== ours[part],
  )
  const [first] = differs
  return { differs, lines: first === undefined ? undefined : firstDifference(theirs[first], ours[first]) }
}

function samePatch(theirs: string, ours: string): boolean {
  return ours.startsWith(theirs) && /^\n{0,2}$/.test(ours.slice(theirs.length))
}

function firstDifference(theirs: string, ours: string): readonly [string, string] {
  const [left, right] = [theirs.split('\n'), ours.split('\n')]
  const at = left.findIndex((line, index) => line !== right[index])
  const index = at < 0 ? left.length : at
  return [left[index] ?? '', right[index] ?? '']
}

/** The class of a raw mail: the first that matches, in the order of CLASSES. */
export function classify(raw: Buffer): MailClass {
  const { fields, bodyOffset } = parseHeaderBlock(raw)
  const value = (name: string) => headerValues(fields, name)[0] ?? ''
  const body = raw.toString('latin1', bodyOffset)
  if (/^\s*message\//i.test(value('content-type')) || /^content-type:\s*message\/rfc822/im.test(body)) return 'wrapped'
  if (/^\s*multipart\//i.test(value('content-type'))) return 'attached'
  if (/^From [0-9a-f]{40} .*\r?\nFrom: .*@/m.test(body)) return 'pasted'
  if (body.split('\n').some((line) => isScissorsLine(line))) return 'scissors'
  if (/ via [^<]*</i.test(value('from')) || isFromList(value('from'), value('list-post'))) return 'rewritten From'
  if (!isCharset(/charset\s*=\s*"?([^\s";]+)/i.exec(value('content-type'))?.[1] ?? 'utf-8')) return 'unknown charset'
  if (isEncodedWithCr(value('content-transfer-encoding'), body)) return 'encoded CRLF'
  return isProtected(value('content-type'), body) ? 'protected' : 'plain'
}

function isFromList(from: string, listPost: string): boolean {
  const address = /<mailto:([^<>\s]+)>/i.exec(listPost)?.[1]?.toLowerCase()
  return address !== undefined && from.toLowerCase().includes(`<${address}>`)
}

function isEncodedWithCr(encoding: string, body: string): boolean {
  if (/^quoted-printable/i.test(encoding)) return /=0D=?$/im.test(body)
  return /^base64/i.test(encoding) && Buffer.from(body, 'base64').includes('\r\n')
}

function isCharset(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== ''
  } catch {
    return false
  }
}

/** Whether a format=flowed mail has a blank more before each line of its diff that begins with one. */
function isProtected(type: string, body: string): boolean {
  const diff = body.slice(Math.max(0, body.search(/^diff --git /m)))
  return /format\s*=\s*"?flowed/i.test(type) && /^ {2}/m.test(diff) && !/^ [^ \r\n]/m.test(diff)
}
