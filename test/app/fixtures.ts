import type {
  CommitView,
  MarkView,
  PatchView,
  SeriesDocument,
  StandingView,
  TrackCell,
  VersionView,
} from '../../db/queries/views'

const author = { name: 'Ada Author', email: 'ada@example.org' }

function patch(number: number, version: number, trailers: PatchView['trailers']): PatchView {
  const messageId = `v${version}-${number}@example.org`
  return { number, title: `part ${number}`, messageId, author, added: 3, removed: 1, files: ['a.c'], trailers }
}

function version(number: number, patches: readonly PatchView[]): VersionView {
  return {
    version: number,
    label: `v${number}`,
    key: `${number}`,
    rfc: false,
    resend: false,
    date: '2024-01-01T17:00:00Z',
    received: `2024-01-0${number}T10:00:00Z`,
    skewMinutes: number === 1 ? 420 : null,
    cover: `v${number}-0@example.org`,
    total: patches.length,
    missing: [],
    missingCount: 0,
    partial: false,
    link: null,
    comparedWith: number === 1 ? null : `${number - 1}`,
    patches,
  }
}

export function cell(
  versionNumber: number,
  number: number,
  change: TrackCell['change'],
  facts: TrackCell['facts'] = [],
): TrackCell {
  return {
    version: versionNumber,
    versionKey: `${versionNumber}`,
    number,
    messageId: `v${versionNumber}-${number}@example.org`,
    change,
    applied: false,
    facts,
    added: 3,
    removed: 1,
    note: '',
    marks: [],
  }
}

const rita = 'Rita Reader <rita@example.org>'
const ari = 'Ari Archer <ari@example.org>'
const onCover = { name: 'Acked-by', value: ari, source: 'cover-reply', messageId: 'cover-reply@example.org' } as const

/** Two versions of three patches: the first changed in code, the second did not change, the third was dropped. */
export const series: SeriesDocument = {
  id: 'v1-0@example.org',
  title: 'Three parts <script>alert(1)</script>',
  author,
  lists: ['list@example.org'],
  lastActivity: '2024-01-03T10:00:00Z',
  messages: 9,
  versions: [
    version(1, [
      patch(1, 1, [
        { name: 'Signed-off-by', value: 'Ada Author <ada@example.org>', source: 'body', messageId: 'v1-1@example.org' },
        { name: 'Reviewed-by', value: rita, source: 'reply', messageId: 'reply-1@example.org' },
      ]),
      patch(2, 1, []),
      patch(3, 1, [{ name: 'Reviewed-by', value: rita, source: 'reply', messageId: 'reply-3@example.org' }]),
    ]),
    version(2, [
      patch(1, 2, [
        { name: 'Reviewed-by', value: 'rita reader <RITA@example.org>', source: 'body', messageId: 'v2-1@example.org' },
        onCover,
      ]),
      patch(2, 2, [onCover]),
    ]),
  ],
  stateMail: null,
  newestMail: null,
  waitingDays: 5,
  claims: [],
  remarks: [],
  strayReplies: [],
  dependencies: [],
  fixes: [],
  closes: [],
  reports: [],
  relations: [],
  relationCount: 0,
  postedInto: null,
  backports: { trees: [], count: 0, series: [] },
  backportOf: [],
  pulls: [],
  pullCount: 0,
  issues: [],
  changelog: [],
  audit: [],
  commits: [],
  positions: [],
  standings: [],
  headline: null,
  sums: { reviewed: 0, acked: 0, tested: 0, stale: 0, objections: 0, remarks: 0, unanswered: 0 },
  regressions: [],
  story: [],
  groups: [],
  about: null,
  size: { files: 1, added: 6, removed: 2, paths: ['a.c'] },
  prefixes: [],
  merges: [],
  coverMarks: [],
  state: {
    kind: 'under-review',
    quietSince: null,
    messageId: 'v2-0@example.org',
    by: null,
    received: null,
    quote: '',
    source: 'mail',
    commit: null,
    landed: null,
    version: null,
    conflict: null,
    applied: null,
    tree: null,
    release: null,
    basis: null,
    otherAddress: null,
    pull: null,
    severity: null,
    comments: {},
    patches: [],
  },
  group: 'waiting-on-review',
  backport: [],
  turn: {
    whose: 'reviewers',
    people: [],
    usually: false,
    sentIn: null,
    why: 'in-review',
    since: '2024-01-03T10:00:00Z',
    messageId: 'v2-0@example.org',
  },
  tracks: [
    { title: 'part 1', cells: [cell(1, 1, 'first'), cell(2, 1, 'code', ['code', 'trailers'])] },
    { title: 'part 2', cells: [cell(1, 2, 'first'), cell(2, 2, 'identical')] },
    { title: 'part 3', cells: [cell(1, 3, 'first'), cell(2, 3, 'dropped')] },
  ],
}

