import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { scheduleText } from '../../scripts/nightly/schedule'
import { ROOT } from '../support/cli'
import { LITESTREAM, NO_LITESTREAM } from '../support/litestream'
import { tempFolder } from '../support/tempFolder'

const read = (name: string) => readFileSync(join(ROOT, 'examples', name), 'utf8')

describe('the examples', () => {
  it('of crontab, service and timer are what `nightly --install` prints', () => {
    const printed = scheduleText({ root: '/opt/reroll', database: '/var/lib/reroll/reroll.sqlite' })
    const files = ['crontab', 'reroll.service', 'reroll.timer'].map(read).join('\n')
    expect(files).toBe(printed.replaceAll(process.execPath, '/usr/bin/node'))
  })

  it('of the nightly run end it before the next one', () => {
    expect(read('crontab')).toMatch(/^17 3 \* \* \* timeout --kill-after=\d+m 20h /m)
    expect(read('reroll.service')).toMatch(/^TimeoutStartSec=20h$/m)
    // The run after it starts a quarter of an hour late at most.
    expect(read('reroll.timer')).toMatch(/^RandomizedDelaySec=15min$/m)
  })

  it('of proxies let GET, HEAD and POST through and nothing else, and limit the rate', () => {
    expect(read('nginx.conf')).toMatch(
      /if \(\$request_method !~ \^\(\?:GET\|HEAD\|POST\)\$\) \{\n\s+return 405;\n\s+\}\n\n\s+location/,
    )
    expect(read('nginx.conf')).toMatch(/limit_req zone=reroll/)
    expect(read('Caddyfile')).toMatch(/@write not method GET HEAD POST\n\trespond @write .* 405/)
    expect(read('Caddyfile')).toMatch(/rate_limit \{/)
  })

  it('of proxies bound the time and the connections of a reader', () => {
    for (const name of ['client_header_timeout', 'client_body_timeout', 'send_timeout', 'keepalive_timeout']) {
      expect(read('nginx.conf')).toMatch(new RegExp(`^    ${name} \\d+s;$`, 'm'))
    }
    expect(read('nginx.conf')).toMatch(/^limit_conn_zone .* zone=reroll_connections:/m)
    expect(read('nginx.conf')).toMatch(/^ {4}limit_conn reroll_connections \d+;$/m)
    for (const name of ['read_header', 'read_body', 'write', 'idle']) {
      expect(read('Caddyfile')).toMatch(new RegExp(`^\t\t\t${name} \\d+[sm]$`, 'm'))
    }
  })
})

describe.skipIf(LITESTREAM === undefined)(
  `the configuration of Litestream${LITESTREAM === undefined ? ` (${NO_LITESTREAM})` : ''}`,
  () => {
    it('is accepted by it, and names the database of the units', () => {
      const words = ['databases', '-config', join(ROOT, 'examples/litestream.yml')]
      const run = spawnSync(LITESTREAM ?? '', words, { encoding: 'utf8' })
      expect(run.status).toBe(0)
      expect(run.stdout).toMatch(/^\/var\/lib\/reroll\/reroll\.sqlite\s+sftp$/m)
      expect(read('reroll.service')).toContain('--db /var/lib/reroll/reroll.sqlite')
    })
  },
)

const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0

const UNITS = [
  'reroll.service',
  'reroll.timer',
  'reroll-web.service',
  'reroll-follow.service',
  'reroll-litestream.service',
]

describe.skipIf(!hasSystemd)('the units of systemd', () => {
  it('are accepted by systemd-analyze verify', () => {
    const folder = tempFolder()
    // It also checks that the program and the folder of a unit are there.
    const paths = UNITS.map((name) => {
      const path = join(folder, name)
      writeFileSync(
        path,
        read(name)
          .replaceAll('/usr/bin/node', process.execPath)
          .replaceAll('/usr/bin/litestream', LITESTREAM ?? process.execPath)
          .replaceAll('/opt/reroll', ROOT),
      )
      return path
    })
    const run = spawnSync('systemd-analyze', ['verify', ...paths], { encoding: 'utf8' })
    expect({ status: run.status, stderr: run.stderr }).toEqual({ status: 0, stderr: '' })
  })
})
