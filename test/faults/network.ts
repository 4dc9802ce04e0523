import { rmSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { openWriter } from '../../db/migrate'
import type { SourceContext } from '../../scripts/sources/context'
import { openHttp } from '../../scripts/sources/http'
import { openSourceIn } from '../../scripts/sources/openSource'
import { SourceError } from '../../scripts/sources/source'
import { createInbox } from '../support/inbox'
import { importSources } from '../support/ingest'
import { listen } from '../support/listen'
import { inFolder } from './job'
import { differences, findDamage, readState } from './state'

interface NetworkReport {
  readonly what: string
  readonly tried: number
  /** Fetches that failed; the others had everything before the cut. */
  readonly cut: number
  readonly failures: readonly string[]
}

/** A proxy in front of a server that can break its connections after some bytes. */
interface Line {
  readonly url: string
  /** Passes this many more bytes from the server, then breaks every connection and accepts no new one. */
  readonly cutAfter: (bytes: number) => void
  /** Bytes from the server since the last cutAfter. */
  readonly passed: () => number
  readonly close: () => void
}

async function openLine(target: string): Promise<Line> {
  const { hostname, port } = new URL(target)
  const open = new Set<Socket>()
  let [left, passed] = [Number.POSITIVE_INFINITY, 0]
  const server = createServer((client) => {
    if (left <= 0) return void client.destroy()
    const upstream = connect(Number(port), hostname)
    for (const socket of [client, upstream]) {
      open.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        open.delete(socket)
        client.destroy()
        upstream.destroy()
      })
    }
    client.pipe(upstream)
    upstream.on('data', (chunk: Buffer) => {
      const part = chunk.subarray(0, Math.max(0, left))
      left -= part.length
      passed += part.length
      client.write(part)
      if (left > 0) return
      for (const socket of open) socket === client ? socket.end() : socket.destroy()
    })
    upstream.on('end', () => client.end())
  })
  const ownPort = await listen(server)
  return {
    url: `http://127.0.0.1:${ownPort}`,
    cutAfter(bytes) {
      left = bytes
      passed = 0
    },
    passed: () => passed,
    close() {
      for (const socket of open) socket.destroy()
      server.close()
    },
  }
}

/**
 * Fetches an archive and a series over connections that break at random places; the next fetch must import what is missing, once.
 * Needs public-inbox.
 */
export async function runNetwork(
  mails: readonly Buffer[],
  id: string,
  { times, random, parent }: { readonly times: number; readonly random: () => number; readonly parent: string },
): Promise<NetworkReport[]> {
  const inbox = createInbox(join(parent, 'network'))
  inbox.add(mails)
  const server = await inbox.serve()
  const line = await openLine(server.url)
  try {
    const reports: NetworkReport[] = []
    for (const [what, word] of [
      ['clone of an archive', `${line.url}/test`],
      ['threads and searches of a series', id],
    ] as const) {
      reports.push(await cutLine(what, word, line, { times, random, parent }))
    }
    return reports
  } finally {
    line.close()
    await server.stop()
    rmSync(join(parent, 'network'), { recursive: true, force: true })
  }
}

async function cutLine(
  what: string,
  word: string,
  line: Line,
  { times, random, parent }: { readonly times: number; readonly random: () => number; readonly parent: string },
): Promise<NetworkReport> {
  const failures: string[] = []
  let cut = 0
  const whole = await inFolder(parent, async (folder) => {
    line.cutAfter(Number.POSITIVE_INFINITY)
    await fetchOnce(folder, line, word)
    return { state: readState(join(folder, 'reroll.sqlite')), bytes: line.passed() }
  })
  for (let number = 1; number <= times; number++) {
    const bytes = Math.floor(random() * whole.bytes)
    await inFolder(parent, async (folder) => {
      const wrong: string[] = []
      line.cutAfter(bytes)
      try {
        await fetchOnce(folder, line, word)
      } catch (error) {
        cut++
        if (!(error instanceof SourceError)) wrong.push(`it fails with ${String(error)}`)
      }
      wrong.push(...findDamage(join(folder, 'reroll.sqlite')))
      line.cutAfter(Number.POSITIVE_INFINITY)
      await fetchOnce(folder, line, word)
      wrong.push(...differences(whole.state, readState(join(folder, 'reroll.sqlite'))))
      failures.push(...wrong.map((text) => `${what}, cut after ${bytes} of ${whole.bytes} bytes: ${text}`))
    })
  }
  return { what, tried: times, cut, failures }
}

async function fetchOnce(folder: string, { url }: Line, word: string): Promise<void> {
  const context: SourceContext = {
    http: openHttp({ backOffMs: [] }),
    lore: `${url}/test`,
    loreIsNamed: true,
    mirrors: join(folder, 'mirrors'),
    stdin: (async function* () {})(),
    warn: () => {},
  }
  const db = openWriter(join(folder, 'reroll.sqlite'))
  try {
    await importSources(db, await openSourceIn(context, word))
  } finally {
    db.close()
  }
}
