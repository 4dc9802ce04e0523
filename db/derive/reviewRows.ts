import type { DerivedSeries } from '../../lib/derive/types'
import type { Scope } from '../../lib/review/types'
import type { Db } from '../open'
import { openInsert } from '../rows'

/** The row id of a mail by its key. */
export type IdOf = (key: string) => number

/** Writes one kind of rows of a series, whose row id is `owner`. */
type InsertPart = (owner: number, series: DerivedSeries, id: IdOf) => void

/** Prepares the statements that write what was announced and said about a series. */
export function openInsertReview(db: Db): InsertPart {
  const parts = [
    openChangelog,
    openAudit,
    openRegressions,
    openPeople,
    openPositions,
    openStandings,
    openRemarks,
    openReports,
    openClaims,
  ]
  const inserts = parts.map((open) => open(db))
  return (owner, series, id) => {
    for (const insert of inserts) insert(owner, series, id)
  }
}

function optional(key: string | null, id: IdOf): number | null {
  return key === null ? null : id(key)
}

function openChangelog(db: Db): InsertPart {
  const insert = openInsert(
    db,
    'changelog',
    'series, position, version, label, text, credits, patches, dropped, tied_by, message, line, remark',
  )
  return (series, { changelog }, id) => {
    for (const [index, change] of changelog.entries()) {
      insert({
        series,
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
      })
    }
  }
}

function openAudit(db: Db): InsertPart {
  const insert = openInsert(db, 'audit', 'series, position, kind, version, patch, name, email, message, text')
  return (series, { audit }, id) => {
    for (const [index, { kind, version, patch, person, mailKey, text }] of audit.entries()) {
      const [name, email] = [person?.name ?? null, person?.email ?? null]
      insert({ series, position: index + 1, kind, version, patch, name, email, message: optional(mailKey, id), text })
    }
  }
}

function openRegressions(db: Db): InsertPart {
  const insert = openInsert(db, 'regressions', 'series, message, person, patch, quote, fix')
  return (series, { review: { regressions } }, id) => {
    for (const { mailKey, person, patch, quote, fix } of regressions) {
      insert({ series, message: id(mailKey), person, patch, quote, fix })
    }
  }
}

function openPeople(db: Db): InsertPart {
  const insert = openInsert(db, 'people', 'series, person, name, emails')
  const insertAddress = openInsert(db, 'addresses', 'email, series, person', 'ON CONFLICT DO NOTHING')
  return (series, { review: { people } }) => {
    for (const [person, { name, emails }] of people.entries()) {
      insert({ series, person, name, emails: JSON.stringify(emails) })
      for (const email of emails) insertAddress({ email, series, person })
    }
  }
}

function openPositions(db: Db): InsertPart {
  const insert = openInsert(
    db,
    'positions',
    'series, ordinal, person, version, patch, position, rule, quote, line, message, scope, fits',
  )
  return (series, { review: { events } }, id) => {
    for (const [index, { person, version, patch, position, rule, ...event }] of events.entries()) {
      insert({
        series,
        ordinal: index + 1,
        person,
        version,
        patch,
        position,
        rule,
        quote: event.sentence,
        line: event.line,
        message: id(event.mailKey),
        scope: scopeWords(event.scope),
        fits: Number(event.counts),
      })
    }
  }
}

function scopeWords(scope: Scope): string | null {
  switch (scope.kind) {
    case 'here':
      return null
    case 'series':
      return 'the series'
    case 'patches':
      return `patches ${scope.numbers.join(', ')}`
    case 'part':
      return scope.text
  }
}

function openStandings(db: Db): InsertPart {
  const insert = openInsert(
    db,
    'standings',
    'series, ordinal, person, patch, position, since, status, rule, quote, message, answered, changed_in, merged_over',
  )
  return (series, { review: { standings, mergedOver } }, id) => {
    for (const [index, standing] of standings.entries()) {
      const { person, patch, position, since, status, rule, quote } = standing
      insert({
        series,
        ordinal: index + 1,
        person,
        patch,
        position,
        since,
        status,
        rule,
        quote,
        message: id(standing.mailKey),
        answered: Number(standing.answered),
        changed_in: standing.changedIn,
        merged_over: Number(mergedOver.includes(standing)),
      })
    }
  }
}

function openRemarks(db: Db): InsertPart {
  const insert = openInsert(
    db,
    'remarks',
    'series, ordinal, person, version, patch, message, line, text, quoted, place, changed_in',
  )
  return (series, { review: { comments } }, id) => {
    for (const [index, comment] of comments.entries()) {
      const { person, version, patch, text } = comment
      insert({
        series,
        ordinal: index + 1,
        person,
        version,
        patch,
        message: id(comment.mailKey),
        line: comment.from,
        text,
        quoted: JSON.stringify(comment.quoted),
        place: JSON.stringify(comment.place),
        changed_in: comment.changedIn,
      })
    }
  }
}

function openReports(db: Db): InsertPart {
  const insert = openInsert(db, 'reports', 'series, message, version, patch, findings, place, changed_in, credited_in')
  return (series, { reports }, id) => {
    for (const { mailKey, version, patch, findings, place, changedIn, creditedIn } of reports) {
      insert({
        series,
        message: id(mailKey),
        version,
        patch,
        findings: JSON.stringify(findings),
        place,
        changed_in: changedIn,
        credited_in: creditedIn,
      })
    }
  }
}

function openClaims(db: Db): InsertPart {
  const insert = openInsert(db, 'claims', 'series, message, kind, mailbox, basis, quote')
  return (series, { review: { claims } }, id) => {
    for (const { mailKey, kind, mailbox, basis, quote } of claims) {
      insert({ series, message: id(mailKey), kind, mailbox, basis, quote })
    }
  }
}
