import type { Db } from '../../db/open'
import type { MessageId } from '../../lib/mail/types'
import { putCommits, shaOf } from '../support/commits'

/** Message-IDs that break out of attributes, handlers and paths if they are not encoded. */
export const PAYLOAD_IDS = [
  "x');alert(1);('@y",
  '"><script>alert(1)</script>@example.org',
  'a/b%2F..%2f%c@example.org',
  'javascript:alert(1)@example.org',
] as const

const MARKUP = `<script>alert(1)</script><img src=x onerror=alert(1)>"'></title><!--`
const BIDI = '\u202Etxt.exe\u2066\u200B\u0007'

interface Mail {
  readonly id: string
  readonly subject: string
  readonly from?: string
  readonly parent?: string
  readonly body: readonly string[]
}

/** Mails that try to run or hide something wherever a page shows text of a mail: per Message-ID two versions of a series, with reviews and replies. */
export function payloadMbox(): string {
  return PAYLOAD_IDS.flatMap((id, index) => {
    const second = `v2-${id}`
    const title = `${MARKUP} ${BIDI} ${index}`
    return [
      toMail({ id, subject: `[PATCH] ${title}`, body: patch('one', index) }),
      toMail({
        id: `reply-${id}`,
        subject: `Re: [PATCH] ${title}`,
        from: `"${'<svg onload=alert(2)>'} ${BIDI}" <rita${index}@example.org>`,
        parent: id,
        body: [
          `> ${MARKUP}`,
          '',
          `Please remove this ${MARKUP} javascript:alert(3) here. ${BIDI}`,
          'See data:text/html,<script>alert(4)</script> and https://example.org/"onmouseover="alert(5)',
          '',
          '> +one </pre><script>alert(6)</script>',
          '',
          'This is wrong, <b onclick=alert(7)>and broken</b>.',
          '',
          `Reviewed-by: </bdi><script>alert(8)</script> <rita${index}@example.org>`,
        ],
      }),
      toMail({ id: second, subject: `[PATCH v2] ${title}`, body: [...patch('two', index), `v2: ${MARKUP} (Rita)`] }),
    ]
  }).join('')
}

/** A commit that was made from a patch of payloadMbox, and the start of the hashes of two others. */
export const [PAYLOAD_COMMIT, PAYLOAD_HASH] = [shaOf(MARKUP), '00000000']

/** Writes commits that try to run or hide something in the same way: one that was made from a patch, its fix and its revert, and two that start alike. */
export function putPayloadCommits(db: Db): void {
  const title = `${MARKUP} ${BIDI}`
  const text = [title, '', `Acked-by: ${MARKUP} ${BIDI} <rita@example.org>`, ...patch('three', 0)].join('\n')
  putCommits(
    db,
    [
      {
        title,
        sha: PAYLOAD_COMMIT,
        committer: `${MARKUP}@example.org`,
        links: [`v2-${PAYLOAD_IDS[0]}` as MessageId],
        release: `v1"onclick="alert(30)${BIDI}`,
        text,
      },
      { title: `fix ${title}`, fixes: [PAYLOAD_COMMIT], minutes: 10 },
      { title: `Revert ${title}`, reverts: [PAYLOAD_COMMIT], minutes: 20 },
      { title, sha: `${PAYLOAD_HASH}${'a'.repeat(32)}` },
      { title, sha: `${PAYLOAD_HASH}${'b'.repeat(32)}` },
    ],
    { branch: `<img src=x onerror=alert(31)>${BIDI}`, url: 'javascript:alert(32)' },
  )
}

/** A pull request for its pages. */
export function pullMail(id: string): string {
  return toMail({
    id,
    subject: `[GIT PULL] ${MARKUP} ${BIDI}`,
    body: [
      'are available in the Git repository at:',
      '',
      `  javascript:alert(1) tags/"><script>alert(1)</script>`,
      '',
      `${MARKUP} ${BIDI} (1):`,
      `      ${MARKUP}`,
    ],
  })
}

/** A mail with attachments that a browser would run if it were allowed to. */
export function attachmentMail(id: string): string {
  const part = (type: string, name: string, text: string) => [
    '--cut',
    `Content-Type: ${type}`,
    `Content-Disposition: attachment; filename="${name}"`,
    '',
    text,
  ]
  return [
    'From mboxrd@z Thu Jan  1 00:00:00 1970',
    'From: Eve <eve@example.org>',
    'Subject: [PATCH] with files',
    `Message-ID: <${id}>`,
    'Date: Mon, 1 Jan 2024 10:00:00 +0000',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=cut',
    '',
    '--cut',
    'Content-Type: text/plain',
    '',
    'See the files.',
    ...patch('files', 9),
    ...part('image/svg+xml', '../../<script>.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(20)"/>'),
    ...part('text/html', 'page.html', '<script>alert(21)</script>'),
    '--cut--',
    '',
    '',
  ].join('\n')
}

function patch(word: string, index: number): string[] {
  const path = `a<img src=x onerror=alert(9)>${index}.c`
  return [
    `${MARKUP} ${BIDI}`,
    'javascript:alert(10)',
    '',
    `Signed-off-by: </script><script>alert(11)</script> <eve${index}@example.org>`,
    '---',
    `${word}: changelog ${MARKUP}`,
    '',
    `diff --git a/${path} b/${path}`,
    `--- a/${path}`,
    `+++ b/${path}`,
    `@@ -1,2 +1,3 @@ static int </p><script>alert(12)</script>(void)`,
    ' context </pre><script>alert(13)</script>',
    '-\u202E gone */ /* <!--',
    `+${word} </pre><script>alert(6)</script>`,
    '+\u2066/* hidden \u200B*/ "unclosed',
    '',
  ]
}

function toMail({ id, subject, from, parent, body }: Mail): string {
  const sender = from ?? `"${MARKUP.replaceAll('"', '\\"')}" <eve@example.org>`
  return [
    'From mboxrd@z Thu Jan  1 00:00:00 1970',
    `From: ${sender}`,
    'To: "</dd><script>alert(14)</script>" <list@example.org>',
    `Subject: ${subject}`,
    `Message-ID: <${id}>`,
    ...(parent === undefined ? [] : [`In-Reply-To: <${parent}>`]),
    'List-Id: "<script>alert(15)</script>" <evil.example.org>',
    'Date: Mon, 1 Jan 2024 10:00:00 +0000',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    ...body,
    '',
    '',
  ].join('\n')
}
