import { describe, expect, it } from 'vitest'
import { classify, compare, comparePatches } from '../../scripts/tools/eval/mailinfo'
import { databaseOf } from '../support/ingest'
import { mail } from '../support/mail'

const DIFF = 'diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-one\n+two\n-- \n2.39.5\n'
const patch = (id: string, title: string, above: string) =>
  mail({ id, subject: `[PATCH] ${title}`, body: `${above}\n---\n x | 2 +-\n\n${DIFF}` })

describe('the comparison with git mailinfo', () => {
  it('finds a plain patch equal, and reports a patch below a scissors line as different under its own class', async () => {
    const db = await databaseOf([
      patch('plain@example.org', 'x: count', 'From here on x counts.\n\nSigned-off-by: Ada Author <ada@example.org>'),
      patch('cut@example.org', 'y: note', 'As promised:\n\n-- >8 --\nSubject: [PATCH] z: cut\n\nBelow the line.'),
    ])
    const { drawn, all } = comparePatches(db, 500, 20)
    db.close()
    expect(all).toBe(2)
    expect(drawn.find(({ id }) => id === 'plain@example.org')).toMatchObject({ kind: 'plain', differs: [] })
    expect(drawn.find(({ id }) => id === 'cut@example.org')).toMatchObject({
      kind: 'scissors',
      differs: ['title', 'message'],
      lines: ['y: note', 'z: cut'],
    })
  })

  it('calls two patches equal whose ends differ in line ends of the mbox alone, and others not', () => {
    const read = { author: 'A <a@example.org>', title: 't', message: 'm\n', patch: 'x\n' }
    expect(compare(read, { ...read, patch: 'x\n\n' }).differs).toEqual([])
    expect(compare(read, { ...read, patch: 'x\n \n' })).toEqual({ differs: ['patch'], lines: ['', ' '] })
    expect(compare(read, { ...read, author: 'B <b@example.org>' }).differs).toEqual(['author'])
  })
})

describe('the class of a mail', () => {
  const typed = (type: string, body: string, more: readonly string[] = []) =>
    Buffer.from(`${['From: Ann <ann@example.org>', `Content-Type: ${type}`, ...more].join('\n')}\n\n${body}`)
  it('is told by its structure, sender and encoding', () => {
    expect(classify(typed('text/plain', 'a = b\n'))).toBe('plain')
    expect(classify(typed('message/rfc822', 'From: a@example.org\n\nx\n'))).toBe('wrapped')
    expect(classify(typed('multipart/mixed; boundary=b', '--b\n\nx\n--b--\n'))).toBe('attached')
    const pasted = `From ${'0a'.repeat(20)} Mon Sep 17 00:00:00 2001\nFrom: Ann <ann@example.org>\n`
    expect(classify(typed('text/plain', pasted))).toBe('pasted')
    expect(classify(typed('text/plain', 'x\n-- >8 --\ny\n'))).toBe('scissors')
    expect(classify(typed('text/plain; charset=y', 'x\n'))).toBe('unknown charset')
    expect(classify(typed('text/plain; charset="utf-8"; format=flowed', 'x\n'))).toBe('plain')
    const hunk = (blank: string) => `diff --git a/x b/x\n@@ -1,2 +1,2 @@\n${blank}one\n-two\n+three\n`
    expect(classify(typed('text/plain; format=flowed', hunk('  ')))).toBe('protected')
    expect(classify(typed('text/plain; format=flowed', hunk(' ')))).toBe('plain')
    expect(classify(typed('text/plain', hunk('  ')))).toBe('plain')
    expect(classify(Buffer.from('From: Ann via L <l@example.org>\n\nx\n'))).toBe('rewritten From')
    const encoding = (name: string) => [`Content-Transfer-Encoding: ${name}`]
    expect(classify(typed('text/plain', 'one=0D\n', encoding('quoted-printable')))).toBe('encoded CRLF')
    expect(classify(typed('text/plain', 'one=0A\n', encoding('quoted-printable')))).toBe('plain')
    expect(classify(typed('text/plain', btoa('one\r\n'), encoding('base64')))).toBe('encoded CRLF')
  })
})
