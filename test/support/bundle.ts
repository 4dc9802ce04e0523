import { execFileSync, spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { toMboxrd } from '../../lib/mail/mboxrd'
import { corpusPath } from './corpusPath'

const LF = 0x0a

export interface BundleMbox {
  readonly path: string
  readonly mails: number
}

/** Writes every mail of a public-inbox bundle (blob `m` of each commit, oldest first) into one mboxrd in a folder. */
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

/** The contents of objects, in order, from one git process; missing objects are skipped. */
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

/** Takes the first response of `git cat-file --batch` off the buffer; undefined while it is incomplete. */
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
