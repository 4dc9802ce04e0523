import { describe, expect, it } from 'vitest'
import { pageText, publish } from '../../support/page'
import { tempFolder } from '../../support/tempFolder'
import { codes, kept, odd, openMessage, PATCH, patches } from './odd'

const folder = tempFolder()
const ID = 'odd@example.org'
const typed = (charset: string) => [`Content-Type: text/plain; charset=${charset}`, 'Content-Transfer-Encoding: 8bit']
const GREEK = Buffer.from([0xe1, 0xe2, 0xe3])

describe('an unusable charset label', () => {
  it.each([
    'y',
    'Y',
    'n',
    'x-unknown',
    'utf-7',
    'unknown-8bit',
    '8bit',
    'none',
    '"',
    'utf8mb4',
    'us-ascii; x=y',
    '%00',
    'ÿ',
  ])('%s is read as UTF-8, else as windows-1252, and nothing is dropped', async (label) => {
    const utf8 = await publish(folder, [odd(typed(label), PATCH.replace('It is', 'Schläfrig 眠い ist'))])
    expect(patches(utf8)).toHaveLength(1)
    expect(pageText(await openMessage(ID))).toContain('Schläfrig 眠い ist tired.')
    const latin = await publish(folder, [
      odd(typed(label), Buffer.from(PATCH.replace('It is', 'Schläfrig ist'), 'latin1')),
    ])
    expect(patches(latin)).toHaveLength(1)
    expect(pageText(await openMessage(ID))).toContain('Schläfrig ist tired.')
  })
})

describe('bytes that contradict the charset label', () => {
  it.each([
    ['without a label', []],
    ['labelled ASCII', typed('us-ascii')],
    ['labelled UTF-8', typed('utf-8')],
    ['labelled windows-1251 and readable so', typed('windows-1251')],
  ])('are kept: %s', async (_, lines) => {
    const db = await publish(folder, [odd(lines, Buffer.concat([Buffer.from(`${PATCH}`), GREEK, Buffer.from('\n')]))])
    expect(patches(db)).toHaveLength(1)
    expect(pageText(await openMessage(ID))).not.toContain('\ufffd')
  })

  it('are decoded by every known label', async () => {
    const text = async (charset: string, bytes: readonly number[]) => {
      await publish(folder, [
        odd(typed(charset), Buffer.concat([Buffer.from('It says '), Buffer.from(bytes), Buffer.from('.\n')])),
      ])
      return /It says (.*?)\./.exec(pageText(await openMessage(ID)))?.[1]
    }
    expect(await text('koi8-r', [0xd3, 0xcf, 0xce])).toBe('сон')
    expect(await text('iso-2022-jp', [0x1b, 0x24, 0x42, 0x4c, 0x32, 0x1b, 0x28, 0x42])).toBe('眠')
    expect(await text('gb18030', [0xcb, 0xaf])).toBe('睡')
    expect(await text('big5', [0xba, 0xce])).toBe('睡')
    expect(await text('windows-1252', [0x80])).toBe('€')
  })
})

describe('headers with raw 8-bit text', () => {
  it('are read as UTF-8, else as windows-1252, in names and subjects', async () => {
    const raw = odd(['Subject: [PATCH] schläfrig', 'From: Jürgen Müller <juergen@example.org>'], PATCH)
    const utf8 = await publish(folder, [raw])
    expect(kept(utf8)[0]).toMatchObject({ subject: '[PATCH] schläfrig', from_name: 'Jürgen Müller' })
    expect(codes(utf8)).toEqual([])
    const latin = await publish(folder, [Buffer.from(raw.toString(), 'latin1')])
    expect(kept(latin)[0]).toMatchObject({ subject: '[PATCH] schläfrig', from_name: 'Jürgen Müller' })
    expect(codes(latin)).toEqual(['charset'])
  })

  it('yield no address from an encoded word', async () => {
    const hidden = Buffer.from('eve@elsewhere.example').toString('base64')
    const db = await publish(folder, [odd([`From: =?utf-8?b?${hidden}?= <jane@example.org>`], PATCH)])
    expect(kept(db)[0]).toMatchObject({ from_name: '', from_email: 'jane@example.org' })
    const alone = await publish(folder, [odd([`From: =?utf-8?b?${hidden}?=`], PATCH)])
    expect(kept(alone)[0]?.from_email ?? '').not.toContain('elsewhere')
  })
})
