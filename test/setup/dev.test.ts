import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { ROOT } from '../support/cli'

let child: ChildProcess | undefined

afterEach(() => {
  if (child?.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
})

/** Starts `npm run dev` on a free port; returns the address that Next prints. */
function startDev(): Promise<string> {
  const { REROLL_DB, ...env } = process.env
  const started = spawn(process.execPath, [join(ROOT, 'scripts/run.mjs'), 'dev'], {
    cwd: ROOT,
    detached: true,
    env: { ...env, PORT: '0' },
  })
  child = started
  return new Promise((resolve, reject) => {
    let output = ''
    const read = (chunk: Buffer) => {
      output += chunk.toString()
      const url = /http:\/\/localhost:[1-9]\d*/.exec(output)?.[0]
      if (url !== undefined) resolve(url)
    }
    started.stdout.on('data', read)
    started.stderr.on('data', read)
    started.on('exit', (code) => reject(new Error(`npm run dev ended with ${code}: ${output}`)))
  })
}

it('npm run dev serves the sample from source, with a script that reloads the page', async () => {
  const url = await startDev()
  const response = await fetch(url)
  const html = await response.text()
  expect(response.status).toBe(200)
  expect(html).toContain('Tidy up vfio_device life cycle')
  const script = /<script src="([^"]+)"/.exec(html)?.[1]
  expect(script).toBeDefined()
  expect(await (await fetch(new URL(script ?? '', url))).text()).toContain('location.reload')
}, 600_000)
