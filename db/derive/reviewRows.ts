import type { DerivedSeries } from '../../lib/derive/types'
import type { Scope } from '../../lib/review/types'
import { storeAnswered } from '../answered'
import type { Db } from '../open'
import { openInsert } from '../rows'

/** The row id of a mail by its key. */
export type IdOf = (key: string) => number

/** One row, by column; `series` is added when it is written. */
type Row = Readonly<Record<string, string | number | null>>

/** A table with its columns, but for `series`, and the rows that a series has in it. */
interface ReviewTable {
  readonly table: string
  readonly columns: string
  readonly rows: (series: DerivedSeries, id: IdOf) => Row[]
  /** An ON CONFLICT clause for a table that may hold a row already. */
  readonly conflict?: string
}

/** What was announced and said about a series. */
const TABLES: readonly ReviewTable[] = [
  {
    table: 'changelog',
    columns: 'position, version, label, text, credits, patches, dropped, tied_by, message, line, remark',
    rows: ({ changelog }, id) =>
      changelog.map((change, index) => ({
        position: index + 1,
        version: change.version,
        label: change.label,
        text: change.text,
        credits: JSON.stringify(change.credits),
        patches: JSON.stringify(change.patches),
        dropped: JSON.stringify(change.dropped),
        tied_by: change.tiedBy,
        message: id(change.mailKey),
        line: change.line,
        remark: optional(change.remark, id),
      })),
  },
  {
    table: 'audit',
    columns: 'position, kind, version, patch, last, name, email, message, text',
    rows: ({ audit }, id) =>
      audit.map(({ kind, version, patch, last, person, mailKey, text }, index) => ({
        position: index + 1,
        kind,
        version,
        patch,
        last,
        name: person?.name ?? null,
        email: person?.email ?? null,
        message: optional(mailKey, id),
        text,
      })),
  },
  {
    table: 'regressions',
    columns: 'message, person, patch, quote, fix',
    rows: ({ review: { regressions } }, id) =>
      regressions.map(({ mailKey, person, patch, quote, fix }) => ({
        message: id(mailKey),
        person,
        patch,
        quote,
        fix,
      })),
  },
  {
    table: 'people',
    columns: 'person, name, emails',
    rows: ({ review: { people } }) =>
      people.map(({ name, emails }, person) => ({ person, name, emails: JSON.stringify(emails) })),
  },
  {
    table: 'addresses',
    columns: 'email, person',
    conflict: 'ON CONFLICT DO NOTHING',
    rows: ({ review: { people } }) =>
      people.flatMap(({ emails }, person) => emails.map((email) => ({ email, person }))),
  },
  {
    table: 'positions',
    columns: 'ordinal, person, version, patch, position, rule, quote, line, message, scope, unclear, comment, fits',
    rows: ({ review: { events } }, id) =>
      events.map((event, index) => ({
        ordinal: index + 1,
        person: event.person,
        version: event.version,
        patch: event.patch,
        position: event.position,
        rule: event.rule,
        quote: event.sentence,
        line: event.line,
        message: id(event.mailKey),
        scope: scopeWords(event.scope),
        unclear: Number(event.unclear),
        comment: event.comment,
        fits: Number(event.counts),
      })),
  },
  {
    table: 'standings',
    columns:
      'ordinal, person, patch, last, position, since, status, rule, quote, message, answered, changed_in, announced_in, merged_over',
    rows({ review: { standings, mergedOver, resumed } }, id) {
      const [over, again] = [new Set(mergedOver), new Set(resumed)]
      return standings.map((standing, index) => ({
        ordinal: index + 1,
        person: standing.person,
        patch: standing.patch,
        last: standing.last,
        position: standing.position,
        since: standing.since,
        status: standing.status,
        rule: standing.rule,
        quote: standing.quote,
        message: id(standing.mailKey),
        answered: storeAnswered({ answered: standing.answered, resumed: again.has(standing) }),
        changed_in: standing.changedIn,
        announced_in: standing.announcedIn,
        merged_over: Number(over.has(standing)),
      }))
    },
  },
  {
    table: 'remarks',
    columns:
      'ordinal, person, version, patch, message, line, text, quoted, place, changed_in, position, quote, status, answered, addressed_in, announced_in, merged_over, live, patches',
    rows: ({ review: { comments } }, id) =>
      comments.map(({ person, version, patch, mailKey, from, text, quoted, place, changedIn, outcome }, index) => ({
        ordinal: index + 1,
        person,
        version,
        patch,
        message: id(mailKey),
        line: from,
        text,
        quoted: JSON.stringify(quoted),
        place: JSON.stringify(place),
        changed_in: changedIn,
        position: outcome?.position ?? null,
        quote: outcome?.quote ?? null,
        status: outcome?.status ?? null,
        answered: outcome === null ? null : Number(outcome.answered),
        addressed_in: outcome?.changedIn ?? null,
        announced_in: outcome?.announcedIn ?? null,
        merged_over: outcome === null ? null : Number(outcome.mergedOver),
        live: outcome === null ? null : Number(outcome.live),
        patches: outcome === null ? null : JSON.stringify(outcome.patches),
      })),
  },
  {
    table: 'reports',
    columns: 'message, version, patch, findings, place, changed_in, credited_in',
    rows: ({ reports }, id) =>
      reports.map(({ mailKey, version, patch, findings, place, changedIn, creditedIn }) => ({
        message: id(mailKey),
        version,
        patch,
        findings: JSON.stringify(findings),
        place,
        changed_in: changedIn,
        credited_in: creditedIn,
      })),
  },
  {
    table: 'claims',
    columns: 'message, kind, mailbox, basis, quote, own, voucher, named, listed',
    rows: ({ review: { claims } }, id) =>
      claims.map(({ mailKey, kind, mailbox, basis, quote, own, voucher, named, listed }) => ({
        message: id(mailKey),
        kind,
        mailbox,
        basis,
        quote,
        own: Number(own),
        voucher,
        named: JSON.stringify(named),
        listed: JSON.stringify(listed),
      })),
  },
]

/** Prepares the statements that write what was announced and said about a series, whose row id is `owner`. */
export function openInsertReview(db: Db): (owner: number, series: DerivedSeries, id: IdOf) => void {
  const inserts = TABLES.map(({ table, columns, conflict, rows }) => {
    const insert: (row: Row) => number = openInsert(db, table, `series, ${columns}`, conflict)
    return { insert, rows }
  })
  return (owner, series, id) => {
    for (const { insert, rows } of inserts) for (const row of rows(series, id)) insert({ series: owner, ...row })
  }
}

function optional(key: string | null, id: IdOf): number | null {
  return key === null ? null : id(key)
}

function scopeWords(scope: Scope): string | null {
  switch (scope.kind) {
    case 'here':
      return null
    case 'series':
      return 'the series'
    case 'patches':
      return `${scope.numbers.length === 1 ? 'patch' : 'patches'} ${numberWords(scope.numbers)}`
    case 'except':
      return `all patches except ${numberWords(scope.numbers)}`
    case 'around': {
      const [count, side] = scope.after > 0 ? [scope.after, 'next'] : [scope.before, 'previous']
      return `this patch and the ${side} ${count === 1 ? 'one' : count}`
    }
    case 'area':
    case 'part':
    case 'untagged':
    case 'rest':
    case 'unclear':
      return scope.text
  }
}

/** "1, 2, the last"; a number below zero counts from the last patch. */
function numberWords(numbers: readonly number[]): string {
  return numbers
    .map((number) => (number === -1 ? 'the last' : number < 0 ? `${-number} before the end` : number))
    .join(', ')
}
