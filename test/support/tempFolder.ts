import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

/** A folder that is removed after the tests of the file or block that asked for it. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'reroll-test-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
