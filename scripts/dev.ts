import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { importSample } from './start/sample'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const SAMPLE_DATABASE = join(ROOT, 'db/reroll-sample.sqlite')

const HELP = `npm run dev   serves the pages from source; the browser reloads when a file is saved

In the environment
  PORT        where to listen (default: 3000)
  REROLL_DB   the database (default: the bundled sample, imported into db/reroll-sample.sqlite)
`

/** Runs `next dev` over the database of REROLL_DB, or over the bundled sample, until either ends. */
async function dev(words: readonly string[]): Promise<void> {
  if (words.includes('--help') || words.includes('-h')) {
    process.stdout.write(HELP)
    return
  }
  const given = process.env.REROLL_DB
  const env = {
    ...process.env,
    NEXT_TELEMETRY_DISABLED: '1',
    REROLL_DB: given ?? (await provideSample()),
    REROLL_SHOWS: given === undefined ? 'sample' : '',
  }
  const next = join(ROOT, 'node_modules/next/dist/bin/next')
  const child = spawn(process.execPath, [next, 'dev', ROOT, '--hostname', 'localhost'], { env, stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  const [code] = await once(child, 'exit')
  process.exitCode = typeof code === 'number' ? code : 1
}

/** The path of a database with the sample in it. An import that was done before writes nothing. */
async function provideSample(): Promise<string> {
  await importSample(SAMPLE_DATABASE, (line) => process.stderr.write(`${line}\n`))
  return SAMPLE_DATABASE
}

void dev(process.argv.slice(2))
