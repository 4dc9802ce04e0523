import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { installText } from '../../scripts/nightly/install'
import { ROOT } from '../support/cli'
import { tempFolder } from '../support/tempFolder'

const read = (name: string) => readFileSync(join(ROOT, 'examples', name), 'utf8')

describe('the examples', () => {
  it('of crontab, service and timer are what `nightly --install` prints', () => {
    const printed = installText({ root: '/opt/reroll', database: '/var/lib/reroll/reroll.sqlite' })
    const files = ['crontab', 'reroll.service', 'reroll.timer'].map(read).join('\n')
    expect(files).toBe(printed.replaceAll(process.execPath, '/usr/bin/node'))
  })

  it('of proxies let GET and HEAD through and nothing else, and limit the rate', () => {
    expect(read('nginx.conf')).toMatch(/limit_except GET \{ deny all; \}/)
    expect(read('nginx.conf')).toMatch(/limit_req zone=reroll/)
    expect(read('Caddyfile')).toMatch(/@write not method GET HEAD\n\trespond @write .* 405/)
    expect(read('Caddyfile')).toMatch(/rate_limit \{/)
  })
})

const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0

describe.skipIf(!hasSystemd)('the units of systemd', () => {
  it('are accepted by systemd-analyze verify', () => {
    const folder = tempFolder()
    // It also checks that the program and the folder of a unit are there.
    const paths = ['reroll.service', 'reroll.timer', 'reroll-web.service'].map((name) => {
      const path = join(folder, name)
      writeFileSync(path, read(name).replaceAll('/usr/bin/node', process.execPath).replaceAll('/opt/reroll', ROOT))
      return path
    })
    const run = spawnSync('systemd-analyze', ['verify', ...paths], { encoding: 'utf8' })
    expect({ status: run.status, stderr: run.stderr }).toEqual({ status: 0, stderr: '' })
  })
})
