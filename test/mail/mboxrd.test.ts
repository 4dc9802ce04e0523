import { describe, expect, it } from 'vitest'
import { toMboxrd } from '../../lib/mail/mboxrd'

describe('an entry of an mboxrd', () => {
  it('marks lines that look like a separator once more, and only those', () => {
    const text = toMboxrd(Buffer.from('Subject: x\n\nFrom here\n>From there\n From\nFromage\n')).toString()
    expect(text).toBe(
      'From mboxrd@z Thu Jan  1 00:00:00 1970\nSubject: x\n\n>From here\n>>From there\n From\nFromage\n\n',
    )
  })

  it('keeps bytes of every charset and ends with a blank line', () => {
    const raw = Buffer.from([0x41, 0x0a, 0xff, 0xe4, 0x00])
    const entry = toMboxrd(raw)
    expect(entry.subarray(-7)).toEqual(Buffer.concat([raw, Buffer.from('\n\n')]))
  })
})
