import type { LookupAddress } from 'node:dns'
import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
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

/** The part of IPv6 that is given out for public use. */
const GLOBAL_6 = ipaddr.IPv6.parseCIDR('2000::/3')

/**
 * Whether an IP address is publicly routable; false for anything that is not an IP address. ipaddr.js knows IANA's registries of special
 * addresses (RFC 6890), and the ways to write an IPv4 address as IPv6.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address) || isIP(address) === 0) return false
  const parsed = ipaddr.parse(address)
  return parsed.range() === 'unicast' && (parsed instanceof ipaddr.IPv4 || parsed.match(GLOBAL_6))
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
