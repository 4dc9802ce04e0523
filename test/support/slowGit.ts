import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { deflateSync } from 'node:zlib'
import { createEpoch } from './epoch'
import { mail } from './mail'

/**
 * Answers git as the server of a repository, but its pack announces a million objects, which it sends as random bytes at the given rate: a clone
 * never gets to the end.
 */
export function endlessGit(repository: string, bytesASecond: number): RequestListener {
  createEpoch(repository, [['m', mail({ id: 'one@example.org', subject: 'One', body: 'Words.\n' })]])
  const words = ['upload-pack', '--stateless-rpc', '--advertise-refs', repository]
  const refs = execFileSync('git', words)
  return (request, response) => {
    if (!request.url?.includes('.git/')) return void response.writeHead(404).end()
    if (request.url.includes('info/refs')) {
      response.writeHead(200, { 'Content-Type': 'application/x-git-upload-pack-advertisement' })
      response.end(Buffer.concat([packet('# service=git-upload-pack\n'), Buffer.from('0000'), refs]))
    } else sendPack(request, response, bytesASecond)
  }
}

const OBJECT_BYTES = 2_000
const STEP_MS = 100

function sendPack(request: IncomingMessage, response: ServerResponse, bytesASecond: number): void {
  request.resume()
  response.writeHead(200, { 'Content-Type': 'application/x-git-upload-pack-result' })
  response.write(packet('NAK\n'))
  response.write(band(Buffer.from('PACK\0\0\0\u0002\0\u000f\u0042\u0040', 'latin1')))
  const timer = setInterval(() => {
    for (let sent = 0; sent < (bytesASecond * STEP_MS) / 1_000; sent += OBJECT_BYTES) response.write(band(blob()))
  }, STEP_MS)
  request.socket.once('close', () => clearInterval(timer))
}

/** A blob as it is in a pack: its type and size, seven bits in a byte after the first four, then its bytes, deflated. */
function blob(): Buffer {
  const head = [0xb0 | (OBJECT_BYTES & 15), 0x80 | ((OBJECT_BYTES >> 4) & 127), OBJECT_BYTES >> 11]
  return Buffer.concat([Buffer.from(head), deflateSync(randomBytes(OBJECT_BYTES))])
}

function packet(content: string | Buffer): Buffer {
  const bytes = Buffer.from(content as string)
  return Buffer.concat([Buffer.from((bytes.length + 4).toString(16).padStart(4, '0')), bytes])
}

/** Bytes of the pack, in the first side band. */
function band(bytes: Buffer): Buffer {
  return packet(Buffer.concat([Buffer.from([1]), bytes]))
}
