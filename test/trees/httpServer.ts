import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll } from 'vitest'

/** A server on loopback for the repositories in a folder. */
export interface GitServer {
  /** Without a slash at the end. */
  readonly url: string
  readonly requests: readonly string[]
}

/** Serves with `git http-backend`, as most hosts do. */
export function serveSmart(folder: string): Promise<GitServer> {
  return serve((request, response) => {
    const url = new URL(request.url ?? '', 'http://localhost')
    const git = spawn('git', ['http-backend'], {
      env: {
        ...process.env,
        GIT_PROJECT_ROOT: folder,
        GIT_HTTP_EXPORT_ALL: '1',
        GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
        PATH_INFO: url.pathname,
        QUERY_STRING: url.search.slice(1),
        REQUEST_METHOD: request.method ?? 'GET',
        CONTENT_TYPE: request.headers['content-type'] ?? '',
        HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      },
      stdio: ['pipe', 'pipe', 'ignore'],
    })
    request.pipe(git.stdin)
    git.stdin.on('error', () => {})
    const chunks: Buffer[] = []
    git.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    git.on('close', () => {
      const output = Buffer.concat(chunks)
      const end = output.indexOf('\r\n\r\n')
      const headers = output
        .toString('latin1', 0, end)
        .split('\r\n')
        .map((line) => line.split(/: (.*)/).slice(0, 2) as [string, string])
      const status = headers.find(([name]) => name === 'Status')?.[1]
      for (const [name, value] of headers) if (name !== 'Status') response.setHeader(name, value)
      response.writeHead(Number.parseInt(status ?? '200', 10))
      response.end(output.subarray(end + 4))
    })
  })
}

/** Serves plain files, as a host without git does; the repositories need `git update-server-info`. */
export function serveDumb(folder: string): Promise<GitServer> {
  return serve((request, response) => {
    const path = join(folder, new URL(request.url ?? '', 'http://localhost').pathname)
    if (!existsSync(path) || !statSync(path).isFile()) {
      response.writeHead(404)
      response.end()
      return
    }
    response.end(readFileSync(path))
  })
}

/** Serves whatever a function answers, until the tests of the file or block are over. */
export async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<GitServer> {
  const requests: string[] = []
  const server: Server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`)
    answer(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests }
}
