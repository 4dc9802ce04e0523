import { describe, expect, it } from 'vitest'
import { gitMailinfo, mboxOf, withoutFromLine } from '../support/mbox'
import { tempFolder } from '../support/tempFolder'

const folder = tempFolder()
const DIFF =
  'diff --git a/t b/t\nindex 1..2 100644\n--- a/t\n+++ b/t\n@@ -1,2 +1,2 @@\n-größe = 1\n+größe = 2\n From here on\n'
const BODY = `Grüße.\n\nSigned-off-by: Ada <ada@example.org>\n---\n t | 2 +-\n\n${DIFF}-- \n2.39.5\n`
const FILE = `From ${'a'.repeat(40)} Mon Sep 17 00:00:00 2001\nFrom: Ben <ben@example.net>\nDate: Mon, 14 Jul 2025 07:00:00 +0000\nSubject: [PATCH] t: file\nContent-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n\n${BODY}`

type Headers = readonly string[]
const HEAD: Headers = [
  'Message-ID: <p@example.org>',
  'From: Ada <ada@example.org>',
  'Date: Fri, 1 Mar 2024 10:00:00 +0000',
  'Subject: [PATCH] t: mail',
  'To: list@example.org',
  'MIME-Version: 1.0',
]
const OUTER: Headers = [
  'Message-ID: <outer@list.example.org>',
  'From: Ada via list <list@example.org>',
  'List-Id: <list.example.org>',
  'List-Post: <mailto:list@example.org>',
  'Date: Fri, 1 Mar 2024 10:00:01 +0000',
  'Subject: [list] [PATCH] t: mail',
  'MIME-Version: 1.0',
]

const part = (headers: Headers, content: string) => `${headers.join('\n')}\n\n${content}`
const text = (content: string, more: Headers = []) =>
  part(['Content-Type: text/plain; charset=UTF-8', 'Content-Transfer-Encoding: 8bit', ...more], content)
const base64 = (type: string, content: string, width = 76) =>
  part(
    [`Content-Type: ${type}`, 'Content-Transfer-Encoding: base64'],
    (
      Buffer.from(content)
        .toString('base64')
        .match(new RegExp(`.{1,${width}}`, 'g')) ?? []
    ).join('\n'),
  )
const multi = (kind: string, boundary: string, parts: readonly string[]) =>
  part(
    [`Content-Type: multipart/${kind}; boundary="${boundary}"`],
    `preamble\n${parts.map((one) => `--${boundary}\n${one}\n`).join('')}--${boundary}--\n`,
  )
const FOOTER = text('_______________________________________________\nlist mailing list\nlist@example.org\n')
const HTML = part(['Content-Type: text/html; charset=UTF-8'], `<pre>${BODY.replaceAll('<', '&lt;')}</pre>\n`)
const SIGNATURE = part(['Content-Type: application/pgp-signature'], '-----BEGIN PGP SIGNATURE-----\n\niQ==\n')
const mailOf = (headers: Headers, content: string) => Buffer.from(`${headers.join('\n')}\n${content}`)

/** What git mailinfo reads from our mbox: author, title, message, and the diff. */
async function read(raw: Buffer) {
  const { info, message, patch } = gitMailinfo(folder, withoutFromLine(await mboxOf(raw, { trailers: false })))
  return {
    author: /^Email: (.*)$/m.exec(info)?.[1],
    title: /^Subject: (.*)$/m.exec(info)?.[1],
    message: message.trim(),
    diff: patch.slice(patch.indexOf('diff --git')).slice(0, DIFF.length),
  }
}

const MESSAGE = 'Grüße.\n\nSigned-off-by: Ada <ada@example.org>'
const MAIL = { author: 'ada@example.org', title: 't: mail', message: MESSAGE, diff: DIFF }
const ATTACHED = { ...MAIL, author: 'ben@example.net', title: 't: file' }
const inner = (content: string) => `${HEAD.join('\n')}\n${content}`
const rfc822 = (content: string, more: Headers = []) => part(['Content-Type: message/rfc822', ...more], content)

