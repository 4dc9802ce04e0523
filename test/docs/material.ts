import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { ROOT } from '../support/cli'
import { listen } from '../support/listen'

const SAMPLE = join(ROOT, 'sample/vfio-device-life-cycle.mbox')
export const V4 = '20220921104401.38898-1-kevin.tian@intel.com'
export const V1 = '20220827171037.30297-1-kevin.tian@intel.com'
/** A reply that no other command names. */
export const REPLY = 'Yw4oUL33TbJK6inc@ziepe.ca'

/** Creates the sources that the documents name: mboxes, a Maildir and a public-inbox epoch, with mail of the sample, and a git tree. */
export function makeMaterial(folder: string): void {
  const mbox = readFileSync(SAMPLE)
  const mail = mbox.subarray(mbox.indexOf(10) + 1, mbox.indexOf('\nFrom '))
  for (const name of ['thread.mbox', 'mail.mbox']) copyFileSync(SAMPLE, join(folder, name))
  writeFileSync(join(folder, 'thread.mbox.gz'), gzipSync(mbox))
  for (const name of ['new', 'cur', 'tmp']) mkdirSync(join(folder, 'Maildir/lists', name), { recursive: true })
  writeFileSync(join(folder, 'Maildir/lists/new/1'), mail)
  mkdirSync(join(folder, 'split'))
  const epoch = join(folder, 'epoch.git')
  execFileSync('git', ['init', '--quiet', '--bare', epoch])
  const commit = `commit HEAD\ncommitter T <t@example.org> 1709287200 +0000\ndata 4\nmail\nM 100644 inline m\ndata ${mail.length}\n`
  const input = Buffer.concat([Buffer.from(commit), mail, Buffer.from('\n')])
  execFileSync('git', ['-C', epoch, 'fast-import', '--quiet'], { input })
  const tree = join(folder, 'linux.git')
  execFileSync('git', ['init', '--quiet', '--bare', tree])
  const branches = ['master', 'next', 'linux-6.1.y'].map(
    (name) =>
      `commit refs/heads/${name}\ncommitter T <t@example.org> 1709287200 +0000\ndata 8\n${name.slice(0, 4)}: x\n`,
  )
  execFileSync('git', ['-C', tree, 'fast-import', '--quiet'], { input: branches.join('') })
}

/** A running server. */
export interface Loopback {
  readonly url: string
  readonly stop: () => void
}

/** Starts a server that acts as lore, a pipermail archive and a Patchwork, each with the sample. */
export async function serveSample(): Promise<Loopback> {
  const gzipped = gzipSync(readFileSync(SAMPLE))
  const server = createServer(((request, response) => {
    const url = request.url ?? ''
    const cover = { id: 1, msgid: `<${V4}>`, mbox: 'none' }
    if (url === `/all/${encodeURIComponent(V4)}/t.mbox.gz` || url.startsWith('/pipermail/')) {
      return response.writeHead(200, { 'content-type': 'application/gzip' }).end(gzipped)
    }
    if (url.startsWith('/api/series/1')) {
      return response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ cover_letter: cover, patches: [] }))
    }
    return response.writeHead(404).end()
  }) satisfies RequestListener)
  const port = await listen(server)
  return {
    url: `http://127.0.0.1:${port}`,
    stop() {
      server.closeAllConnections()
      server.close()
    },
  }
}
