import type { IncomingMessage } from 'node:http'
import { hostname } from 'node:os'
import { isUrl } from '../../lib/url'
import { plainAddress } from './client'

/** Headers that proxies set. Behind a proxy Host may be any name, and only the operator knows the address of the site. */
const PROXY_HEADERS = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto']
/** A host, in brackets if it is an IPv6 address, and a port. */
const HOST = /^(\[[0-9a-f:.]{2,45}\]|[a-z0-9.-]{1,253})(?::\d{1,5})?$/i

/**
 * The address of this site for absolute redirects, without a slash at its end: REROLL_URL if it is set, otherwise the Host that was asked for
 * if it is certainly this machine: a loopback name, the address that the client connected to, or the name of the machine. Undefined for any
 * other Host, and behind a proxy, where a client or proxy could have put anything.
 */
export function findOrigin(
  { headers, socket }: Pick<IncomingMessage, 'headers'> & { readonly socket: { readonly localAddress?: string } },
  siteUrl = process.env.REROLL_URL ?? '',
): string | undefined {
  const site = siteUrl.replace(/\/+$/, '')
  if (isUrl(site)) return site
  const host = headers.host ?? ''
  const name = HOST.exec(host)?.[1]?.toLowerCase()
  if (name === undefined || PROXY_HEADERS.some((header) => headers[header] !== undefined)) return undefined
  return isOwn(name, socket.localAddress) ? `http://${host}` : undefined
}

function isOwn(name: string, address = ''): boolean {
  const plain = plainAddress(address)
  return ['localhost', '127.0.0.1', '[::1]', plain, `[${plain}]`, hostname().toLowerCase()].includes(name)
}
