import { describe, expect, it, vi } from 'vitest'
import { openWriter } from '../../db/migrate'
import { findHits } from '../../db/queries/lists/hits'
import { searchMessages } from '../../db/queries/lists/search'
import { encodeMail } from '../../lib/mail/encode'
import { toMboxrd } from '../../lib/mail/mboxrd'
import { parseMessage } from '../../lib/mail/message'
import { rawMail } from '../mail/read'
import { growthExponent, LINEAR } from '../support/growthExponent'
import { ingestMails } from '../support/ingest'
import { mail } from '../support/mail'

vi.setConfig({ testTimeout: 300_000 })

/** Pages of HTML that are long in one thing, by the number of times they have it. The last ones are below the limits of nesting, so that all of them are read. */
const PAGES: Readonly<Record<string, (count: number) => string>> = {
  'tags that are never closed': (count) => '<b>'.repeat(count),
  'tags in tags, all of them closed': (count) => `${'<div>'.repeat(count)}x${'</div>'.repeat(count)}`,
  'tables in tables': (count) => '<table><tr><td>'.repeat(count),
  'lists in lists': (count) => '<ul><li>'.repeat(count),
  'tags that close in an attribute only': (count) => '<i a="</i>">'.repeat(count),
  'end tags without a start': (count) => '</p></b>'.repeat(count),
  attributes: (count) => `<p ${Array.from({ length: count }, (_, at) => `a${at}="x"`).join(' ')}>x</p>`,
  entities: (count) => '&amp;&#38;&amp'.repeat(count),
  'comments that are never closed': (count) => '<!--'.repeat(count),
  'CDATA sections that are never closed': (count) => '<![CDATA['.repeat(count),
  'less-than signs': (count) => '<'.repeat(count),
  paragraphs: (count) => '<p>x'.repeat(count),
  'items of one list': (count) => `<ul>${'<li>x'.repeat(count)}`,
  'cells of one row': (count) => `<table><tr>${'<td>x'.repeat(count)}`,
  'rows of one table': (count) => `<table>${'<tr><td>x'.repeat(count)}`,
  'lines in 20 quotes': (count) => `${'<blockquote>'.repeat(20)}${'x<br>'.repeat(count)}`,
  'tags in one word': (count) => '<b>x</b>'.repeat(count),
  'comments in one word': (count) => 'x<!>'.repeat(count),
  'paragraphs in 190 tags': (count) => `${'<i>'.repeat(190)}${'<p>x'.repeat(count)}`,
}

describe('a mail of HTML alone', () => {
  it.each(Object.entries(PAGES))('is read in linear time whatever the number of %s', (_, page) => {
    const mailOf = (count: number) => rawMail({ 'Content-Type': 'text/html' }, page(count))
    expect(growthExponent([10_000, 40_000], mailOf, parseMessage, LINEAR)).toBeLessThanOrEqual(LINEAR)
  })
})

describe('the mbox of a patch', () => {
  it.each([
    ['line ends', '\n'],
    ['lines that a reader could take for separators', '>From \n'],
    ['blanks', ' '],
  ])('is written in linear time whatever the number of %s within it', (_, piece) => {
    const mailOf = (count: number) => ({
      messageId: 'a@example.org',
      subject: '[PATCH] thing',
      from: { name: 'Jane Doe', email: 'jane@example.org' },
      sentAtMs: 0,
      zoneMinutes: 0,
      body: Buffer.from(`Why.${piece.repeat(count)}Because.\n`),
    })
    expect(growthExponent([50_000, 200_000], mailOf, encodeMail, LINEAR)).toBeLessThanOrEqual(LINEAR)
  })
})

describe('a mail in the mbox of its thread', () => {
  it.each([
    ['lines that look like separators', 'From \n'],
    ['separators in one line', '>>>From '],
    ['quote marks', '>'],
  ])('is written in linear time whatever the number of %s', (_, piece) => {
    const mailOf = (count: number) => Buffer.from(piece.repeat(count))
    expect(growthExponent([100_000, 400_000], mailOf, toMboxrd, LINEAR)).toBeLessThanOrEqual(LINEAR)
  })
})

describe('a search', () => {
  it('reads no more of a mail for its snippet, however long the mail is', async () => {
    const db = openWriter(':memory:')
    const bodyOf = (lines: number) => 'the gasket is on the table\n'.repeat(lines)
    const sizes = [10_000, 60_000] as const
    for (const size of sizes) {
      const mails = Array.from({ length: 10 }, (_, at) =>
        mail({ id: `${size}-${at}@example.org`, subject: `word${size}`, body: `${bodyOf(size)}${size} ${at}\n` }),
      )
      await ingestMails(db, mails)
    }
    const search = (text: string) => expect(searchMessages(db, findHits(db, text)).total).toBe(10)
    expect(growthExponent(sizes, (size) => `word${size} gasket`, search, 0.6)).toBeLessThanOrEqual(0.6)
  })
})

/** Goes through the numbers below `size`, `times` times. */
function loop(size: number, times: number): number {
  let sum = 0
  for (let time = 0; time < times; time++) {
    for (let at = 0; at < size; at++) sum ^= at * time
  }
  return sum
}

describe('the measurement', () => {
  const sizeOf = (size: number) => size

  it('gives linear work an exponent near one', () => {
    const exponent = growthExponent([3_000, 12_000], sizeOf, (size) => loop(size, 12_000), 0)
    expect(exponent).toBeGreaterThan(0.7)
    expect(exponent).toBeLessThan(LINEAR)
  })

  it('gives quadratic work an exponent near two', () => {
    const exponent = growthExponent([3_000, 12_000], sizeOf, (size) => loop(size, size), 0)
    expect(exponent).toBeGreaterThan(1.7)
    expect(exponent).toBeLessThan(2.3)
  })
})
