import { describe, expect, it } from 'vitest'
import type { MessageId } from '../../lib/mail/types'
import { type MatchedMail, matches } from '../../lib/search/match'
import type { Field, Query, ValueName, WordsQuery } from '../../lib/search/query'
import { splitWords } from '../../lib/search/words'

const DIFF = `diff --git a/drivers/pump.c b/drivers/pump.c
index 1a2b3c4d5e6f..0f1e2d3c4b5a 100644
--- a/drivers/pump.c
+++ b/drivers/pump.c
@@ -1,2 +1,2 @@ int start(void)
 kept();
-gone();
+came();
`
const MAIL: MatchedMail = {
  messageId: 'v1.2@example.org' as MessageId,
  subject: '[PATCH] vfio-pci: tidy the Überlauf',
  from: { name: 'Ada Author', email: 'ada@example.org' },
  to: [{ name: 'Rex', email: 'rex@example.org' }],
  cc: [{ name: '', email: 'l@example.org' }],
  lists: ['l@example.org'],
  body: `Mapping the\npages of the pump.\n> quoted words\nmore\n\nchange-id: 20220901-pump-abc\n---\n${DIFF}`,
  succession: 'Change-id: 20220902-valve-def\n',
  sentMs: 1_000,
  receivedMs: 2_000,
}

const words = (field: Field | readonly Field[], text: string, more: Partial<WordsQuery> = {}): WordsQuery => ({
  kind: 'words',
  fields: [field].flat(),
  words: splitWords(text),
  prefix: false,
  stem: false,
  ...more,
})
const value = (name: ValueName, text: string): Query => ({ kind: 'value', name, value: text })
const has = (query: Query) => matches(query, MAIL)

describe('words', () => {
  it.each([
    ['subject', 'vfio pci'],
    ['subject', 'uberlauf'],
    ['from', 'ada example'],
    ['to', 'rex'],
    ['cc', 'l example org'],
    ['list', 'example'],
    ['id', 'v1 2'],
    ['own', 'the pages'],
    ['quoted', 'quoted words'],
    ['file', 'drivers pump'],
    ['removed', 'gone'],
    ['added', 'came'],
    ['context', 'kept'],
    ['function', 'int start'],
  ] as const)('are found in the field %s: %s', (field, text) => {
    expect(has(words(field, text))).toBe(true)
    const others = (['quoted', 'removed', 'added', 'context'] as const).filter((one) => one !== field)
    expect(has(words(others, text))).toBe(false)
  })

  it('are whole words, in the order of the phrase', () => {
    expect(has(words('own', 'page'))).toBe(false)
    expect(has(words('own', 'pages the'))).toBe(false)
    expect(has(words('own', 'mapping pages'))).toBe(false)
  })

  it('may be the beginning of a word', () => {
    expect(has(words('own', 'pag', { prefix: true }))).toBe(true)
    expect(has(words('own', 'the pag', { prefix: true }))).toBe(true)
    expect(has(words('own', 'age', { prefix: true }))).toBe(false)
  })

  it('may have another ending', () => {
    expect(has(words('own', 'page', { stem: true }))).toBe(true)
    expect(has(words('own', 'mapped', { stem: true }))).toBe(true)
    expect(has(words('own', 'pager', { stem: true }))).toBe(false)
  })

  it('of a phrase are on one line of a diff, and in one part of a body', () => {
    expect(has(words('own', 'pump more'))).toBe(false)
    const two = { ...MAIL, body: '--- a/x\n+++ b/x\n@@ -1 +1 @@\n+one\n+two three\n' }
    expect(matches(words('added', 'one two'), two)).toBe(false)
    expect(matches(words('added', 'two three'), two)).toBe(true)
  })

  it('of a phrase in a diff that no line has are not looked for in sorted lines, which takes longer', () => {
    let reads = 0
    const body = '--- a/x\n+++ b/x\n@@ -1 +1 @@\n+one\n+two three\n'
    const counted = {
      ...MAIL,
      get body() {
        reads++
        return body
      },
    }
    expect(matches(words('added', 'one two'), counted)).toBe(false)
    expect(reads).toBe(1)
    expect(matches(words('own', 'one two'), counted)).toBe(false)
    expect(reads).toBe(3)
  })

  it('end at characters that are no letters, also outside the basic plane', () => {
    const titled = (subject: string) => matches(words('subject', 'pump'), { ...MAIL, subject })
    expect(['pump\u{1f600}', '\u{1f600}pump', 'pump\u2026', '(pump)'].filter((one) => !titled(one))).toEqual([])
    expect(['pump\u{1d4b3}', '\u{1d4b3}pump', 'pump\u00fc', 'pump\u0663', 'pumps'].filter(titled)).toEqual([])
  })

  it('without a letter are never found', () => {
    expect(has(words('own', '-'))).toBe(false)
  })
})

describe('values', () => {
  it.each([
    ['mid', '<v1.2@example.org>'],
    ['lid', 'l.example.org'],
    ['lid', 'l@example.org'],
    ['changeid', '20220901-PUMP-abc'],
    ['changeid', '20220902-valve-def'],
    ['dfpre', '1a2b3c4'],
    ['dfpost', '0f1e2d3c4b5a'],
    ['dfblob', '0f1e2d3c'],
    ['patchid', '1deb7d011e7c655b3acb7fb2d75687beb8974fb3'],
  ] as const)('%s: %s', (name, text) => {
    expect(has(value(name, text))).toBe(true)
  })

  it.each([
    ['mid', 'v1.2'],
    ['mid', 'V1.2@example.org'],
    ['lid', 'example.org'],
    ['dfpre', '0f1e2d3c4b5a'],
    ['dfpre', '1a2b3c'],
    ['dfpost', '0f1e2d3c4b5a0'],
    ['patchid', '1deb7d0'],
    ['changeid', '20220901'],
  ] as const)('not %s: %s', (name, text) => {
    expect(has(value(name, text))).toBe(false)
  })
})

describe('times', () => {
  it('are from the first moment on, and before the second', () => {
    const sent = (fromMs: number, beforeMs: number): Query => ({ kind: 'time', clock: 'sent', fromMs, beforeMs })
    expect([sent(1_000, 1_001), sent(0, 1_000), sent(1_001, 9_000)].map(has)).toEqual([true, false, false])
    expect(has({ kind: 'time', clock: 'received', fromMs: 2_000 })).toBe(true)
    expect(has({ kind: 'time', clock: 'received', beforeMs: 2_000 })).toBe(false)
  })
})

it('a query joins others with all, any and not', () => {
  const [yes, no] = [words('own', 'pages'), words('own', 'absent')]
  expect(has({ kind: 'all', parts: [yes, { kind: 'not', part: no }] })).toBe(true)
  expect(has({ kind: 'any', parts: [no, yes] })).toBe(true)
  expect(has({ kind: 'all', parts: [yes, no] })).toBe(false)
})
