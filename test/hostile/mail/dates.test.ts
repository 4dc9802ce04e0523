import { describe, expect, it } from 'vitest'
import { mail } from '../../support/mail'
import { pageText, publish, renderPage } from '../../support/page'
import { tempFolder } from '../../support/tempFolder'
import { codes, kept, odd, openMessage, PATCH } from './odd'

const folder = tempFolder()
const TEN = Date.UTC(2024, 2, 1, 10)

/** A Date header, and the time it gives in hours after 10:00 UTC on 1 March 2024; null when it gives none. */
const FORMS: readonly (readonly [string, number | null])[] = [
  ['Fri, 1 Mar 2024 10:00:00 +0000', 0],
  ['Fri, 01 Mar 2024 10:00:00 GMT', 0],
  ['1 Mar 2024 10:00 +0000', 0],
  ['Fri, 1 Mar 2024 10:00:00 --500', 5],
  ['Fri, 1 Mar 2024 10:00:00 -+500', 5],
  ['Fri, 1 Mar 2024 10:00:00 -0060', 1],
  ['Fri, 1 Mar 2024 10:00:00 +1', -1],
  ['Fri, 1 Mar 2024 10:00:00 -05', 5],
  ['Fri, 1 Mar 2024 10:00:00 -700', 7],
  ['Fri, 1 Mar 2024 10:00:00 EDT', 4],
  ['Fri, 1 Mar 2024 10:00:00 nowhere', 0],
  ['Fri, 1 Mar 2024 10:00:00 +1400', 0],
  ['Fri, 1 Mar 2024 10:00:00 +5130', 0],
  ['Fri, 1 Mar 2024 10:00:00 -12345', 0],
  ['Fri, 1 Mar 2024 10:00:00 -04:00', 4],
  ['Fri, 1 Mar 2024 10:00:00 UTC+02:00', -2],
  ['Fri, 1 Mar 2024 10:00:00', 0],
  ['Fri,1 Mar 2024 10:00:00+0200', -2],
  ['Fri, 1-Mar-24 10:00:00 GMT', 0],
  ['Fri, 1 Mar 124 10:00:00 +0000', 0],
  ['March 1, 2024 10:00:00 AM +0100', -1],
  ['Fri Mar  1 10:00:00 EST 2024', 5],
  ['2024-03-01T10:00:00 +02:00', -2],
  ['Fri, 1 Mar 71685 10:00:00 +0000', null],
  ['Fri, 1 Mar 1904 10:00:00 +0000', null],
  ['Thu, 30 Feb 2024 10:00:00 +0000', null],
  ['yesterday', null],
  ['', null],
]

describe('the date that a mail claims', () => {
  it.each(FORMS)('%s', async (text, hours) => {
    const db = await publish(folder, [odd([`Date: ${text}`], PATCH)])
    expect(kept(db)[0]).toMatchObject({
      sent_ms: hours === null ? null : TEN + hours * 3_600_000,
      received_ms: TEN,
    })
    if (hours === null) expect(codes(db)).toEqual(['no-date'])
    expect(pageText(await openMessage('odd@example.org'))).toContain('2024-03-01')
  })

  it('may be missing: the time of receipt is used instead', async () => {
    const db = await publish(folder, [odd([], PATCH, ['date'])])
    expect(kept(db)[0]).toMatchObject({ sent_ms: null, received_ms: TEN })
    expect(codes(db)).toEqual(['no-date'])
  })

  it('replaces the time of receipt when no Received header gives it, and a mail with neither is kept', async () => {
    expect(kept(await publish(folder, [odd([], PATCH, ['received'])]))[0]?.received_ms).toBe(TEN)
    expect(kept(await publish(folder, [odd([], PATCH, ['received', 'date'])]))).toHaveLength(1)
  })
})

describe('a wrong clock', () => {
  it('is reported and decides no order: v3 dated before v2, and a reply dated before its patch', async () => {
    const posting = (version: number, minutes: number, date: string) =>
      mail({
        id: `v${version}@example.org`,
        subject: `[PATCH v${version}] let the driver sleep for once`,
        body: PATCH.replace('nap = 1', `nap = ${version}`),
        cc: 'Rex Roe <rex@example.org>',
        minutes,
      })
        .toString()
        .replace(/^Date: .*$/m, `Date: ${date}`)
    const answer = mail({
      id: 'early@example.org',
      subject: 'Re: [PATCH v3] let the driver sleep for once',
      body: 'Please wake it.\n',
      from: 'Rex Roe <rex@example.org>',
      minutes: 30,
      inReplyTo: 'v3@example.org',
    })
      .toString()
      .replace(/^Date: .*$/m, 'Date: Mon, 1 Jan 2024 10:00:00 +0000')
    const db = await publish(folder, [
      answer,
      posting(3, 20, 'Thu, 1 Feb 2024 10:00:00 +0000'),
      posting(2, 10, 'Mon, 1 Apr 2024 10:00:00 +0000'),
    ])
    expect(db.prepare('SELECT label FROM versions ORDER BY position').pluck().all()).toEqual(['v2', 'v3'])
    expect(db.prepare('SELECT turn FROM series').pluck().get()).toBe('author')
    expect(codes(db)).toContain('date-skew')
    expect(pageText(await openMessage('v2@example.org'))).toContain('received; Date: header is')
    expect(pageText(await renderPage('series', 'v2@example.org'))).toContain('2024-03-01')
  })
})
