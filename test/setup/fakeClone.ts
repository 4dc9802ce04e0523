import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { ROOT } from '../support/cli'

/**
 * A clone of a small project with the real set-up scripts, a real esbuild and database module, and an npm and a Next that take a
 * second instead of a minute. Both write a line to a log when they begin and when they end.
 */
export interface FakeClone {
  readonly root: string
  /** Locks the package `greeting` at another version, as `git pull` may. */
  readonly lockGreeting: (version: string) => void
  /** The version of `greeting` in node_modules. */
  readonly installedGreeting: () => string
  /** The log of npm and Next: `npm ci begin`, `npm ci end`, `next build begin`, ... */
  readonly log: () => string[]
  /** Starts one of the set-up scripts, or npm itself, as a shell would. */
  readonly run: (program: 'run' | 'start' | 'npm', ...words: string[]) => Running
}

export interface Running {
  readonly child: ChildProcess
  readonly output: () => string
  /** Resolves once the output contains this text; rejects when the process ends without it. */
  readonly says: (text: string) => Promise<void>
  readonly ended: Promise<number | null>
}

const VERSIONS = { 'better-sqlite3': '12.0.0', esbuild: '0.28.0', next: '16.0.0', bindings: '1.0.0' }

const FILES: Readonly<Record<string, string>> = {
  'next.config.ts': '',
  'app/page.ts': 'export const page = 1\n',
  'db/migrations/0001.sql': '',
  'lib/empty.ts': '',
  'public/x.txt': '',
  'sample/x.mbox': '',
  // A command: with `wait` it loads part of a package only when its input ends.
  'scripts/reroll.ts': `import Database from 'better-sqlite3'
    import { version } from 'greeting'
    const one = new Database(':memory:').prepare('SELECT 1').pluck().get()
    console.log('greeting', version, 'database', one)
    if (process.argv[2] === 'wait') {
      for await (const _ of process.stdin);
      console.log('late', (await import('greeting/late')).version)
    }`,
  'scripts/server/worker.ts': '',
  // A server: a page and part of Next are loaded only when they are requested.
  'scripts/start/main.ts': `import { createServer } from 'node:http'
    import { createRequire } from 'node:module'
    import { readFileSync } from 'node:fs'
    import Database from 'better-sqlite3'
    const root = new URL('../..', import.meta.url)
    const require = createRequire(import.meta.url)
    new Database(':memory:').close()
    const server = createServer((_, response) => {
      const page = readFileSync(new URL('.next/server/page.txt', root), 'utf8')
      response.end(page + ' by next of ' + require('next/late.js') + readFileSync(new URL('public/x.txt', root), 'utf8'))
    })
    server.listen(0, '127.0.0.1', () => console.log('Reroll is at http://127.0.0.1:' + server.address().port))`,
}

const NEXT = `const { appendFileSync, mkdirSync, writeFileSync, readFileSync, rmSync, cpSync } = require('node:fs')
  appendFileSync('tools.log', 'next build begin\\n')
  const greeting = require('greeting').version
  rmSync('.next', { recursive: true, force: true })
  for (const name of ['server', 'static', 'standalone/.next/server', 'standalone/node_modules'])
    mkdirSync('.next/' + name, { recursive: true })
  writeFileSync('.next/standalone/.next/server/page.txt', 'page of ' + greeting)
  writeFileSync('.next/standalone/package.json', '{}')
  for (const name of ['next', 'better-sqlite3'])
    cpSync('node_modules/' + name, '.next/standalone/node_modules/' + name, { recursive: true })
  setTimeout(() => {
    writeFileSync('.next/BUILD_ID', 'x')
    appendFileSync('tools.log', 'next build end\\n')
  }, 700)`

