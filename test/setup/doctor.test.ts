import { spawnSync } from 'node:child_process'
import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../support/cli'
import { tempFolder } from '../support/tempFolder'

/** Runs the check on a machine that has only the programs of this folder. */
function doctor(path: string) {
  return spawnSync(process.execPath, [join(ROOT, 'scripts/doctor.mjs')], {
    encoding: 'utf8',
    env: { ...process.env, PATH: path, npm_config_registry: 'http://127.0.0.1:1/' },
  })
}

describe('npm run doctor', () => {
  it('shows what is missing and where to get it', () => {
    const run = doctor(join(tempFolder(), 'nothing'))
    expect(run.stdout).toMatch(/^- git .*apt-get install git$/m)
    expect(run.stdout).toMatch(/^- Chromium .*apt-get install chromium$/m)
    expect(run.stdout).toMatch(/^- npm /m)
    expect(run.stdout).toContain('npm start cannot run yet')
    expect(run.status).toBe(1)
  })

  it('succeeds when everything that npm start needs is there', () => {
    const folder = join(tempFolder(), 'bin')
    mkdirSync(folder)
    symlinkSync('/bin/true', join(folder, 'npm'))
    const run = doctor(folder)
    expect(run.stdout).toMatch(/^\+ packages .*works$/m)
    expect(run.stdout).toMatch(/^- git /m)
    expect(run.stdout).toContain('npm start can run')
    expect(run.status).toBe(0)
  })
})
