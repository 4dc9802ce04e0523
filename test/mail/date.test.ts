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

  it('rejects a day that the month does not have', () => {
    expect(read('Mon, 31 Feb 2022 10:00:00 +0000')).toBeUndefined()
    expect(read('Tue, 29 Feb 2022 10:00:00 +0000')).toBeUndefined()
    expect(read('Thu, 29 Feb 2024 10:00:00 +0000')?.ms).toBe(Date.UTC(2024, 1, 29, 10))
  })
})

describe('odd forms of archives', () => {
  // Each means 26 August 2022, 10:00:00 in its zone, unless another time is given.
  const FORMS: readonly (readonly [string, number, string?])[] = [
    ['Fri, 26 Aug 2022 10:00:00 --500', -300],
    ['Fri, 26 Aug 2022 10:00:00 -+500', -300],
    ['Fri, 26 Aug 2022 10:00:00 +-0500', 300],
    ['Fri, 26 Aug 2022 10:00:00 -0060', -60],
    ['Fri, 26 Aug 2022 10:00:00 +1', 60],
    ['Fri, 26 Aug 2022 10:00:00 -05', -300],
    ['Fri, 26 Aug 2022 10:00:00 -00', 0],
    ['Fri, 26 Aug 2022 10:00:00 -0000', 0],
    ['Fri, 26 Aug 2022 10:00:00 +000', 0],
    ['Fri, 26 Aug 2022 10:00:00 -700', -420],
    ['Fri, 26 Aug 2022 10:00:00 +1359', 839],
    ['Fri, 26 Aug 2022 10:00:00 +1400', 0],
    ['Fri, 26 Aug 2022 10:00:00 -1400', 0],
    ['Fri, 26 Aug 2022 10:00:00 -12345', 0],
    ['Fri, 26 Aug 2022 10:00:00 -04:00', -240],
    ['Fri, 26 Aug 2022 10:00:00 EDT', -240],
    ['Fri, 26 Aug 2022 10:00:00 nowhere', 0],
    ['Fri, 26 Aug 2022 10:00:00 GMT+1', 60],
    ['Fri, 26 Aug 2022 10:00:00 UTC+02:00', 120],
    ['Fri, 26 Aug 2022 10:00:00 GMT +0200', 120],
    ['Fri, 26 Aug 2022 10:00:00 +0200 GMT', 120],
    ['Fri, 26 Aug 2022 10:00:00 "GMT"', 0],
    ['Fri, 26 Aug 2022 10:00:00 -0400, late', -240],
    ['Fri, 26 Aug 2022 10:00:00 (CEST) +0200', 120],
    ['Fri, 26 Aug 2022 10:00:00', 0],
    ['Fri,26 Aug 2022 10:00:00+0200', 120],
    ['Fri, 26-Aug-22 10:00:00 GMT', 0],
    ['Fri, 26 Aug 122 10:00:00 +0000', 0],
    ['Fri, 26 Aug 100 10:00:00 +0000', 0, '2000-08-26T10:00:00.000Z'],
    ['August 26, 2022 10:00:00 AM +0100', 60],
    ['Fri, 26 Aug 2022 10:00:00 PM', 0, '2022-08-26T22:00:00.000Z'],
    ['Fri, 26 Aug 2022 12:30:00 AM', 0, '2022-08-26T00:30:00.000Z'],
    ['Fri, 26 Aug 2022 12:30:00 PM', 0, '2022-08-26T12:30:00.000Z'],
    ['Fri Aug 26 10:00:00 EDT 2022', -240],
    ['2022-08-26T10:00:00 +02:00', 120],
    ['2022-08-26 10:00:00.123456789 -0400', -240],
  ]

  it.each(FORMS.map(([text, zoneMinutes, iso]) => ({ text, zoneMinutes, iso })))('reads $text', (form) => {
    const { text, zoneMinutes, iso } = form
    const ms = iso === undefined ? Date.UTC(2022, 7, 26, 10) - zoneMinutes * 60_000 : Date.parse(iso)
    expect(parseMailDate(text)).toEqual({ ms, zoneMinutes })
  })

  it.each([
    '',
    'Fri, 26 Aug 71685 10:00:00 +0000',
    'Fri, 26 Aug 1904 10:00:00 +0000',
    'Fri, 00 Aug 2022 10:00:00',
    '31 Apr 2022 10:00',
    '2022-02-31 10:00:00',
    '26 Aug 2022 24:00:00',
    '26 Aug 2022 10:00:61',
    '2022-08-26',
    '1661508000',
  ])('finds no date in "%s"', (text) => {
    expect(parseMailDate(text)).toBeUndefined()
  })
})
