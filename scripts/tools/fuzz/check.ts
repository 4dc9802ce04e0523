import { deriveTouched } from '../../../db/derive/derive'
import { type PackedMail, unpackMail } from '../../../db/mail/packedMail'
import { type Reading, readMail } from '../../../db/mail/readMail'
import { openWriter } from '../../../db/migrate'
import type { Db } from '../../../db/open'
import { MboxLimit } from '../../../db/queries/mail/mboxLimit'
import { getMessage } from '../../../db/queries/mail/messagePage'
import { getVersionMbox } from '../../../db/queries/mail/versionMbox'
import { getSeriesDocument } from '../../../db/queries/series/seriesDocument'
import type { SeriesDocument } from '../../../db/queries/views'
import { openStore, type PutResult } from '../../../db/store/store'
import { createMboxSplitter } from '../../../lib/mail/mboxSplitter'

/** CPU time allowed for each mail, for parsing it and as its share of deriving a case. */
const MAX_MAIL_MS = 1_000

/** The outcome of a case. `features` name the branches it reached; a case that reaches a new one is mutated further. */
export type Outcome =
  | {
      readonly kind: 'survived'
      readonly stored: number
      readonly rejected: number
      readonly features: readonly string[]
      readonly slowestMs: number
    }
  | { readonly kind: 'failed'; readonly what: string; readonly detail: string }

/** A broken promise. `what` names it: a minimised case must break the same one. */
class Broken extends Error {
  readonly what: string
  constructor(what: string, detail: string) {
    super(detail)
    this.what = what
  }
}

function promise(what: string, kept: boolean, detail: () => string): void {
  if (!kept) throw new Broken(what, detail())
}

export type Check = (mails: readonly Buffer[]) => Promise<Outcome>

/** Creates a check that takes a case through parsing, storing, deriving and all documents, in a transaction that is rolled back. */
export function createCheck(): Check {
  const db = keepStatements(openWriter(':memory:'))
  return async (mails) => {
    db.exec('BEGIN')
    try {
      return await runCase(db, mails)
    } catch (error) {
      const { message, stack = '', name } = error as Error
      if (error instanceof Broken) return { kind: 'failed', what: error.what, detail: message }
      const place = /\((?:file:\/\/)?[^()]*?((?:lib|db|node_modules)\/[^():]+):\d+:\d+\)/.exec(stack)?.[1] ?? ''
      return { kind: 'failed', what: `crash: ${name} in ${place}`, detail: stack }
    } finally {
      db.exec('ROLLBACK')
    }
  }
}

/** Prepares each statement once; preparing them for every case took a fifth of the time. */
function keepStatements(db: Db): Db {
  const known = new Map<string, ReturnType<Db['prepare']>>()
  const prepare = db.prepare.bind(db)
  return Object.assign(db, {
    prepare(sql: string) {
      const statement = known.get(sql) ?? prepare(sql)
      known.set(sql, statement)
      return statement
    },
  })
}

/**
 * The promises: every mail is stored or rejected with a reason, and kept byte for byte; a second import writes nothing; every
 * document survives JSON; every mbox of a version can be split into its patches again.
 */
async function runCase(db: Db, mails: readonly Buffer[]): Promise<Outcome> {
  const features = new Set<string>()
  const clock = createClock()
  const { parsed, results, touched } = await putAll(db, mails, clock)
  for (const one of parsed) if (one.kind === 'rejected') features.add(`rejected ${one.reason.slice(0, 24)}`)
  checkKept(db, mails, results)
  clock.step('derive', mails.length, () => deriveTouched(db, touched))
  checkTwice(db, parsed)
  clock.step('views', mails.length, () => readViews(db, features))
  promise(
    'foreign keys are valid',
    (db.pragma('foreign_key_check') as unknown[]).length === 0,
    () => 'foreign_key_check',
  )
  const rejected = results.filter((result) => result === 'rejected').length
  return {
    kind: 'survived',
    stored: mails.length - rejected,
    rejected,
    features: [...features],
    slowestMs: clock.slowestMs(),
  }
}

interface Clock {
  readonly step: <T>(what: string, mails: number, work: () => T) => T
  readonly wait: <T>(what: string, work: () => Promise<T>) => Promise<T>
  readonly slowestMs: () => number
}

/**
 * Limits each step by CPU time, so that nothing fails on a busy machine. CPU time is read only after the wall clock has exceeded
 * the limit, because reading it costs more than most steps.
 */
function createClock(): Clock {
  let slowestMs = 0
  const start = process.cpuUsage()
  const end = (what: string, startMs: number, mails: number) => {
    const wallMs = (performance.now() - startMs) / Math.max(1, mails)
    slowestMs = Math.max(slowestMs, wallMs)
    if (wallMs <= MAX_MAIL_MS) return
    const { user, system } = process.cpuUsage(start)
    const cpuMs = (user + system) / 1_000 / Math.max(1, mails)
    promise(`slow: ${what}`, cpuMs <= MAX_MAIL_MS, () => `${Math.round(wallMs)} ms per mail`)
  }
  return {
    step(what, mails, work) {
      const startMs = performance.now()
      const result = work()
      end(what, startMs, mails)
      return result
    },
    async wait(what, work) {
      const startMs = performance.now()
      const result = await work()
      end(what, startMs, 1)
      return result
    },
    slowestMs: () => slowestMs,
  }
}

