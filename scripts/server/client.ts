import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'

/**
 * The address by which a client gets its turns. A proxy on this machine says for whom it asks in the last entry of X-Forwarded-For; nobody
 * else is believed. All addresses of an IPv6 network of 64 bits are one client.
 */
export function findClient({
  headers,
  socket,
}: Pick<IncomingMessage, 'headers'> & { readonly socket: { readonly remoteAddress?: string | undefined } }): string {
  const peer = plainAddress(socket.remoteAddress ?? '')
  if (!isLoopback(peer)) return networkOf(peer)
  const forwarded = plainAddress([headers['x-forwarded-for'] ?? ''].flat().join(',').split(',').at(-1)?.trim() ?? '')
  return isIP(forwarded) === 0 ? peer : networkOf(forwarded)
}

function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '')
}

function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.')
}

function networkOf(address: string): string {
  if (isIP(address) !== 6) return address
  const [head = '', tail] = address.split('::', 2)
  const groups = (text = '') => text.split(':').filter((group) => group !== '')
  const missing = 8 - groups(head).length - groups(tail).length
  const all =
    tail === undefined
      ? groups(head)
      : [...groups(head), ...Array<string>(Math.max(0, missing)).fill('0'), ...groups(tail)]
  return all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}
