import { type ChildProcess, spawn } from 'node:child_process'
import type { LookupAddress } from 'node:dns'
import { MAX_MESSAGE_BYTES } from '../../lib/mail/mboxSplitter'
import type { Hosts } from './hosts'
import { parseUrl, USER_AGENT } from './http'
import { SourceError } from './source'

const MAX_OUTPUT_BYTES = 64 * 1024 * 1024
const LF = 0x0a

/** A repository may come from anywhere, so nothing in its configuration may run a program or fetch missing objects. */
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

/** For fetching: http and https only, no credential helpers, no redirects to another host. */
const NETWORK = [
  'protocol.http.allow=always',
  'protocol.https.allow=always',
  'http.followRedirects=false',
  'http.lowSpeedLimit=1000',
  'http.lowSpeedTime=60',
  'credential.helper=',
].flatMap((setting) => ['-c', setting])

/** GIT_ variables that are passed on: certificates and the user's own configuration. Others could redirect git or run programs. */
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

/** Runs git without a shell. Throws SourceError if git is not installed; if git itself fails, `code` is not 0. */
export async function runGit(words: readonly string[]): Promise<GitResult> {
  const git = start(words, 'ignore')
  const [stdout, stderr, code] = await Promise.all([collect(git.stdout), collect(git.stderr), ended(git)])
  return { code, stdout, stderr }
}

/** Runs a git command that contacts a server, pinned to the addresses that the policy allows. Throws SourceError for a forbidden host. */
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
    throw new SourceError(`${url.href}: cannot be reached (${code ?? message}); check the network`)
  }
}

/** The lines of git's output as they arrive. Throws SourceError with git's own reason if it fails. */
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

/** The bytes of a blob; null if the repository does not have it; its size alone if it is larger than any mail may be, so that it is never held in memory. */
export type BlobContent = Buffer | number | null

/** Reads blobs one after the other from a single `git cat-file --batch` process. */
export interface BlobReader {
  /** Requests a blob. Several may be requested before the first is taken, so that git reads ahead. */
  readonly ask: (oid: string) => void
  /** The oldest requested blob that has not been taken yet. Calls must not overlap. */
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
      const whole = Buffer.concat(parts)
      return type === 'blob' ? whole.subarray(0, whole.length - 1) : null
    },
    close: () => {
      git.stdin?.end()
      git.kill()
    },
  }
}

/** The line of git's standard error that gives the reason, without its `fatal:` prefix. */
export function gitReason(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '')
  const fatal =
    lines.find((line) => /^(?:fatal|error): /.test(line)) ?? lines[lines.length - 1] ?? 'failed without giving a reason'
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
        new SourceError(
          error.code === 'ENOENT' ? 'git is not installed; public-inbox archives need it' : error.message,
        ),
      ),
    )
    git.on('close', (code) => resolve(code ?? 1))
  })
}
