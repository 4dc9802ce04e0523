import type { LookupAddress } from 'node:dns'
import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'
import { SourceError } from './source'

/** The policy on which hosts may be contacted. Consulted before every request, including redirects and fetches by git. */
export interface Hosts {
  /**
   * The addresses to connect to; undefined for a trusted host, which is not checked. Throws SourceError for plain http and for
   * private addresses. The connection must use exactly these addresses, because a name can resolve differently a moment later.
   */
  readonly resolve: (url: URL) => Promise<readonly LookupAddress[] | undefined>
}

export interface HostsOptions {
  /** Hosts (`name` or `name:port`) that may have a private address or use plain http: the configured archive, REROLL_TRUSTED_HOSTS. */
  readonly trusted?: readonly string[]
  /** For tests: how names are resolved. */
  readonly resolveName?: (name: string) => Promise<readonly LookupAddress[]>
}

/** Addresses that are not public, from IANA's special-purpose registries (RFC 6890). */
const PRIVATE_4 = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const) {
  PRIVATE_4.addSubnet(net, bits, 'ipv4')
}
// A separate list, because a combined one would match an IPv4 address against its IPv6-mapped form.
const PRIVATE_6 = new BlockList()
for (const [net, bits] of [
  // Unspecified, loopback, and IPv4 written as IPv6 in three ways.
  ['::', 95],
  ['::ffff:0:0', 96],
  ['64:ff9b::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 9],
  ['ff00::', 8],
] as const) {
  PRIVATE_6.addSubnet(net, bits, 'ipv6')
}

/** Whether an IP address is publicly routable; false for anything that is not an IP address. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  return family === 6 ? !PRIVATE_6.check(address, 'ipv6') : family === 4 && !PRIVATE_4.check(address, 'ipv4')
}

/**
 * The policy: https and public addresses only. A loopback address that is written out (`http://127.0.0.1:8080/`, `localhost`)
 * is allowed, because only the user can have named it: redirects to other hosts are not followed, and a link in a mail is
 * looked up in the archive instead of being fetched.
 */
export function openHosts({ trusted = [], resolveName = resolveAll }: HostsOptions = {}): Hosts {
  return {
    async resolve(url) {
      const name = url.hostname.replace(/^\[|\]$/g, '')
      if (trusted.includes(url.host) || trusted.includes(url.hostname) || isLoopback(name)) return undefined
      const advice = `; REROLL_TRUSTED_HOSTS=${url.host} allows it`
      if (url.protocol !== 'https:') {
        throw new SourceError(
          `${url.href}: plain http is not fetched, because it can be altered in transit; use https${advice}`,
        )
      }
      const family = isIP(name)
      const addresses = family === 0 ? await resolveName(name) : [{ address: name, family }]
      const inside = addresses.find(({ address }) => !isPublicAddress(address))
      if (inside !== undefined) {
        throw new SourceError(
          `${url.href}: resolves to a private address, ${inside.address}, which is not contacted${advice}`,
        )
      }
      return addresses
    },
  }
}

function isLoopback(name: string): boolean {
  return name === 'localhost' || name === '::1' || (isIP(name) === 4 && name.startsWith('127.'))
}

function resolveAll(name: string): Promise<LookupAddress[]> {
  return lookup(name, { all: true })
}

/** Splits the value of REROLL_TRUSTED_HOSTS, a list separated by commas or blanks. */
export function trustedHosts(value: string | undefined): string[] {
  return (value ?? '').split(/[\s,]+/).filter((host) => host !== '')
}
