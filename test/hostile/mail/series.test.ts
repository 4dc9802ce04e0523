import { describe, expect, it } from 'vitest'
import { getSeriesDocument } from '../../../db/queries/series/seriesDocument'
import { type MailParts, mail } from '../../support/mail'
import { pageText, publish, renderPage } from '../../support/page'
import { tempFolder } from '../../support/tempFolder'
import { codes, PATCH, patches } from './odd'

const folder = tempFolder()
const ODD = 'let the driver sleep for once'
const body = (word: string) => PATCH.replace('int nap = 1', `int ${word} = 1`)
const patchMail = (name: string, subject: string, minutes: number, more: Partial<MailParts> = {}) =>
  mail({ id: `${name}@example.org`, subject, body: body(name), minutes, ...more })
/** Label, number, total and title of every patch found in these mails. */
const read = async (...mails: readonly Buffer[]) =>
  patches(await publish(folder, mails)).map((line) => line.replace(/ \+\d+$/, ''))

describe('a subject', () => {
  it.each([
    ['[PATCH V2]', 'v2 1/1'],
    ['[PATCHv2]', 'v2 1/1'],
    ['[PATCH -v2]', 'v2 1/1'],
    ['[PATCH v2-resend]', 'v2 RESEND 1/1'],
    ['[PATCH] v2:', 'v2 1/1'],
    ['[v2 PATCH 1/1]', 'v2 1/1'],
    ['[RFCv2]', 'RFC v2 1/1'],
    ['[PATCH net-next v2]', 'v2 1/1'],
    ['[PATCH bpf-next,v2,1/1]', 'v2 1/1'],
    ['[alsa-devel] [PATCH v2 1/1]', 'v2 1/1'],
    ['[PATCH 1/1][V2]', 'v2 1/1'],
    ['[PATCH 1/1 v2]', 'v2 1/1'],
    ['[PATCH 1/1][RESEND]', 'v1 RESEND 1/1'],
    ['[PATCH REPOST]', 'v1 RESEND 1/1'],
    ['[PATCH v5.4 1/1]', 'v1 1/1'],
    ['[PATCH kvm-unit-tests v2]', 'v2 1/1'],
    ['[PATCH nft]', 'v1 1/1'],
    ['[PATCH AUTOSEL 5.15 1/1]', 'v1 1/1'],
    ['[PATCH F81504/508/512]', 'v1 1/1'],
    ['[PATCH v4a]', 'v4a 1/1'],
    ['[PATCH v39]', 'v39 1/1'],
  ])('%s gives the version and the number', async (prefix, expected) => {
    expect(await read(patchMail('a', `${prefix} ${ODD}`, 0))).toEqual([`${expected} ${ODD}`])
  })

  it.each([
    ['[PATCH 17/16]', 'v1 17/16'],
    ['[PATCH 2/1]', 'v1 2/1'],
    ['[PATCH 01/09]', 'v1 1/9'],
    ['[PATCH 001/100]', 'v1 1/100'],
    ['[PATCH 34.5/36]', null],
    ['[PATCH 09-01/35]', null],
    ['[PATCH 1/1.5]', null],
    ['[PATCH 5/130+]', null],
    ['[PATCH 34/]', null],
    ['[PATCH /34]', null],
    ['[PATCH 3/n]', null],
    ['[PATCH x/y]', null],
    ['[PATCH 99999999999999999999/3]', null],
    ['[PATCH 0x1/0x2]', null],
    ['[PATCH -1/3]', null],
  ])('%s marks a patch, whatever its counter says', async (prefix, expected) => {
    const [line, ...more] = await read(patchMail('a', `${prefix} ${ODD}`, 0))
    expect(more).toEqual([])
    expect(line).toContain(ODD)
    if (expected !== null) expect(line).toBe(`${expected} ${ODD}`)
    expect(pageText(await renderPage('series', 'a@example.org'))).toContain(ODD)
  })

  it('with a number above the total gets an issue', async () => {
    const db = await publish(folder, [patchMail('a', `[PATCH 17/16] ${ODD}`, 0)])
    expect(codes(db)).toContain('subject-index-over-total')
  })

  it.each(['[PATCH 0/130+]', '[PATCH 0/1.5]', '[PATCH v20/4]', '[PATCH 00/15]'])(
    '%s marks a cover letter and takes its patches',
    async (prefix) => {
      const cover = mail({ id: 'c@example.org', subject: `${prefix} ${ODD}`, body: 'It sleeps.\n' })
      const db = await publish(folder, [
        cover,
        patchMail('a', `[PATCH 1/4] first of ${ODD}`, 1, { inReplyTo: 'c@example.org' }),
      ])
      expect(getSeriesDocument(db, 'a@example.org')?.versions).toHaveLength(1)
      expect(db.prepare('SELECT count(*) FROM messages').pluck().get()).toBe(2)
    },
  )

  it.each([
    'Re',
    'RE',
    'Aw',
    'AW',
    'Antw',
    'Fw',
    'Fwd',
    'FW',
    'WG',
    'SV',
    'VS',
    'Odp',
    '回复',
    '答复',
    '转发',
    'Re[2]',
    'R',
    'Ynt',
    'TR',
    'RV',
    'ENC',
    'RES',
    'Doorst',
    'Rif',
    'Rép',
    'Vá',
    '返信',
  ])('%s: marks a reply, with or without a diff', async (prefix) => {
    const reply = mail({
      id: 'r@example.org',
      subject: `${prefix}: [PATCH] ${ODD}`,
      body: body('b'),
      from: 'Rex Roe <rex@example.org>',
      minutes: 5,
      inReplyTo: 'a@example.org',
    })
    expect(await read(patchMail('a', `[PATCH] ${ODD}`, 0), reply)).toEqual([`v1 1/1 ${ODD}`])
  })
})