type PutOutcome = Extract<PutResult, string> | 'rejected'

async function putAll(db: Db, mails: readonly Buffer[], clock: Clock) {
  const store = openStore(db)
  const parsed: Reading[] = []
  const results: PutOutcome[] = []
  for (const raw of mails) {
    const one = await clock.wait('parse', () => readMail(raw, null))
    parsed.push(one)
    if (one.kind === 'rejected') {
      promise('a rejection has a reason', one.reason.trim() !== '', () => JSON.stringify(one))
      store.putRejection('fuzz', results.length, one.reason)
      results.push('rejected')
    } else {
      const result = clock.step('store', 1, () => store.putMail(one.mail))
      results.push(typeof result === 'object' ? 'rejected' : result)
    }
  }
  return { parsed, results, touched: store.touched }
}

function checkKept(db: Db, mails: readonly Buffer[], results: readonly PutOutcome[]): void {
  const kept = db.prepare<[], PackedMail>('SELECT raw, body FROM mails').all().map(unpackMail)
  const added = results.filter((result) => result === 'new' || result === 'variant').length
  promise('every new mail is kept', kept.length === added, () => `${added} new, ${kept.length} kept`)
  const given = new Set(mails.map((raw) => raw.toString('latin1')))
  for (const raw of kept)
    promise('a mail comes back byte for byte', given.has(raw.toString('latin1')), () => raw.toString('latin1'))
}

function checkTwice(db: Db, parsed: readonly Reading[]): void {
  const again = openStore(db)
  const changes = () => db.prepare<[], number>('SELECT total_changes()').pluck().get()
  const before = changes()
  for (const one of parsed) {
    if (one.kind !== 'mail') continue
    const result = again.putMail(one.mail)
    const same = result === 'duplicate' || typeof result === 'object'
    promise('a second import finds a duplicate', same, () => String(result))
  }
  promise(
    'a second import writes nothing',
    changes() === before && again.touched.size === 0,
    () => `${again.touched.size} touched`,
  )
}

function readViews(db: Db, features: Set<string>): void {
  for (const { key } of db.prepare<[], { key: string }>('SELECT key FROM messages').all()) {
    const message = getMessage(db, key)
    promise('a stored mail has its page', message !== undefined, () => key)
    checkJson(message)
    for (const { code } of message?.issues ?? []) features.add(`issue ${code}`)
  }
  const kinds = db.prepare<[], string>('SELECT DISTINCT kind FROM places').pluck().all()
  for (const kind of kinds) features.add(`kind ${kind}`)
  for (const { key } of db.prepare<[], { key: string }>('SELECT key FROM series').all()) {
    const series = getSeriesDocument(db, key)
    promise('a series has its document', series !== undefined, () => key)
    if (series === undefined) continue
    checkJson(series)
    addFeatures(series, features)
    for (const version of series.versions) checkMbox(db, series, version.key)
  }
}

/** A document that survives JSON contains no NaN, no undefined in an array and no cycle. */
function checkJson(document: unknown): void {
  const text = JSON.stringify(document)
  promise('a document survives JSON', JSON.stringify(JSON.parse(text)) === text, () => text)
  promise('a document contains no invalid number', !/:(?:null|NaN)[^,}\]]/.test(text), () => text)
}

function checkMbox(db: Db, series: SeriesDocument, version: string): void {
  const wanted = series.versions.find(({ key }) => key === version)?.patches.length ?? 0
  const mbox = readMbox(db, series.id, version)
  if (mbox === 'beyond a limit') return
  if (mbox === undefined) {
    promise('a version with patches has its mbox', wanted === 0, () => `${series.id} ${version}`)
    return
  }
  promise('a file name is harmless', /^[A-Za-z0-9_-]{1,100}\.mbox$/.test(mbox.filename), () => mbox.filename)
  const splitter = createMboxSplitter()
  const items = [...splitter.push(mbox.text), ...splitter.end()]
  promise(
    'an mbox of a version can be split again',
    items.length === wanted,
    () => `${items.length} of ${wanted} in\n${mbox.text}`,
  )
}

function readMbox(db: Db, id: string, version: string): ReturnType<typeof getVersionMbox> | 'beyond a limit' {
  try {
    return getVersionMbox(db, id, version, { trailers: true })
  } catch (error) {
    if (error instanceof MboxLimit) return 'beyond a limit'
    throw error
  }
}

function addFeatures(series: SeriesDocument, features: Set<string>): void {
  features.add(`state ${series.state.kind}`)
  features.add(`versions ${Math.min(4, series.versions.length)}`)
  for (const { link } of series.versions)
    for (const evidence of link?.evidence ?? []) features.add(`link ${JSON.stringify(evidence).slice(0, 30)}`)
  for (const { cells } of series.tracks) {
    for (const { change, facts } of cells) features.add(`change ${change} ${facts.join(' ')}`)
  }
  for (const { position, rule } of series.positions) features.add(`position ${position} ${rule}`)
  for (const { position, status } of series.standings) features.add(`standing ${position} ${status}`)
  for (const { kind } of series.audit) features.add(`audit ${kind}`)
  for (const { kind } of series.relations) features.add(`relation ${kind}`)
  if (series.changelog.length > 0) features.add(`changelog ${Math.min(5, series.changelog.length)}`)
}
