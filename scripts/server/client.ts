import type { IncomingMessage } from 'node:http'
import { isIP, SocketAddress } from 'node:net'

/**
 * The client whose turns a request uses: an IPv4 address, or the first 64 bits of an IPv6 address, since one site usually has all addresses
 * below these. For requests from a proxy on this machine, it is the last entry of X-Forwarded-For; from any other peer the header is ignored,
 * because anybody can send it.
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

/** An address in its canonical spelling, and an IPv4 address that is mapped into IPv6 as IPv4, however it is written. Other text is kept. */
export function plainAddress(address: string): string {
  if (isIP(address) !== 6) return address
  return new SocketAddress({ address, family: 'ipv6' }).address.replace(/^::ffff:(?=\d+\.)/, '')
}

function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.')
}

/** The first four groups of a canonical IPv6 address; an IPv4 address itself. */
function networkOf(address: string): string {
  if (isIP(address) !== 6) return address
  const groupsIn = (text = '') => text.split(':').filter((group) => group !== '')
  const [before, after] = address.split('::', 2)
  const [head, tail] = [groupsIn(before), groupsIn(after)]
  const zeros = Array<string>(8 - head.length - tail.length).fill('0')
  return [...head, ...zeros, ...tail].slice(0, 4).join(':')
}
