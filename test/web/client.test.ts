import { describe, expect, it } from 'vitest'
import { findClient } from '../../scripts/server/client'

const client = (remoteAddress: string | undefined, forwarded?: string) =>
  findClient({ headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }, socket: { remoteAddress } })

describe('a client', () => {
  it('is an IPv4 address, or the network of an IPv6 address', () => {
    expect(client('192.0.2.7')).toBe('192.0.2.7')
    expect(client('::ffff:192.0.2.7')).toBe('192.0.2.7')
    for (const mapped of ['::ffff:c000:207', '::FFFF:C000:0207', '0:0:0:0:0:ffff:c000:207'])
      expect(client(mapped)).toBe('192.0.2.7')
    expect(client('64:ff9b::192.0.2.7')).toBe('64:ff9b:0:0')
    expect(client('2001::3:4:5:6:7')).toBe('2001:0:0:3')
    expect(client('fe80::1%eth0')).toBe('fe80:0:0:0')
    expect(client('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2')
    expect(client('2001:db8:1:2::6')).toBe(client('2001:0db8:0001:0002:ffff::1'))
    expect(client('2001:db8::6')).toBe('2001:db8:0:0')
    expect(client('2001:db8::6')).not.toBe(client('2001:db8:0:1::6'))
    expect(client(undefined)).toBe('')
  })

  it('is whom a proxy on this machine asks for, in the last entry', () => {
    expect(client('127.0.0.1', '198.51.100.1, 192.0.2.7')).toBe('192.0.2.7')
    expect(client('::1', '2001:db8:1:2:3::4')).toBe('2001:db8:1:2')
    for (const loopback of ['127.0.0.2', '::ffff:127.0.0.1', '::ffff:7f00:1'])
      expect(client(loopback, '192.0.2.7')).toBe('192.0.2.7')
    expect(client('127.0.0.1', '::ffff:c000:207')).toBe('192.0.2.7')
    expect(client('127.0.0.1', '::ffff:c000:208')).not.toBe(client('127.0.0.1', '::ffff:c000:207'))
  })

  it('is the peer if the header is not an address, or comes from elsewhere', () => {
    expect(client('127.0.0.1', 'unknown')).toBe('127.0.0.1')
    expect(client('127.0.0.1', '192.0.2.7, ')).toBe('127.0.0.1')
    expect(client('203.0.113.5', '192.0.2.7')).toBe('203.0.113.5')
  })
})
