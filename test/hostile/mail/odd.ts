import { messageHref } from '../../../app/_model/href'
import type { Db } from '../../../db/open'
import { renderPage } from '../../support/page'

const DEFAULTS: Readonly<Record<string, string>> = {
  received: 'from mx.example.org by list.example.org; Fri, 1 Mar 2024 10:00:00 +0000',
  'message-id': '<odd@example.org>',
  from: 'Jane Doe <jane@example.org>',
  to: 'list@example.org',
  date: 'Fri, 1 Mar 2024 10:00:00 +0000',
  subject: '[PATCH] let the driver sleep for once',
}

/**
 * A mail with exactly these header lines, and a default for every usual header that they lack and `without` does not name. `body` follows
 * the blank line unchanged.
 */
export function odd(
  lines: readonly string[],
  body: string | Buffer = 'Words.\n',
  without: readonly string[] = [],
): Buffer {
  const given = new Set(lines.map((line) => line.slice(0, line.indexOf(':')).toLowerCase()))
  const usual = Object.entries(DEFAULTS)
    .filter(([name]) => !given.has(name) && !without.includes(name))
    .map(([name, value]) => `${name}: ${value}`)
  return Buffer.concat([Buffer.from(`${[...usual, ...lines].join('\n')}\n\n`), Buffer.from(body)])
}

/** The diff of one file; PATCH is the body of a patch mail with it. */
export const DIFF = [
  'diff --git a/sleep.c b/sleep.c',
  '--- a/sleep.c',
  '+++ b/sleep.c',
  '@@ -1,2 +1,3 @@',
  ' int first;',
  '+int nap = 1; /* for a while */',
  ' int last;',
  '',
].join('\n')
export const PATCH = `It is tired.\n\nSigned-off-by: Jane Doe <jane@example.org>\n---\n${DIFF}-- \n2.40\n`

export interface Kept {
  readonly key: string
  readonly message_id: string
  readonly subject: string
  readonly from_name: string
  readonly from_email: string
  readonly sent_ms: number | null
  readonly received_ms: number
}

/** The stored mails, by time of receipt. */
export function kept(db: Db): Kept[] {
  return db
    .prepare<[], Kept>(
      'SELECT key, message_id, subject, from_name, from_email, sent_ms, received_ms FROM messages ORDER BY received_ms, key',
    )
    .all()
}

/** The patches of all series as lines: `v2 1/2 title +1`, with the number of added lines. */
export function patches(db: Db): string[] {
  return db
    .prepare<[], string>(
      `SELECT versions.label || ' ' || patches.number || '/' || versions.total || ' ' || patches.title || ' +' || patches.added
       FROM patches JOIN versions ON versions.id = patches.version ORDER BY versions.label, patches.number, patches.title`,
    )
    .pluck()
    .all()
}

export function codes(db: Db): string[] {
  return db.prepare<[], string>('SELECT DISTINCT code FROM issues ORDER BY code').pluck().all()
}

/** Renders the page of a mail by the address in the link to it. */
export function openMessage(key: string): Promise<string> {
  const path = messageHref(key).slice('/message/'.length)
  return renderPage('message', path, { encoded: true })
}
