import type { SeriesRow } from '../../db/queries/views'
import { series } from './fixtures'

export const rita = { name: 'Rita Reader', emails: ['rita@example.org'] }
export const max = { name: 'Max Maintainer', emails: ['max@example.org'] }

/** A series of three patches whose v2 waits for a review. */
export const ROW: SeriesRow = {
  id: 'v1@example.org',
  title: 'beta: start the pump',
  prefixes: [],
  author: { name: 'Ada Author', email: 'ada@example.org' },
  lists: ['pumps@example.org'],
  versionLabels: ['v1', 'v2'],
  newestPosted: '2024-01-02T10:00:00Z',
  step: { from: '1', to: '2' },
  total: 3,
  present: 3,
  single: false,
  messages: 9,
  replies: 5,
  lastActivity: '2024-01-03T10:00:00Z',
  state: { ...series.state, kind: 'under-review' },
  turn: {
    whose: 'reviewers',
    why: 'unreviewed',
    people: [],
    usually: false,
    sentIn: null,
    since: '2024-01-02T10:00:00Z',
    messageId: 'v2@example.org',
  },
  days: 12,
  idleDays: 3,
  headline: null,
  others: { objections: 0, comments: 0, versions: [] },
  claimed: null,
  tagLimits: [],
  group: 'waiting-on-review',
  backport: [],
  standings: { reviewed: 2, acked: 0, tested: 1, stale: 0, objections: 0, remarks: 0, unanswered: 0 },
}
