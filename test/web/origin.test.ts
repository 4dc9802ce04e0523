import { hostname } from 'node:os'
import { describe, expect, it } from 'vitest'
import { findOrigin } from '../../scripts/server/origin'

const asked = (host: string | undefined, headers: Readonly<Record<string, string>> = {}) => ({
  headers: { ...headers, ...(host === undefined ? {} : { host }) },
  socket: { localAddress: '::ffff:192.0.2.7' },
})

describe('the address of the site in absolute redirects', () => {
  it('is REROLL_URL, whatever Host says', () => {
    for (const host of ['localhost:3000', 'evil.example', undefined])
      expect(findOrigin(asked(host), 'https://reroll.example.org/')).toBe('https://reroll.example.org')
  })

  it('is the Host that was asked for, if it is a name of this machine', () => {
    for (const host of [
      'localhost',
      'localhost:3000',
      '127.0.0.1:8',
      '[::1]:3000',
      '192.0.2.7:3000',
      `${hostname()}:1`,
    ])
      expect(findOrigin(asked(host), '')).toBe(`http://${host}`)
  })

  it('is not known for any other Host, or behind a proxy', () => {
    const hosts = ['evil.example', '192.0.2.8', 'localhost@evil.example', 'localhost:3000/x', 'localhost.evil.example']
    for (const host of [...hosts, 'localhost\\@x', '', '[::1', undefined])
      expect(findOrigin(asked(host), '')).toBe(undefined)
    for (const header of ['x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host', 'forwarded', 'via'])
      expect(findOrigin(asked('localhost', { [header]: 'evil.example' }), '')).toBe(undefined)
    expect(findOrigin(asked('evil.example'), 'javascript:alert(1)')).toBe(undefined)
  })
})
