import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { NextHandler } from './next'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Loads Next and the build in `.next`. Rejects with an Error that says what to do when there is no build. */
export async function loadNext(): Promise<NextHandler> {
  // Next reads these when it is imported, hence the late import.
  Object.assign(process.env, { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' })
  applyBuiltConfig()
  const create = await importDefault(import('next'))
  const loadConfig = await importDefault(import('next/dist/server/config.js'))
  // Next keeps what it has loaded. When it loads the settings itself, it prints how long that took.
  await loadConfig('phase-production-server', resolve(ROOT))
  const app = create({ dev: false, dir: ROOT })
  await app.prepare()
  return app.getRequestHandler()
}

/** The default export of a module of Next, which an import from an ES module wraps once more. */
async function importDefault<T extends object>(loading: Promise<{ readonly default: T }>): Promise<T> {
  const { default: found } = await loading
  return 'default' in found ? (found.default as T) : found
}

/**
 * Gives Next the settings of the build, as its own standalone server does, so that next.config.ts is not compiled at every
 * start and need not be in the folder that scripts/setup/container.mjs makes. `output` is left out, because Next warns about
 * it under any server but its own.
 */
function applyBuiltConfig(): void {
  const path = join(ROOT, '.next/required-server-files.json')
  if (!existsSync(path)) return
  const { config } = JSON.parse(readFileSync(path, 'utf8')) as { config: Record<string, unknown> }
  process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify({ ...config, output: undefined })
}
