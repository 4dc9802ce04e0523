import { describe, expect, it } from 'vitest'
import { parseMailDate } from '../../lib/mail/date'

const read = (text: string) => {
  const date = parseMailDate(text)
  return date === undefined ? undefined : [new Date(date.ms).toISOString(), date.zoneMinutes]
}

describe('parseMailDate', () => {
  it.each([
    ['Sun, 28 Aug 2022 01:10:22 +0800', '2022-08-27T17:10:22.000Z', 480],
    ['1 Sep 2022 07:17 +0000', '2022-09-01T07:17:00.000Z', 0],
    ['Thu Sep  1 07:18:10 2022', '2022-09-01T07:18:10.000Z', 0],
    ['Thu, 01 Sep 22 07:18:10 EDT', '2022-09-01T11:18:10.000Z', -240],
    ['Thu, 01 Sep 2022 07:18:10 --500', '2022-09-01T12:18:10.000Z', -300],
    ['Thu, 01 Sep 2022 07:18:10 +1', '2022-09-01T06:18:10.000Z', 60],
    ['Thu, 01 Sep 2022 07:18:10 +1800', '2022-09-01T07:18:10.000Z', 0],
    ['Thu, 01 Sep 2022 07:18:10 +0200 (CEST)', '2022-09-01T05:18:10.000Z', 120],
    ['Thu, 01 Sep 99 07:18:10 +0000', '1999-09-01T07:18:10.000Z', 0],
    ['2022-09-01T07:18:10+02:00', '2022-09-01T05:18:10.000Z', 120],
  ])('reads %s', (text, iso, zone) => {
    expect(read(text)).toEqual([iso, zone])
  })

  it.each([
    '',
    'yesterday',
    'Thu, 01 Sep 71685 07:18:10 +0000',
    'Thu, 01 Sep 1904 07:18:10 +0000',
    '45 Sep 2022 07:18 +0000',
    '1 Sep 2022 27:18 +0000',
    '1 Foo 2022 07:18',
  ])('finds no date in "%s"', (text) => {
    expect(read(text)).toBeUndefined()
  })
})

describe('zones and days that slip', () => {
  const read = (text: string) => parseMailDate(text)
  it('keeps a zone with a colon, and one before the year', () => {
    expect(read('Fri, 26 Aug 2022 10:00:00 +02:00')).toEqual({ ms: Date.UTC(2022, 7, 26, 8), zoneMinutes: 120 })
    expect(read('Fri Aug 26 10:00:00 -0400 2022')).toEqual({ ms: Date.UTC(2022, 7, 26, 14), zoneMinutes: -240 })
    expect(read('Fri Aug 26 10:00:00 2022 -0400')).toEqual({ ms: Date.UTC(2022, 7, 26, 14), zoneMinutes: -240 })
  })

  it('takes no day that the month does not have', () => {
    expect(read('Mon, 31 Feb 2022 10:00:00 +0000')).toBeUndefined()
    expect(read('Tue, 29 Feb 2022 10:00:00 +0000')).toBeUndefined()
    expect(read('Thu, 29 Feb 2024 10:00:00 +0000')?.ms).toBe(Date.UTC(2024, 1, 29, 10))
  })
})
