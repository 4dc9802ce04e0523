import { type ChildProcess, spawn } from 'node:child_process'
import { MAX_MESSAGE_BYTES } from '../../lib/mail/mboxSplitter'
import { endGroup, watchGroup } from './gitGroups'
import { USER_AGENT } from './http'
import { SourceError } from './source'

const MAX_OUTPUT_BYTES = 64 * 1024 * 1024
const LF = 0x0a

/** git is stopped when it takes longer than this, or when a stream of its output pauses for longer than SILENCE_MS. */
const CALL_MS = 60 * 60_000
const SILENCE_MS = 10 * 60_000
const CHECK_MS = 1_000

/** A repository may come from anywhere, so nothing in its configuration may run a program or fetch missing objects. */
const SAFE = [
  'protocol.allow=never',
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'core.sshCommand=false',
  'core.alternateRefsCommand=false',
  'core.attributesFile=/dev/null',
  'attr.tree=',
  'core.bigFileThreshold=16m',
  'log.showSignature=false',
  'gpg.program=false',
  'gc.auto=0',
  'maintenance.auto=false',
].flatMap((setting) => ['-c', setting])

/**
 * For reading a repository: settings that keep git to the objects themselves, since a stranger's repository may bring an index of commits or packs that lies; and to a small part of its packs at a
 * time, which it would otherwise map as a whole. That takes no longer.
 */
export const READING = [
  'core.commitGraph=false',
  'core.multiPackIndex=false',
  'core.packedGitWindowSize=1m',
  'core.packedGitLimit=64m',
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

function start(words: readonly string[], input: 'pipe' | 'ignore', group = false): ChildProcess {
  const env: NodeJS.ProcessEnv = { ...process.env }
  for (const name of Object.keys(env)) {
    if (name.startsWith('GIT_') && !KEPT_VARIABLES.test(name)) Reflect.deleteProperty(env, name)
  }
  Object.assign(env, OWN_VARIABLES)
  const git = spawn('git', [...SAFE, ...words], { env, stdio: [input, 'pipe', 'pipe'], detached: group })
  if (group) watchGroup(git)
  return git
}

/** What a call of git is given besides its words. */
export interface GitCall {
  /** Written to its standard input. */
  readonly input?: string
  /** When it is stopped: after this time, or after a pause of this length in a stream. */
  readonly limitMs?: number
  /** Asked every second: why it is to be stopped; undefined while it may go on. */
  readonly check?: () => string | undefined
  /** Whether it starts other processes, which must end with it. */
  readonly group?: boolean
}

/** Runs git without a shell. Throws SourceError if git is not installed; if git itself fails, takes too long or is stopped, `code` is not 0. */
export async function runGit(
  words: readonly string[],
  { input, limitMs = CALL_MS, check, group = false }: GitCall = {},
): Promise<GitResult> {
  const git = start(words, input === undefined ? 'ignore' : 'pipe', group)
  feed(git, input)
  let stopped: string | undefined
  const stop = (reason: string) => {
    stopped ??= reason
    if (group) endGroup(git)
    else git.kill('SIGKILL')
  }
  const timer = setTimeout(() => stop(tookLong(limitMs)), limitMs)
  const checks = setInterval(() => {
    const reason = check?.()
    if (reason !== undefined) stop(reason)
  }, CHECK_MS)
  try {
    const [stdout, stderr, code] = await Promise.all([collect(git.stdout), collect(git.stderr), ended(git)])
    return stopped === undefined ? { code, stdout, stderr } : { code: 1, stdout, stderr: `fatal: ${stopped}` }
  } finally {
    clearTimeout(timer)
    clearInterval(checks)
  }
}

function feed(git: ChildProcess, input: string | undefined): void {
  // A git that ends early closes its input; its exit code gives the reason.
  git.stdin?.on('error', () => {})
  if (input !== undefined) git.stdin?.end(input)
}

function tookLong(limitMs: number): string {
  return `took longer than ${Math.ceil(limitMs / 1_000)} seconds and was stopped`
}

/** The lines of git's output as they arrive. Throws SourceError with git's own reason if it fails. */
export async function* gitLines(name: string, words: readonly string[], call: GitCall = {}): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of gitChunks(name, words, call)) {
    const lines = (rest + chunk.toString('latin1')).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
}