export const RITA = { name: 'Rita <b>Reader</b>', emails: ['rita@example.org'] }
export const ARI = { name: 'Ari Archer', emails: ['ari@example.org', 'ari@other.example.org'] }

/** An approval of patch 1 that the code has overtaken, but for what `more` says. */
export const standing = (more: Partial<StandingView>): StandingView => ({
  person: RITA,
  alias: '',
  patch: 1,
  position: 'approves',
  severity: null,
  tag: more.position === undefined || more.position === 'approves' ? 'Reviewed-by' : null,
  regression: false,
  since: 1,
  sinceLabel: 'v1',
  status: 'stale',
  messageId: 'reply-1@example.org',
  quote: 'Reviewed-by: Rita Reader',
  rule: 'approves',
  answered: false,
  resumed: false,
  answeredBy: null,
  changedIn: null,
  messageOnly: false,
  announcedIn: null,
  mergedOver: false,
  ...more,
})

export const objection = standing({
  person: ARI,
  position: 'objects',
  status: 'open',
  messageId: 'no@example.org',
  quote: 'What is the point of <script>?',
  mergedOver: true,
})

/** A series with an approval, a tag that was carried forward and an objection. */
export const reviewed: SeriesDocument = {
  ...series,
  standings: [standing({}), standing({ patch: 2, status: 'carried' }), objection],
  sums: { reviewed: 2, acked: 0, tested: 0, stale: 1, objections: 1, remarks: 0, unanswered: 1 },
}

/** A commit that was made from a patch of v2. */
export function commitOf(parts: Partial<CommitView>): CommitView {
  return {
    sha: 'a'.repeat(40),
    title: 'pump: start it',
    tree: 'vfio',
    branch: 'next',
    role: 'maintainer',
    author: { name: 'Ada', email: 'ada@example.org' },
    committer: { name: 'Alex', email: 'alex@example.org' },
    committed: '2024-01-10T10:00:00Z',
    release: null,
    gone: null,
    url: null,
    version: 2,
    versionKey: '2',
    patch: 1,
    messageId: 'v2-1@example.org',
    by: 'link',
    changed: null,
    compared: true,
    squashedWith: [],
    trailersAdded: [],
    reverted: null,
    fixes: [],
    backports: [],
    sightings: [],
    namers: [],
    ...parts,
  }
}

/** A Reviewed-by by Rita that is in force. */
export const markOf = (more: Partial<MarkView>): MarkView => ({
  person: RITA,
  role: 'reviewer',
  position: 'approves',
  tag: more.position === undefined ? 'Reviewed-by' : null,
  severity: null,
  regression: false,
  outcome: {
    status: 'current',
    answered: false,
    answeredBy: null,
    changedIn: null,
    messageOnly: false,
    announcedIn: null,
    mergedOver: false,
  },
  since: more.position === undefined ? { kind: 'none', lines: 0 } : null,
  wholeSeries: false,
  alias: '',
  messageId: 'mark@example.org',
  quote: 'As it was said.',
  ...more,
})

/** The outcome of a comment or tag. */
export const outcomeOf = (status: StandingView['status']): NonNullable<MarkView['outcome']> => ({
  status,
  answered: false,
  answeredBy: null,
  changedIn: null,
  messageOnly: false,
  announcedIn: null,
  mergedOver: false,
})

/** The series with marks, by key of the version and number of the patch there. */
export function withMarks(
  said: Readonly<Record<string, Readonly<Record<number, readonly MarkView[]>>>>,
  base: SeriesDocument = series,
): SeriesDocument {
  const tracks = base.tracks.map((track) => ({
    ...track,
    cells: track.cells.map((cell) => ({ ...cell, marks: said[cell.versionKey]?.[cell.number] ?? [] })),
  }))
  return { ...base, tracks }
}