describe('a patch in a mail of odd structure', () => {
  it.each<readonly [string, Buffer]>([
    ['base64 in short lines', mailOf(HEAD, base64('text/plain; charset=UTF-8', BODY, 19))],
    ['base64 in one line', mailOf(HEAD, base64('text/plain; charset=UTF-8', BODY, 100_000))],
    ['text beside HTML', mailOf(HEAD, multi('alternative', 'b', [text(BODY), HTML]))],
    [
      'text beside HTML, above a footer',
      mailOf(HEAD, multi('mixed', 'o', [multi('alternative', 'b', [text(BODY), HTML]), FOOTER])),
    ],
    ['signed', mailOf(HEAD, multi('signed', 'b', [text(BODY), SIGNATURE]))],
    [
      'signed, above a footer',
      mailOf(HEAD, multi('mixed', 'o', [multi('signed', 'b', [text(BODY), SIGNATURE]), FOOTER])),
    ],
    [
      'signed, in a mixed part of its own',
      mailOf(HEAD, multi('signed', 'o', [multi('mixed', 'b', [text(BODY)]), SIGNATURE])),
    ],
    [
      'a boundary that starts like another',
      mailOf(HEAD, multi('mixed', 'bb', [multi('mixed', 'bb-1', [text(BODY)]), FOOTER])),
    ],
    [
      'message and inline diff apart',
      mailOf(
        HEAD,
        multi('mixed', 'b', [text(`${MESSAGE}\n---\n`), text(DIFF, ['Content-Disposition: inline; filename=t.diff'])]),
      ),
    ],
    [
      'message and attached diff apart',
      mailOf(HEAD, multi('mixed', 'b', [text(`${MESSAGE}\n`), base64('text/x-patch; name=t.diff', DIFF)])),
    ],
    ['wrapped', mailOf(OUTER, rfc822(inner(text(BODY))))],
    ['wrapped beside a footer', mailOf(OUTER, multi('mixed', 'o', [rfc822(inner(text(BODY))), FOOTER]))],
    [
      'wrapped below a header part',
      mailOf(OUTER, multi('mixed', 'o', [text('\n'), rfc822(inner(text(BODY))), FOOTER])),
    ],
    [
      'wrapped, declared as an attachment',
      mailOf(
        OUTER,
        multi('mixed', 'o', [
          rfc822(inner(text(BODY)), ['Content-Disposition: inline', 'Content-Transfer-Encoding: 8bit']),
          FOOTER,
        ]),
      ),
    ],
    [
      'wrapped, base64 inside',
      mailOf(OUTER, multi('mixed', 'o', [rfc822(inner(base64('text/plain; charset=UTF-8', BODY))), FOOTER])),
    ],
    [
      'wrapped, signed inside',
      mailOf(OUTER, multi('mixed', 'o', [rfc822(inner(multi('signed', 'b', [text(BODY), SIGNATURE]))), FOOTER])),
    ],
    [
      'wrapped by two lists',
      mailOf(
        OUTER,
        multi('mixed', 'o2', [
          rfc822(`${OUTER.join('\n')}\n${multi('mixed', 'o', [rfc822(inner(text(BODY))), FOOTER])}`),
          FOOTER,
        ]),
      ),
    ],
    ['wrapped in base64', mailOf(OUTER, multi('mixed', 'o', [base64('message/rfc822', inner(text(BODY))), FOOTER]))],
  ])('is read when it is %s', async (_, raw) => {
    expect(await read(raw)).toEqual(MAIL)
  })

  it.each<readonly [string, Buffer]>([
    [
      'attached in a signed mail',
      mailOf(
        HEAD,
        multi('signed', 'o', [
          multi('mixed', 'b', [text('See file.\n'), base64('text/x-patch; name=t', FILE)]),
          SIGNATURE,
        ]),
      ),
    ],
    [
      'attached in a wrapped mail',
      mailOf(
        OUTER,
        multi('mixed', 'o', [
          rfc822(inner(multi('mixed', 'b', [text('See file.\n'), base64('text/x-patch; name=t', FILE)]))),
          FOOTER,
        ]),
      ),
    ],
    [
      'attached beside HTML',
      mailOf(
        HEAD,
        multi('mixed', 'o', [
          multi('alternative', 'b', [text('See file.\n'), part(['Content-Type: text/html'], '<p>See file.</p>')]),
          base64('application/octet-stream', FILE),
        ]),
      ),
    ],
    ['attached alone', mailOf(HEAD, multi('mixed', 'o', [base64('text/x-patch; name=t', FILE)]))],
    [
      'attached inline as text',
      mailOf(
        HEAD,
        multi('mixed', 'o', [text('See file.\n'), text(FILE, ['Content-Disposition: inline; filename=t.patch'])]),
      ),
    ],
    [
      'attached above a footer',
      mailOf(HEAD, multi('mixed', 'o', [text('See file.\n'), base64('text/x-patch; name=t', FILE), FOOTER])),
    ],
    ['the only part, as octet-stream', mailOf(HEAD, base64('application/octet-stream', FILE))],
    ['pasted below words', mailOf(HEAD, text(`I have this:\n\n${FILE}`))],
  ])('is read from a format-patch file that is %s', async (_, raw) => {
    expect(await read(raw)).toEqual(ATTACHED)
  })

  it('is read once when it is both in the text and attached', async () => {
    for (const attached of [DIFF, FILE]) {
      const raw = mailOf(HEAD, multi('mixed', 'o', [text(BODY), base64('text/x-patch; name=t', attached)]))
      const mbox = (await mboxOf(raw, { trailers: false })).toString()
      expect(mbox.match(/^diff --git|^=64iff/gm)).toHaveLength(1)
      expect(await read(raw)).toEqual(MAIL)
    }
  })
})
