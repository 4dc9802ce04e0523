import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, existsSync, readdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../support/cli'
import { tempFolder } from '../support/tempFolder'

const docker = readFileSync(join(ROOT, 'Dockerfile'), 'utf8').replace(/\\\n/g, ' ')
const lines = docker.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'))
const instructions = (word: string) =>
  lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1))

// Checks the rules of hadolint that matter here; hadolint itself is not an npm package.
describe('the Dockerfile', () => {
  it('names its base images by an exact version', () => {
    expect(instructions('FROM').length).toBe(2)
    for (const image of instructions('FROM')) expect(image).toMatch(/^[a-z]+:\d+\.\d+\.\d+-\w+/)
  })

  it('runs as an unprivileged user, with a health check and its commands as lists', () => {
    expect(instructions('USER').at(-1)).toBe('node')
    expect(lines.findIndex((line) => line.startsWith('USER '))).toBeGreaterThan(lines.lastIndexOf('WORKDIR /app'))
    expect(instructions('HEALTHCHECK').join()).toContain('/api/health')
    expect(instructions('CMD').at(-1)).toMatch(/^\[/)
  })

  it('copies only files that exist, and downloads nothing by itself', () => {
    const copied = instructions('COPY')
      .filter((line) => !line.startsWith('--from'))
      .flatMap((line) => line.split(' ').slice(0, -1))
    expect(copied.length).toBeGreaterThan(5)
    for (const name of copied) expect(existsSync(join(ROOT, name)), name).toBe(true)
    expect(instructions('ADD')).toEqual([])
    expect(docker).not.toMatch(/curl|wget|sudo|latest/)
  })

  it('leaves package lists out of the image and installs no recommended packages', () => {
    for (const line of instructions('RUN').filter((run) => run.includes('apt-get install'))) {
      expect(line).toContain('--no-install-recommends')
      expect(line).toContain('rm -rf /var/lib/apt/lists')
    }
  })
})

/** It builds the pages, unless npm test has. */
const BUILD_MS = 600_000

describe('the folder of the container', () => {
  it(
    'imports and serves from another place, read-only, with a tenth of the packages',
    async () => {
      const folder = tempFolder()
      execFileSync(process.execPath, [join(ROOT, 'scripts/setup/container.mjs'), join(folder, 'made')])
      const app = join(folder, 'moved')
      renameSync(join(folder, 'made'), app)
      chmodSync(app, 0o555)
      expect(readdirSync(join(app, 'node_modules'))).not.toContain('typescript')
      const env = { ...process.env, REROLL_DB: join(folder, 'x.sqlite'), PORT: '0', HOST: '127.0.0.1' }
      const sample = join(app, 'sample/vfio-device-life-cycle.mbox')
      const output = execFileSync(process.execPath, ['bin/reroll.mjs', 'ingest', sample], {
        cwd: app,
        env,
        encoding: 'utf8',
      })
      expect(output).toContain('1 series in 4 versions')
      chmodSync(join(folder, 'x.sqlite'), 0o444)
      const server = spawn(process.execPath, ['bin/start.mjs'], { cwd: app, env: { ...env, REROLL_READ_ONLY: '1' } })
      try {
        const address = await new Promise<string>((resolve, reject) => {
          let printed = ''
          for (const stream of [server.stdout, server.stderr])
            stream.on('data', (chunk: Buffer) => {
              printed += chunk.toString()
              const found = /Reroll is at (\S+)/.exec(printed)?.[1]
              if (found !== undefined) resolve(found)
            })
          server.on('exit', (code) => reject(new Error(`ended with ${code}: ${printed}`)))
        })
        const page = await fetch(address)
        expect(page.status).toBe(200)
        const html = await page.text()
        expect(html).toContain('Tidy up vfio_device life cycle')
        const parts = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map((found) => found[1] ?? '')
        expect(parts.length).toBeGreaterThan(1)
        for (const part of parts) expect((await fetch(new URL(part, address))).status, part).toBe(200)
      } finally {
        server.kill('SIGKILL')
        chmodSync(app, 0o755)
      }
    },
    BUILD_MS,
  )
})
