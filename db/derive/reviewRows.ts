import type { DerivedSeries } from '../../lib/derive/types'
import type { Scope } from '../../lib/review/types'
import type { Db } from '../open'

/** Row id of a mail by its key. */
export type IdOf = (key: string) => number

type Insert = (owner: number, series: DerivedSeries, id: IdOf) => void

/** Writes what was announced and said about a series: changelog, audit, regressions, people, positions, standings, remarks, reports. */
export function openInsertReview(db: Db): Insert {
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

function openChangelog(db: Db): Insert {
  const insert = db.prepare(
    `INSERT INTO changelog (series, position, version, label, text, credits, patches, dropped, tied_by, message, line, remark)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  return (owner, { changelog }, id) => {
    for (const [index, change] of changelog.entries()) {
      const { version, label, text, credits, patches, dropped, tiedBy, mailKey, line, remark } = change
      const lists = [credits, patches, dropped].map((list) => JSON.stringify(list))
      insert.run(owner, index + 1, version, label, text, ...lists, tiedBy, id(mailKey), line, optional(remark, id))
    }
  }
}

function openAudit(db: Db): Insert {
  const insert = db.prepare(
    `INSERT INTO audit (series, position, kind, version, patch, name, email, message, text)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  return (owner, { audit }, id) => {
    for (const [index, { kind, version, patch, person, mailKey, text }] of audit.entries()) {
      const [name, email] = [person?.name ?? null, person?.email ?? null]
      insert.run(owner, index + 1, kind, version, patch, name, email, optional(mailKey, id), text)
    }
  }
}

function openRegressions(db: Db): Insert {
  const insert = db.prepare(
    'INSERT INTO regressions (series, message, person, patch, quote, fix) VALUES (?, ?, ?, ?, ?, ?)',
  )
  return (owner, { review: { regressions } }, id) => {
    for (const { mailKey, person, patch, quote, fix } of regressions) {
      insert.run(owner, id(mailKey), person, patch, quote, fix)
    }
  }
}

function openPeople(db: Db): Insert {
  const insert = db.prepare('INSERT INTO people (series, person, name, emails) VALUES (?, ?, ?, ?)')
  const insertAddress = db.prepare(
    'INSERT INTO addresses (email, series, person) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  )
  return (owner, { review }) => {
    for (const [person, { name, emails }] of review.people.entries()) {
      insert.run(owner, person, name, JSON.stringify(emails))
      for (const email of emails) insertAddress.run(email, owner, person)
    }
  }
}

function openPositions(db: Db): Insert {
  const insert = db.prepare(
    `INSERT INTO positions (series, ordinal, person, version, patch, position, rule, quote, line, message, scope, fits)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  return (owner, { review: { events } }, id) => {
    for (const [index, event] of events.entries()) {
      const { person, version, patch, position, rule, sentence, line, mailKey, scope, counts } = event
      const fits = counts ? 1 : 0
      const words = scopeWords(scope)
      insert.run(owner, index + 1, person, version, patch, position, rule, sentence, line, id(mailKey), words, fits)
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

function openStandings(db: Db): Insert {
  const insert = db.prepare(
    `INSERT INTO standings (series, ordinal, person, patch, position, since, status, rule, quote, message, answered,
                            changed_in, merged_over)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  return (owner, { review: { standings, mergedOver } }, id) => {
    for (const [index, standing] of standings.entries()) {
      const { person, patch, position, since, status, rule, quote, mailKey, answered, changedIn } = standing
      const flags = [answered ? 1 : 0, changedIn, mergedOver.includes(standing) ? 1 : 0]
      insert.run(owner, index + 1, person, patch, position, since, status, rule, quote, id(mailKey), ...flags)
    }
  }
}

function openRemarks(db: Db): Insert {
  const insert = db.prepare(
    `INSERT INTO remarks (series, ordinal, person, version, patch, message, line, text, quoted, place, changed_in)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  return (owner, { review: { comments } }, id) => {
    for (const [
      index,
      { person, version, patch, mailKey, from, text, quoted, place, changedIn },
    ] of comments.entries()) {
      const json = [JSON.stringify(quoted), JSON.stringify(place)]
      insert.run(owner, index + 1, person, version, patch, id(mailKey), from, text, ...json, changedIn)
    }
  }
}

function openReports(db: Db): Insert {
  const insert = db.prepare(
    `INSERT INTO reports (series, message, version, patch, findings, place, changed_in, credited_in)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  return (owner, { reports }, id) => {
    for (const { mailKey, version, patch, findings, place, changedIn, creditedIn } of reports) {
      insert.run(owner, id(mailKey), version, patch, JSON.stringify(findings), place, changedIn, creditedIn)
    }
  }
}

function openClaims(db: Db): Insert {
  const insert = db.prepare(
    'INSERT INTO claims (series, message, kind, mailbox, basis, quote) VALUES (?, ?, ?, ?, ?, ?)',
  )
  return (owner, { review: { claims } }, id) => {
    for (const { mailKey, kind, mailbox, basis, quote } of claims) {
      insert.run(owner, id(mailKey), kind, mailbox, basis, quote)
    }
  }
}
