import { execFileSync, spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { corpusPath } from './corpusPath'

const LF = 0x0a
const SEPARATOR = 'From mboxrd@z Thu Jan  1 00:00:00 1970\n'

export interface BundleMbox {
  readonly path: string
  readonly mails: number
}

/** Writes every mail of a public-inbox bundle (blob `m` of each commit, oldest first) as one mboxrd into a folder. */
export async function bundleToMbox(name: string, folder: string): Promise<BundleMbox> {
  const repository = join(folder, `${name}.git`)
  const path = join(folder, `${name}.mbox`)
  execFileSync('git', ['clone', '--quiet', '--mirror', corpusPath(name), repository], { stdio: 'pipe' })
  const commits = execFileSync('git', ['-C', repository, 'rev-list', '--reverse', '--all'], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line !== '')
  const out = createWriteStream(path)
  let mails = 0
  for await (const raw of readBlobs(
    repository,
    commits.map((commit) => `${commit}:m`),
  )) {
    out.write(toMboxrd(raw))
    mails++
  }
  out.end()
  await finished(out)
  return { path, mails }
}

/** One entry of an mboxrd: separator, the mail with `From ` quoted, a blank line. */
export function toMboxrd(raw: Buffer): Buffer {
  const quoted = raw.toString('latin1').replace(/^(>*From )/gm, '>$1')
  return Buffer.from(`${SEPARATOR}${quoted}${quoted.endsWith('\n') ? '\n' : '\n\n'}`, 'latin1')
}

/** The contents of objects, in order, from one git process; an object that is not there is left out. */
async function* readBlobs(repository: string, names: readonly string[]): AsyncGenerator<Buffer> {
  const git = spawn('git', ['-C', repository, 'cat-file', '--batch'], { stdio: ['pipe', 'pipe', 'inherit'] })
  git.stdin.end(`${names.join('\n')}\n`)
  let buffer: Buffer = Buffer.alloc(0)
  for await (const chunk of git.stdout as AsyncIterable<Buffer>) {
    buffer = Buffer.concat([buffer, chunk])
    for (let next = takeBlob(buffer); next !== undefined; next = takeBlob(buffer)) {
      buffer = next.rest
      if (next.blob !== undefined) yield next.blob
    }
  }
}

/** Takes the first answer of `git cat-file --batch` off the buffer; undefined while it is not whole. */
function takeBlob(buffer: Buffer): { readonly blob: Buffer | undefined; readonly rest: Buffer } | undefined {
  const lineEnd = buffer.indexOf(LF)
  if (lineEnd < 0) return undefined
  const head = buffer.toString('latin1', 0, lineEnd)
  if (head.endsWith(' missing')) return { blob: undefined, rest: buffer.subarray(lineEnd + 1) }
  const start = lineEnd + 1
  const end = start + Number(head.slice(head.lastIndexOf(' ') + 1))
  if (buffer.length <= end) return undefined
  return { blob: Buffer.from(buffer.subarray(start, end)), rest: buffer.subarray(end + 1) }
}
