import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ROOT } from './cli'

/** A lock older than this was left by a run that was stopped. */
const STALE_MS = 180_000

/** Builds the pages when a source changed since the last build. Test files run side by side: one builds, the others wait. */
export async function ensureBuilt(): Promise<void> {
  const lock = join(tmpdir(), `reroll-build-${createHash('sha256').update(ROOT).digest('hex').slice(0, 12)}`)
  for (;;) {
    try {
      mkdirSync(lock)
      break
    } catch {
      const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0)
      if (age > STALE_MS) rmSync(lock, { recursive: true, force: true })
      else await sleep(200)
    }
  }
  try {
    const program = "import('./scripts/setup/setup.mjs').then(({ build }) => build())"
    execFileSync(process.execPath, ['-e', program], { cwd: ROOT, stdio: 'pipe' })
  } finally {
    rmSync(lock, { recursive: true, force: true })
  }
}
