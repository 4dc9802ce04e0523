/** Made-up mail. */
export interface MailParts {
  readonly id: string
  readonly subject: string
  readonly body: string
  readonly from?: string
  /** Minutes after 2024-03-01 10:00 UTC, used for Date and for the time of receipt. */
  readonly minutes?: number
  /** The time of receipt, when it is another one than that of Date. */
  readonly received?: Date
  readonly inReplyTo?: string
  readonly cc?: string
  /** Whole header lines, added as they are. */
  readonly headers?: readonly string[]
}

const START_MS = Date.UTC(2024, 2, 1, 10)

/** The bytes of a mail, UTF-8 with LF line ends. */
export function mail({
  id,
  subject,
  body,
  from,
  minutes = 0,
  received,
  inReplyTo,
  cc,
  headers: more = [],
}: MailParts): Buffer {
  const date = new Date(START_MS + minutes * 60_000).toUTCString().replace('GMT', '+0000')
  const headers = [
    `Received: from mx.example.org by list.example.org; ${received?.toUTCString().replace('GMT', '+0000') ?? date}`,
    `Message-ID: <${id}>`,
    `From: ${from ?? 'Ada Author <ada@example.org>'}`,
    'To: list@example.org',
    ...(cc === undefined ? [] : [`Cc: ${cc}`]),
    `Date: ${date}`,
    `Subject: ${subject}`,
    ...(inReplyTo === undefined ? [] : [`In-Reply-To: <${inReplyTo}>`]),
    ...more,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=UTF-8',
    'Content-Transfer-Encoding: 8bit',
  ]
  return Buffer.from(`${headers.join('\n')}\n\n${body}`)
}

/** The same in a mail with this id, as Mailman wraps it. */
export function wrapped(parts: MailParts, outerId: string): Buffer {
  const inner = mail(parts)
  const outer = mail({
    ...parts,
    id: outerId,
    from: '"Ada Author via List" <list@example.org>',
    headers: ['List-Id: <list.example.org>'],
    body: '',
  })
    .toString()
    .replace('Content-Type: text/plain; charset=UTF-8\n', 'Content-Type: message/rfc822\n')
  return Buffer.concat([Buffer.from(outer), inner])
}

/** The body of a patch that adds a line between the two of a file. */
export function addLine(file: string, line: string): string {
  return `Why.\n---\n${header(file)}@@ -1,2 +1,3 @@ int main(void)\n first line\n+${line}\n last line\n`
}

/** The body of a patch that replaces the only line of a file. */
export function replaceLine(file: string, line = 'new'): string {
  return `Why.\n---\n${header(file)}@@ -1 +1 @@\n-old\n+${line}\n`
}

function header(file: string): string {
  return `diff --git a/${file} b/${file}\n--- a/${file}\n+++ b/${file}\n`
}
