/** A mail from a stranger. */
export interface Letter {
  /** The part of its Message-ID before `@example.org`. */
  readonly id: string
  readonly subject: string
  readonly body: string
  readonly from?: string
  /** More header lines, in front of the others. */
  readonly head?: string
  /** Replaces the content type of plain text. */
  readonly type?: string
  /** Minutes after 1 March 2024, 00:00. */
  readonly minutes?: number
  /** Ids, as `id` is, oldest first; the last one is also In-Reply-To. */
  readonly references?: readonly string[]
}

const START_MS = Date.UTC(2024, 2, 1)

/** The bytes of a mail, with LF line ends; ids are at example.org. */
export function letter({
  id,
  subject,
  body,
  from = 'Ada Author <ada@example.org>',
  head = '',
  type,
  minutes = 0,
  references = [],
}: Letter): Buffer {
  const date = new Date(START_MS + minutes * 60_000).toUTCString().replace('GMT', '+0000')
  const [parent] = references.slice(-1)
  const lines = [
    `Received: from mx.example.org by list.example.org; ${date}`,
    `Message-ID: <${id}@example.org>`,
    `From: ${from}`,
    'To: list@example.org',
    'List-Id: <list.example.org>',
    `Date: ${date}`,
    ...(parent === undefined ? [] : [`In-Reply-To: <${parent}@example.org>`]),
    ...(references.length === 0 ? [] : [`References: ${references.map((one) => `<${one}@example.org>`).join('\n ')}`]),
    'MIME-Version: 1.0',
    `Content-Type: ${type ?? 'text/plain; charset=utf-8'}`,
    `Subject: ${subject}`,
  ]
  return Buffer.from(`${head}${lines.join('\n')}\n\n${body}`)
}

/** A patch for one new file with these lines. */
export function newFile(path: string, lines: readonly string[]): string {
  return [
    `diff --git a/${path} b/${path}`,
    'new file mode 100644',
    '--- /dev/null',
    `+++ b/${path}`,
    `@@ -0,0 +1,${lines.length} @@`,
    ...lines.map((line) => `+${line}`),
    '',
  ].join('\n')
}

/** A commit message with its diff, as git format-patch writes it. */
export function patchBody(diff: string): string {
  return `Say why.\n\nSigned-off-by: Ada Author <ada@example.org>\n---\n${diff}-- \n2.43.0\n`
}

/** What `make` returns for each number from 0 up to `count`, excluded. */
export function numbers<T>(count: number, make: (at: number) => T): T[] {
  return Array.from({ length: count }, (_, at) => make(at))
}
