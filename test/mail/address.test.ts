import { describe, expect, it } from 'vitest'
import { parseAddress, sameMailbox } from '../../lib/mail/address'

describe('one mailbox', () => {
  it.each([
    ['jdoe@cs.uni.example', 'jdoe@uni.example'],
    ['jdoe+list@uni.example', 'JDoe@cs.uni.example'],
  ])('may have a host below another with two labels: %s, %s', (left, right) => {
    expect([sameMailbox(left, right), sameMailbox(right, left)]).toEqual([true, true])
  })

  it.each([
    ['vera@example', 'vera@corp.example'],
    ['vera@corp.example', 'vera@evilcorp.example'],
    ['vera@corp.example', 'vera@corp.example.evil.example'],
    ['vera@a.corp.example', 'vera@b.corp.example'],
    ['vera@corp.example', 'vera@.example'],
    ['vera@corp.example', 'vera@'],
  ])('is not another: %s, %s', (left, right) => {
    expect([sameMailbox(left, right), sameMailbox(right, left)]).toEqual([false, false])
  })
})

describe('the address of a trailer', () => {
  it.each([
    ['"Vera Roe" <vera@corp.example> via x <eve@evil.example>', ''],
    ['Vera Roe <vera@corp.example> <eve@evil.example>', ''],
    ['vera@corp.example eve@evil.example', ''],
    ['Vera Roe <vera@corp.example><mailto:vera@corp.example>', 'vera@corp.example'],
    ['Vera Roe <vera@corp.example> # for 6.1', 'vera@corp.example'],
    ['Vera Roe <vera@corp.example', ''],
    ['vera@corp.example (Vera Roe)', 'vera@corp.example'],
  ])('is none when it has two: %s', (text, email) => {
    expect(parseAddress(text).email).toBe(email)
  })
})