/** The bytes of git's output as they arrive. Throws SourceError with git's own reason if it fails. */
export async function* gitChunks(
  name: string,
  words: readonly string[],
  { input, limitMs = SILENCE_MS }: GitCall = {},
): AsyncGenerator<Buffer> {
  const git = start(words, input === undefined ? 'ignore' : 'pipe')
  feed(git, input)
  const [end, errors] = [ended(git), collect(git.stderr)]
  try {
    yield* readChunks(name, git, limitMs)
    if ((await end) !== 0) throw new SourceError(`${name}: ${gitReason(await errors)}`)
  } finally {
    end.catch(() => {})
    git.kill('SIGKILL')
  }
}

/** The output of git as it arrives. Throws SourceError when it pauses for longer than `limitMs`; time that the caller takes does not count. */
async function* readChunks(name: string, git: ChildProcess, limitMs: number): AsyncGenerator<Buffer> {
  const chunks = (git.stdout as AsyncIterable<Buffer>)[Symbol.asyncIterator]()
  for (;;) {
    let late = false
    const timer = setTimeout(() => {
      late = true
      git.kill('SIGKILL')
    }, limitMs)
    const next = await chunks.next()
    clearTimeout(timer)
    if (late) throw new SourceError(`${name}: git: ${tookLong(limitMs)}`)
    if (next.done === true) return
    yield next.value
  }
}

/** An object of a repository; `bytes` are only its first ones if it is larger than the reader was told to hold. Null if it is missing or of another type. */
export type ObjectContent = { readonly size: number; readonly bytes: Buffer } | null

/** The bytes of a blob; null if the repository does not have it; its size alone if it is larger than any mail may be. */
export type BlobContent = Buffer | number | null

/** Reads objects one after the other from a single `git cat-file --batch` process. */
export interface ObjectReader<Content> {
  /** Requests an object. Several may be requested before the first is taken, so that git reads ahead. */
  readonly ask: (oid: string) => void
  /** The oldest requested object that has not been taken yet. Calls must not overlap. */
  readonly take: () => Promise<Content>
  readonly close: () => void
}

/** Reads the blobs of a repository. */
export function openBlobReader(name: string, repository: string): ObjectReader<BlobContent> {
  const objects = openObjectReader(name, repository, 'blob', MAX_MESSAGE_BYTES)
  return {
    ...objects,
    async take() {
      const content = await objects.take()
      if (content === null) return null
      return content.bytes.length === content.size ? content.bytes : content.size
    },
  }
}

/** Reads the objects of one type. At most `maxBytes` of each are held in memory. */
export function openObjectReader(
  name: string,
  repository: string,
  type: 'blob' | 'commit',
  maxBytes: number,
): ObjectReader<ObjectContent> {
  const git = start([...READING, '--git-dir', repository, 'cat-file', '--batch'], 'pipe')
  feed(git, undefined)
  const chunks = readChunks(name, git, SILENCE_MS)
  const errors = collect(git.stderr)
  ended(git).catch(() => {})
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
      const [, found, length] = buffer.toString('latin1', 0, lineEnd).split(' ')
      buffer = buffer.subarray(lineEnd + 1)
      if (found === 'missing' || length === undefined) return null
      const size = Number(length)
      const parts: Buffer[] = []
      // A line feed follows the object.
      let [wanted, room] = [size + 1, Math.min(size, maxBytes)]
      for (;;) {
        const part = buffer.subarray(0, wanted)
        if (room > 0) parts.push(part.subarray(0, room))
        room -= part.length
        buffer = buffer.subarray(part.length)
        wanted -= part.length
        if (wanted === 0) break
        await more()
      }
      return found === type ? { size, bytes: Buffer.concat(parts) } : null
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
          error.code === 'ENOENT' ? 'git is not installed; public-inbox archives and git trees need it' : error.message,
        ),
      ),
    )
    git.on('close', (code) => resolve(code ?? 1))
  })
}
