import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import { ROOT, reroll } from '../support/cli'
import { tempFolder } from '../support/tempFolder'

const database = join(tempFolder(), 'reroll.sqlite')

/** What `npm start` says about a setting that it refuses. */
function refused(env: Readonly<Record<string, string>>): string {
  const start = ['--import', 'tsx', 'scripts/start/main.ts']
  const { status, stderr } = spawnSync(process.execPath, start, {
    cwd: ROOT,
    env: { ...process.env, REROLL_DB: database, ...env },
    encoding: 'utf8',
    timeout: 60_000,
  })
  expect(status).toBe(1)
  return stderr
}

describe('a setting with a wrong value', () => {
  it('ends the start before anything is written: "true" must not be taken for "no"', () => {
    expect(refused({ REROLL_READ_ONLY: 'true' })).toBe(
      'reroll: REROLL_READ_ONLY=true is neither 1 nor 0: 1 serves the database as it is\n',
    )
  }, 60_000)
})

describe('a Message-ID that lost a bracket when it was copied', () => {
  it('is hidden as if it had both', () => {
    openWriter(database).close()
    for (const id of ['<one@example.org', 'one@example.org>'])
      expect(reroll(['hide', id, '--db', database]).stdout).toMatch(/^one@example\.org: not imported here/)
    expect(reroll(['hide', 'one<two@example.org', '--db', database]).code).toBe(2)
  }, 60_000)
})
