import type { LookupAddress } from 'node:dns'
import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'
import { SourceError } from './source'

/** Which hosts are fetched from. Asked before each request, also for a redirect and for what git fetches. */
export interface Hosts {
  /**
   * The addresses to connect to; undefined for a host that is trusted as it is. Throws SourceError for plain http and for private
   * addresses. The connection must use these very addresses: a name may lead elsewhere a moment later.
   */
  readonly resolve: (url: URL) => Promise<readonly LookupAddress[] | undefined>
}

export interface HostsOptions {
  /** Hosts (`name` or `name:port`) that may have a private address and speak plain http: the configured archive, REROLL_TRUSTED_HOSTS. */
  readonly trusted?: readonly string[]
  /** For tests: how names are resolved. */
  readonly resolveName?: (name: string) => Promise<readonly LookupAddress[]>
}

/** Not for the public: IANA's special-purpose registries (RFC 6890), for IPv4 and IPv6. */
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
// A list of its own: one for both would take an IPv4 address for its form in IPv6.
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

/** Whether an address is one that everybody can reach; false for what is no address. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  return family === 6 ? !PRIVATE_6.check(address, 'ipv6') : family === 4 && !PRIVATE_4.check(address, 'ipv4')
}

/**
 * The policy: https, and public addresses. A loopback address that is written out (`http://127.0.0.1:8080/`, `localhost`) is meant as it
 * is: nothing but the word of the user names a host here, for redirects to other hosts are not followed and links in mail are asked for at
 * the archive.
 */
export function openHosts({ trusted = [], resolveName = resolveAll }: HostsOptions = {}): Hosts {
  return {
    async resolve(url) {
      const name = url.hostname.replace(/^\[|\]$/g, '')
      if (trusted.includes(url.host) || trusted.includes(url.hostname) || isLoopback(name)) return undefined
      const advice = `; REROLL_TRUSTED_HOSTS=${url.host} allows it`
      if (url.protocol !== 'https:') {
        throw new SourceError(`${url.href}: plain http can be changed on its way: name it with https${advice}`)
      }
      const family = isIP(name)
      const addresses = family === 0 ? await resolveName(name) : [{ address: name, family }]
      const inside = addresses.find(({ address }) => !isPublicAddress(address))
      if (inside !== undefined) {
        throw new SourceError(
          `${url.href}: it leads to a private address, ${inside.address}, which is not asked${advice}`,
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

/** Hosts that the environment trusts, separated by commas or blanks. */
export function trustedHosts(value: string | undefined): string[] {
  return (value ?? '').split(/[\s,]+/).filter((host) => host !== '')
}
