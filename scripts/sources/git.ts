import { type ChildProcess, spawn } from 'node:child_process'
import type { LookupAddress } from 'node:dns'
import { MAX_MESSAGE_BYTES } from '../../lib/mail/mboxSplitter'
import type { Hosts } from './hosts'
import { parseUrl, USER_AGENT } from './http'
import { SourceError } from './source'

const MAX_OUTPUT_BYTES = 64 * 1024 * 1024
const LF = 0x0a

/** A repository may come from anywhere: nothing in its configuration runs a program, and what it lacks is not fetched from where it says. */
const SAFE = [
  'protocol.allow=never',
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'core.sshCommand=false',
  'core.alternateRefsCommand=false',
  'log.showSignature=false',
  'gpg.program=false',
  'gc.auto=0',
  'maintenance.auto=false',
].flatMap((setting) => ['-c', setting])

/** Over the network only what a user can have meant: no helper programs, no other protocols, no redirect to another host. */
const NETWORK = [
  'protocol.http.allow=always',
  'protocol.https.allow=always',
  'http.followRedirects=false',
  'http.lowSpeedLimit=1000',
  'http.lowSpeedTime=60',
  'credential.helper=',
].flatMap((setting) => ['-c', setting])

/** Variables that would lead git elsewhere or have it run something; certificates and the user's own configuration stay. */
const KEPT_VARIABLES = /^GIT_(?:CONFIG|SSL_|EXEC_PATH|PROXY_SSL)/

const OWN_VARIABLES = {
  GIT_TERMINAL_PROMPT: '0',
  GIT_HTTP_USER_AGENT: USER_AGENT,
  GIT_NO_LAZY_FETCH: '1',
  GIT_NO_REPLACE_OBJECTS: '1',
  LC_ALL: 'C',
}

export interface GitResult {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

function start(words: readonly string[], input: 'pipe' | 'ignore'): ChildProcess {
  const env: NodeJS.ProcessEnv = { ...process.env }
  for (const name of Object.keys(env)) {
    if (name.startsWith('GIT_') && !KEPT_VARIABLES.test(name)) Reflect.deleteProperty(env, name)
  }
  Object.assign(env, OWN_VARIABLES)
  return spawn('git', [...SAFE, ...words], { env, stdio: [input, 'pipe', 'pipe'] })
}

/** Runs git without a shell. Throws SourceError when there is no git; a failure of git itself is in `code`. */
export async function runGit(words: readonly string[]): Promise<GitResult> {
  const git = start(words, 'ignore')
  const [stdout, stderr, code] = await Promise.all([collect(git.stdout), collect(git.stderr), ended(git)])
  return { code, stdout, stderr }
}

/** Runs git where it asks a server, at the addresses that the policy gives. Throws SourceError for a host that is not asked. */
export async function runGitAt(hosts: Hosts, url: string, words: readonly string[]): Promise<GitResult> {
  const target = parseUrl(url)
  const addresses = await resolveOrFail(hosts, target)
  const port = target.port || (target.protocol === 'https:' ? '443' : '80')
  const list = addresses?.map(({ address, family }) => (family === 6 ? `[${address}]` : address)).join(',')
  const pin = list === undefined ? [] : ['-c', `http.curloptResolve=${target.hostname}:${port}:${list}`]
  return runGit([...NETWORK, ...pin, ...words])
}

async function resolveOrFail(hosts: Hosts, url: URL): Promise<readonly LookupAddress[] | undefined> {
  try {
    return await hosts.resolve(url)
  } catch (error) {
    if (error instanceof SourceError) throw error
    const { code, message } = error as NodeJS.ErrnoException
    throw new SourceError(`${url.href}: it cannot be reached (${code ?? message}): is there a network?`)
  }
}

/** Lines that git prints, as they come. Throws SourceError, with the reason as git puts it, when git fails. */
export async function* gitLines(name: string, words: readonly string[]): AsyncGenerator<string> {
  const git = start(words, 'ignore')
  const [end, errors] = [ended(git), collect(git.stderr)]
  let rest = ''
  try {
    for await (const chunk of git.stdout as AsyncIterable<Buffer>) {
      const lines = (rest + chunk.toString('latin1')).split('\n')
      rest = lines.pop() ?? ''
      yield* lines
    }
    if (rest !== '') yield rest
    if ((await end) !== 0) throw new SourceError(`${name}: ${gitReason(await errors)}`)
  } finally {
    git.kill()
  }
}

/** The bytes of a blob, or null when the repository does not hold it (any more); the number of its bytes when they are more than a mail may have: then memory never holds them. */
export type BlobContent = Buffer | number | null

/** Reads the blobs of a repository one by one from one process (`git cat-file --batch`). */
export interface BlobReader {
  /** Asks for a blob; several may be asked for before the first is taken, so that git works meanwhile. */
  readonly ask: (oid: string) => void
  /** The first blob that was asked for and not taken. Calls must not overlap. */
  readonly take: () => Promise<BlobContent>
  readonly close: () => void
}

export function openBlobReader(name: string, repository: string): BlobReader {
  const git = start(['--git-dir', repository, 'cat-file', '--batch'], 'pipe')
  const chunks = (git.stdout as AsyncIterable<Buffer>)[Symbol.asyncIterator]()
  const errors = collect(git.stderr)
  ended(git).catch(() => {})
  git.stdin?.on('error', () => {})
  let buffer: Buffer = Buffer.alloc(0)
  const more = async (): Promise<void> => {
    const next = await chunks.next()
    if (next.done === true) throw new SourceError(`${name}: ${gitReason(await errors)}`)
    buffer = buffer.length === 0 ? next.value : Buffer.concat([buffer, next.value])
  }
  return {
    ask(oid) {
      git.stdin?.write(`${oid}\n`)
    },
    async take() {
      while (buffer.indexOf(LF) < 0) await more()
      const lineEnd = buffer.indexOf(LF)
      const [, type, size] = buffer.toString('latin1', 0, lineEnd).split(' ')
      buffer = buffer.subarray(lineEnd + 1)
      if (type === 'missing' || size === undefined) return null
      const parts: Buffer[] = []
      const kept = Number(size) <= MAX_MESSAGE_BYTES
      let wanted = Number(size) + 1
      for (;;) {
        const part = buffer.subarray(0, wanted)
        if (kept) parts.push(part)
        buffer = buffer.subarray(part.length)
        wanted -= part.length
        if (wanted === 0) break
        await more()
      }
      if (!kept) return type === 'blob' ? Number(size) : null
      const whole = parts.length === 1 ? Buffer.from(parts[0] ?? '') : Buffer.concat(parts)
      return type === 'blob' ? whole.subarray(0, whole.length - 1) : null
    },
    close: () => {
      git.stdin?.end()
      git.kill()
    },
  }
}

/** The last line in which git says why, without its prefix. */
export function gitReason(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '')
  const fatal =
    lines.find((line) => /^(?:fatal|error): /.test(line)) ?? lines[lines.length - 1] ?? 'git failed without a word'
  return `git: ${fatal.replace(/^(?:fatal|error): /, '')}`
}

async function collect(stream: ChildProcess['stdout']): Promise<string> {
  let text = ''
  for await (const chunk of (stream ?? []) as AsyncIterable<Buffer>) {
    if (text.length < MAX_OUTPUT_BYTES) text += chunk.toString('utf8')
  }
  return text
}

function ended(git: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    git.on('error', (error: NodeJS.ErrnoException) =>
      reject(
        new SourceError(error.code === 'ENOENT' ? 'git is not installed; archives in git need it' : error.message),
      ),
    )
    git.on('close', (code) => resolve(code ?? 1))
  })
}
