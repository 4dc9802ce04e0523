import { describe, expect, it } from 'vitest'
import type { MessageId } from '../../lib/mail/types'
import { headerText, readBodyFields } from '../../lib/search/mailFields'

const PATCH = `Explain the overflow.

---
 pump.c | 3 ++-

diff --git a/drivers/pump.c b/drivers/pump.c
similarity index 90%
index 1a2b3c4d5e6f..0f1e2d3c4b5a 100644
--- a/drivers/pump.c
+++ b/drivers/pump.c
@@ -1,3 +1,3 @@ static int start(void)
 	kept();

-	gone();
+	came();
-- 
2.39.1
`

describe('the fields of a body', () => {
  it('are the kinds of lines of a diff, and everything else', () => {
    const { texts, before, after } = readBodyFields(PATCH)
    expect(texts).toEqual({
      own: [
        'Explain the overflow.',
        '---',
        ' pump.c | 3 ++-',
        'diff --git a/drivers/pump.c b/drivers/pump.c',
        'similarity index 90%',
        '2.39.1',
      ].join('\n'),
      quoted: '',
      file: 'drivers/pump.c',
      removed: '\tgone();',
      added: '\tcame();',
      context: '\tkept();',
      function: 'static int start(void)',
    })
    expect([before, after]).toEqual([['1a2b3c4d5e6f'], ['0f1e2d3c4b5a']])
  })

  it('keep quotes apart, also those of a diff, which are not sorted as one', () => {
    const { texts } = readBodyFields('Ada wrote:\n> why\n> +came();\n\nBecause.\n>last\n')
    expect(texts.quoted).toBe('> why\n> +came();\n>last')
    expect(texts.own).toBe('Ada wrote:\n\nBecause.')
    expect(texts.added).toBe('')
  })

  it('treat lists and indented text of a mail without a diff as prose', () => {
    const { texts } = readBodyFields('Changes:\n- one\n+ two\n three\n')
    expect(texts.own).toBe('Changes:\n- one\n+ two\n three')
    expect(texts.removed + texts.added + texts.context).toBe('')
  })

  it('end a diff at the first line that cannot be part of one, but not at a blank line', () => {
    const { texts } = readBodyFields('--- a/x.c\n+++ b/x.c\n@@ -1 +1 @@\n\n+more\nEnd of it.\n+not code\n')
    expect(texts.added).toBe('more')
    expect(texts.own).toBe('End of it.\n+not code')
  })

  it('have the paths of a rename and of a created file, each once', () => {
    const rename = 'diff --git a/old/x.c b/new/x.c\nrename from old/x.c\nrename to new/x.c\n'
    const created = 'diff --git a/y.c b/y.c\nnew file mode 100644\n--- /dev/null\n+++ b/y.c\n@@ -0,0 +1 @@\n+line\n'
    expect(readBodyFields(rename + created).texts.file).toBe('old/x.c\nnew/x.c\ny.c')
  })

  it('have what two paths of a diff without git share', () => {
    const { texts } = readBodyFields('diff -urN linux.orig/fs/x.c linux/fs/x.c\n@@ -1 +1 @@\n-a\n+b\n')
    expect(texts.file).toBe('fs/x.c')
    expect(readBodyFields('--- x.c\t2020-01-01\n+++ x.c\t2020-01-02\n@@ -1 +1 @@\n-a\n+b\n').texts.file).toBe('x.c')
  })

  it('leave out the base 85 of a binary patch', () => {
    const binary =
      'diff --git a/x.png b/x.png\nGIT binary patch\nliteral 10\nRcmZo@&Secret\n\nliteral 0\nHcmV?d00001\n\n'
    const { texts } = readBodyFields(`${binary}diff --git a/y.c b/y.c\n--- a/y.c\n+++ b/y.c\n@@ -1 +1 @@\n+line\n`)
    expect(JSON.stringify(texts)).not.toContain('Secret')
    expect(texts.added).toBe('line')
  })

  it('are those of the first 200,000 characters', () => {
    const { texts } = readBodyFields(`${'x\n'.repeat(100_000)}last\n`)
    expect(texts.own).not.toContain('last')
    expect(texts.own).toHaveLength(199_999)
  })
})

describe('the fields of the headers', () => {
  it('have names with addresses, one person in a line', () => {
    const ada = { name: 'Ada', email: 'ada@example.org' }
    const mail = {
      messageId: 'm@example.org' as MessageId,
      subject: 'Hello',
      from: ada,
      to: [ada, { name: '', email: 'l@example.org' }],
      cc: [],
      lists: ['l@example.org'],
    }
    expect(headerText(mail, 'from')).toBe('Ada ada@example.org')
    expect(headerText(mail, 'to')).toBe('Ada ada@example.org\nl@example.org')
    expect((['cc', 'list', 'id', 'subject'] as const).map((field) => headerText(mail, field))).toEqual([
      '',
      'l@example.org',
      'm@example.org',
      'Hello',
    ])
  })
})