describe('a posting', () => {
  const of = (count: number, more: (number: number) => Partial<MailParts> = () => ({}), mark = '') =>
    Array.from({ length: count }, (_, at) =>
      patchMail(`p${at + 1}`, `[PATCH${mark} ${at + 1}/${count}] part ${at + 1} of ${ODD}`, at, more(at + 1)),
    )

  it.each([
    ['in one chain', (n: number) => (n === 1 ? {} : { inReplyTo: `p${n - 1}@example.org` })],
    ['below the first patch', (n: number) => (n === 1 ? {} : { inReplyTo: 'p1@example.org' })],
    ['below a cover that went elsewhere', () => ({ inReplyTo: 'unseen@example.org' })],
    ['without a thread', () => ({})],
  ])('%s is one version, in any order', async (_, more) => {
    const mails = of(4, more)
    const expected = [1, 2, 3, 4].map((n) => `v1 ${n}/4 part ${n} of ${ODD}`)
    expect(await read(...mails)).toEqual(expected)
    expect(await read(...[...mails].reverse())).toEqual(expected)
  })

  it('that reached the list only in part says which patches are missing', async () => {
    const db = await publish(folder, of(15, () => ({ inReplyTo: 'unseen@example.org' })).slice(3, 5))
    expect(getSeriesDocument(db, 'p4@example.org')?.versions[0]?.missing).toEqual([
      1, 2, 3, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
    ])
    expect(pageText(await renderPage('series', 'p4@example.org'))).toContain('2 of 15 patches')
  })

  it('with one number twice keeps both patches, and says so', async () => {
    const again = patchMail('again', `[PATCH 2/3] part 2 of ${ODD}`, 40, { inReplyTo: 'p1@example.org' })
    const db = await publish(folder, [...of(3, (n) => (n === 1 ? {} : { inReplyTo: 'p1@example.org' })), again])
    const shown = getSeriesDocument(db, 'again@example.org')?.versions.map(({ patches: all }) =>
      all.map(({ messageId }) => messageId.split('@')[0]),
    )
    expect(shown).toEqual([
      ['p1', 'p2', 'p3'],
      ['p1', 'again', 'p3'],
    ])
    expect(codes(db)).toContain('duplicate-number')
  })

  it('of a single patch in reply to its older version replaces that patch', async () => {
    const lone = patchMail('lone', `[PATCH v2 2/3] part 2 of ${ODD}`, 90, { inReplyTo: 'p2@example.org' })
    const db = await publish(folder, [...of(3, (n) => (n === 1 ? {} : { inReplyTo: 'p1@example.org' })), lone])
    const versions = getSeriesDocument(db, 'lone@example.org')?.versions ?? []
    expect(versions.map(({ label, partial, patches: all }) => [label, partial, all.length])).toEqual([
      ['v1', false, 3],
      ['v2', true, 3],
    ])
  })
})
