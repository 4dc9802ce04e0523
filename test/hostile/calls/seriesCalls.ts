import { readConnections } from '../../../lib/derive/mailKeys'
import { findBoilerplate } from '../../../lib/derive/repeatedForms'
import type { MessageId } from '../../../lib/mail/types'
import { readAnnouncement } from '../../../lib/pull/announcement'
import { readPullRequest } from '../../../lib/pull/pullRequest'
import { findFollowing, findNextTry, type Try } from '../../../lib/pull/tries'
import { readSubject } from '../../../lib/series/kind'
import { findMentions } from '../../../lib/series/mentions'
import { findReferences } from '../../../lib/series/references'
import { readSketch } from '../../../lib/series/sketch'
import { JANE } from '../../review/fixture'
import type { Call } from './call'

const postingOf = (body: string) => ({
  messageId: 'a@example.org' as MessageId,
  contentHash: 'a',
  subject: '[PATCH 0/2] thing',
  from: JANE,
  to: [],
  cc: [],
  sentAtMs: 0,
  sentZoneMinutes: 0,
  receivedAtMs: 0,
  references: [],
  lists: [],
  body,
  succession: body,
  outerIds: [],
  automatic: false,
  issues: [],
})

/** A pull request whose every text is this one. */
const tryOf = (text: string): Try => ({
  key: text,
  title: text,
  url: text,
  ref: text,
  base: null,
  head: null,
  version: 1,
  titles: [text],
  receivedMs: 0,
  answers: null,
  pulled: false,
  withdrawn: false,
})

/** Calls of the parsers that sort mails into series and pull requests. */
export const SERIES_CALLS: Readonly<Record<string, Call>> = {
  readSketch: (body) =>
    ['[PATCH 0/2] thing', '[PATCH] thing'].map((subject) =>
      readSketch({ from: JANE, body, succession: body }, readSubject({ subject, references: [] }, true)),
    ),
  readPullRequest: (body) =>
    ['[GIT PULL] thing', '[PATCH 0/2] thing'].map((subject) =>
      readPullRequest({ subject: readSubject({ subject, references: [] }, true), body }),
    ),
  readAnnouncement: (text) => [
    readAnnouncement({ subject: readSubject({ subject: text, references: [] }, false), words: text, body: text }),
    readAnnouncement({
      subject: readSubject({ subject: 'tool 1.0 released', references: [] }, false),
      words: 'tool 1.0 released',
      body: text,
    }),
  ],
  findFollowing: (text) => findFollowing(tryOf(text), [tryOf(text)]),
  findNextTry: (text) => findNextTry(tryOf(text), [tryOf(text)]),
  readConnections: (body) => readConnections(postingOf(body), 0, false),
  readSubject: (body) => readSubject({ subject: body, references: [] }, false),
  findReferences: (body) =>
    findReferences({ body, kind: 'cover', titleKey: 'thing', changeIds: findMentions(body).changeIds }),
  findBoilerplate: (text) =>
    findBoilerplate((text.match(/.{1,16}/gs) ?? []).map((_, thread) => ({ thread, keys: [thread % 7] }))),
}
