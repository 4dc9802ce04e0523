import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { ROOT } from './cli'

/** Builds the pages if a source changed since the last build. Test files run in parallel: one builds, the others wait. */
export async function ensureBuilt(): Promise<void> {
  const program = "import('./scripts/setup/build.mjs').then(({ buildPages }) => buildPages())"
  const build = spawn(process.execPath, ['-e', program], { cwd: ROOT, stdio: ['ignore', 'inherit', 'pipe'] })
  const [output, [code]] = await Promise.all([text(build.stderr), once(build, 'exit') as Promise<[number | null]>])
  if (code !== 0) throw new Error(output)
}