/** Unpacks packages one after the other, and writes its record at the end, as npm does. */
const NPM = `#!${process.execPath}
  const { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } = require('node:fs')
  const { join } = require('node:path')
  const [command, ...words] = process.argv.slice(2)
  const log = join(process.env.CLONE, 'tools.log')
  const sleep = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
  const real = (name) => join(${JSON.stringify(join(ROOT, 'node_modules'))}, name)
  appendFileSync(log, 'npm ' + command + ' begin\\n')
  const put = (path, text) => {
    mkdirSync(join('node_modules', path, '..'), { recursive: true })
    writeFileSync(join('node_modules', path), text)
  }
  const compile = () => symlinkSync(real('better-sqlite3/build'), 'node_modules/better-sqlite3/build')
  if (command === 'ci') {
    if (existsSync(join(process.env.CLONE, 'npm-fails'))) {
      console.error('npm error: no registry')
      process.exit(1)
    }
    rmSync('node_modules', { recursive: true, force: true })
    const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'))
    const { version } = packages['node_modules/greeting']
    put('greeting/package.json', JSON.stringify({ name: 'greeting', version }))
    put('greeting/index.js', 'exports.version = "' + version + '"')
    put('greeting/late.js', 'exports.version = "' + version + '"')
    sleep(700)
    while (existsSync(join(process.env.CLONE, 'npm-waits'))) sleep(20)
    put('next/package.json', '{"name":"next"}')
    put('next/late.js', 'module.exports = "' + version + '"')
    put('next/dist/bin/next', ${JSON.stringify(NEXT)})
    mkdirSync('node_modules/better-sqlite3')
    for (const name of ['lib', 'package.json']) symlinkSync(real('better-sqlite3/' + name), 'node_modules/better-sqlite3/' + name)
    for (const name of ['esbuild', 'bindings', 'file-uri-to-path']) symlinkSync(real(name), 'node_modules/' + name)
    if (!words.includes('--ignore-scripts')) compile()
    delete packages['']
    delete packages['node_modules/only-for-windows']
    put('.package-lock.json', JSON.stringify({ packages }))
  } else compile()
  appendFileSync(log, 'npm ' + command + ' end\\n')`

/** Makes the clone in a folder that does not exist yet. */
export function makeClone(root: string): FakeClone {
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  for (const [path, text] of Object.entries(FILES)) write(path, text)
  for (const name of ['run.mjs', 'start.mjs', 'setup'])
    cpSync(join(ROOT, 'scripts', name), join(root, 'scripts', name), { recursive: true })
  write('bin/npm', NPM)
  chmodSync(join(root, 'bin/npm'), 0o755)
  const lockGreeting = (version: string) => {
    const dependencies = { ...VERSIONS, greeting: version }
    const locked = Object.entries(dependencies).map(([name, locks]) => [`node_modules/${name}`, { version: locks }])
    const other = ['node_modules/only-for-windows', { version: '1.0.0', optional: true }]
    const packages = Object.fromEntries([['', {}], ...locked, other])
    write('package.json', JSON.stringify({ name: 'fake', dependencies, devDependencies: {} }))
    write('package-lock.json', JSON.stringify({ packages }))
  }
  lockGreeting('1.0.0')
  return {
    root,
    lockGreeting,
    installedGreeting: () =>
      (JSON.parse(readFileSync(join(root, 'node_modules/greeting/package.json'), 'utf8')) as { version: string })
        .version,
    log: () => {
      const path = join(root, 'tools.log')
      return existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : []
    },
    run: (program, ...words) => runIn(root, program, words),
  }
}

function runIn(root: string, program: 'run' | 'start' | 'npm', words: readonly string[]): Running {
  const env = { ...process.env, CLONE: root, PATH: `${join(root, 'bin')}${delimiter}${process.env.PATH}` }
  const [file, ...rest] = {
    run: [process.execPath, 'scripts/run.mjs', 'reroll'],
    start: [process.execPath, 'scripts/start.mjs'],
    npm: [join(root, 'bin/npm')],
  }[program]
  // A group of its own, so that a test can kill it with or without the processes it started.
  const child = spawn(file ?? '', [...rest, ...words], { cwd: root, env, detached: true })
  let output = ''
  const listeners = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      for (const listener of listeners) listener()
    })
  const ended = once(child, 'close').then(([code]) => code as number | null)
  return {
    child,
    output: () => output,
    ended,
    says: (text) =>
      new Promise((resolve, reject) => {
        const listener = () => {
          if (output.includes(text)) resolve()
        }
        listeners.add(listener)
        listener()
        void ended.then((code) => reject(new Error(`ended with ${code} and did not say "${text}": ${output}`)))
      }),
  }
}
