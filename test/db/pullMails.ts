import type { Db } from '../../db/open'
import { getSeriesDocument } from '../../db/queries/series/seriesDocument'
import type { MailParts } from '../support/mail'

export const ADA = 'Ada Author <ada@example.org>'
export const MAX = 'Max Maintainer <max@example.org>'
export const LIN = 'Lin Upstream <lin@example.net>'

/** A patch to a file of this name. */
export const patch = (id: string, subject: string, name: string, minutes: number): MailParts => ({
  id,
  subject,
  body: `Why.\n\nSigned-off-by: ${ADA}\n---\n\ndiff --git a/${name}.c b/${name}.c\n--- a/${name}.c\n+++ b/${name}.c\n@@ -1 +1,3 @@\n-old\n+${name} one;\n+${name} two;\n+${name} three;\n`,
  from: ADA,
  cc: MAX,
  minutes,
})

/** A series of two patches, one with a title that is too short to be found by itself, and a patch that nobody takes. */
export const POSTED: readonly MailParts[] = [
  { id: 'a0@x', subject: '[PATCH 0/2] Do two things', body: 'Cover.\n', from: ADA, cc: MAX },
  { ...patch('a1@x', '[PATCH 1/2] tool: do the first thing well', 'one', 1), inReplyTo: 'a0@x' },
  { ...patch('a2@x', '[PATCH 2/2] tool: more', 'two', 2), inReplyTo: 'a0@x' },
  patch('b@x', '[PATCH] tool: do the third thing well', 'three', 5),
]

/** What a request for the series lists. */
export const SHORTLOG = 'Ada Author (2):\n      tool: do the first thing well\n      tool: more\n'

/** A request to pull what a shortlog lists. */
export function request(id: string, minutes: number, from = MAX, shortlog = SHORTLOG): MailParts {
  const body = `Please pull.\n\nare available in the Git repository at:\n\n  git://example.org/tool.git HEAD\n\n${shortlog}`
  return {
    id,
    subject: '[GIT PULL] Tool fixes',
    body,
    from,
    cc: LIN,
    minutes,
    headers: ['List-Id: <list.example.org>'],
  }
}

/** The state of a series, the mail that shows it, and whom it is waiting on. */
export function stateOf(db: Db, id = 'a0@x') {
  const document = getSeriesDocument(db, id)
  return [
    document?.state.kind,
    document?.state.messageId,
    document?.turn.whose,
    document?.turn.people.map(({ name }) => name),
  ]
}
