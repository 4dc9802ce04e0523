import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { openReader, rememberStatements, withDatabase } from '../../../db/open'
import { searchMbox } from '../../../db/queries/mail/searchMbox'
import { type ClientQuery, openClientQueries } from './clientQueries'
import { growArchive } from './largeArchive'
import { buildPages } from './process'
import { type BenchContext, quantile, type Row, type Section } from './row'
import { type BenchServer, startReroll } from './servers'

const MAILS = 250_000
const QUERIES = 10_000
const QUICK = { mails: 100, queries: 200 }
const SEED = 26
/** Queries at the same time under load, and the share of all queries that are sent then. */
const CLIENTS = 20
const LOAD_SHARE = 0.2
const P95_MS = 20
const MAX_MS = 200
/** Not counted: the first queries load code and fill caches. */
const WARM_UP = 100
/** The slowest kinds of query that are listed. */
const SLOWEST = 5

/** What one query took. */
interface Asked extends ClientQuery {
  readonly status: number
  readonly ms: number
}

/** Searches as clients of a public-inbox send them, in a large archive. A missed goal sets the exit code of the benchmark. */
export const CLIENT_SEARCH: Section = {
  name: 'search',
  about: '10,000 searches of b4, lei and people in an archive of 250,000 messages: first byte',
  run,
}

async function run(context: BenchContext): Promise<readonly Row[]> {
  const { quick, note } = context
  const database = context.database ?? join(context.folder, 'search.sqlite')
  await growArchive(database, quick ? QUICK.mails : MAILS, context)
  const { queries, count } = await withDatabase(openReader(database), (db) => {
    const draw = openClientQueries(db, SEED)
    return {
      queries: Array.from({ length: quick ? QUICK.queries : QUERIES }, draw),
      count: Number(db.prepare('SELECT count(*) FROM messages').pluck().get()),
    }
  })
  const section = `Searches in ${count.toLocaleString('en')} messages`
  note(`${queries.length} searches`)
  await buildPages()
  const server = await startReroll(database, '/_/text/help/')
  try {
    await askAll(server, queries.slice(0, WARM_UP), 1)
    const before = server.cpuMs()
    const alone = await askAll(server, queries, 1)
    const cpuMs = (server.cpuMs() - before) / alone.length
    note(`${CLIENTS} at the same time`)
    const together = await askAll(server, queries.slice(0, queries.length * LOAD_SHARE), CLIENTS)
    const rows = [
      {
        ...firstByteRow(section, 'one client, first byte', alone),
        goal: firstByteGoal(alone),
      },
      statusRow(section, alone),
      { section, what: 'CPU of the server for one search', figure: `${cpuMs.toFixed(1)} ms on average` },
      ...slowestRows(section, alone),
      firstByteRow(section, `${CLIENTS} at the same time, first byte`, together),
      statusRow(section, together),
      await cpuRow(section, database, queries),
    ]
    if (!quick && rows.some(({ goal }) => goal?.reached === false)) process.exitCode = 1
    return rows
  } finally {
    await server.close()
  }
}

async function askAll(server: BenchServer, queries: readonly ClientQuery[], clients: number): Promise<Asked[]> {
  const asked: Asked[] = []
  const waiting = queries[Symbol.iterator]()
  const client = async () => {
    for (const query of waiting) asked.push(await ask(server, query))
  }
  await Promise.all(Array.from({ length: clients }, client))
  return asked
}

/** Sends a search on a connection of its own, and hangs up after the first part of the answer: the whole may have 20 MB. */
function ask(server: BenchServer, query: ClientQuery): Promise<Asked> {
  const { threads, id } = query
  const place = id === undefined ? '' : `${encodeURIComponent(id)}/`
  const target = `/all/${place}?x=m${threads ? '&t=1' : ''}&q=${encodeURIComponent(query.query)}`
  const agent = new Agent({ keepAlive: false })
  return new Promise((resolve, reject) => {
    const start = performance.now()
    const sent = request(`${server.url}${target}`, { method: 'POST', agent }, (response) => {
      const answer = { ...query, status: response.statusCode ?? 0, ms: performance.now() - start }
      response.once('data', () => response.destroy())
      response.once('close', () => resolve(answer))
      response.on('error', () => {})
    })
    sent.once('error', reject)
    sent.end()
  })
}

function firstByteRow(section: string, what: string, asked: readonly Asked[]): Row {
  return { section, what: `${asked.length.toLocaleString('en')} searches, ${what}`, figure: spreadOf(timesOf(asked)) }
}

function firstByteGoal(asked: readonly Asked[]): NonNullable<Row['goal']> {
  const [p95, most] = [0.95, 1].map((share) => quantile(timesOf(asked), share))
  const reached = Number(p95) < P95_MS && Number(most) <= MAX_MS
  return { text: `p95 under ${P95_MS} ms, at most ${MAX_MS} ms`, reached }
}

function timesOf(asked: readonly Asked[]): number[] {
  return asked.map(({ ms }) => ms)
}

function spreadOf(times: readonly number[]): string {
  const [p50, p95] = [0.5, 0.95].map((share) => quantile(times, share).toFixed(1))
  return `p50 ${p50} ms, p95 ${p95} ms, at most ${quantile(times, 1).toFixed(0)} ms`
}

function statusRow(section: string, asked: readonly Asked[]): Row {
  const of = (wanted: number) => asked.filter(({ status }) => Math.floor(status / 100) === wanted).length
  const none = asked.filter(({ status }) => status === 404).length
  return {
    section,
    what: '  answered',
    figure: `${of(2)} with mail, ${none} with none, ${of(4) - none} not understood or too large, ${of(5)} failed`,
    goal: { text: 'none fails', reached: of(5) === 0 },
  }
}

function slowestRows(section: string, asked: readonly Asked[]): Row[] {
  return [...new Set(asked.map(({ kind }) => kind))]
    .map((kind) => ({ kind, times: timesOf(asked.filter((one) => one.kind === kind)) }))
    .sort((a, b) => quantile(b.times, 0.95) - quantile(a.times, 0.95))
    .slice(0, SLOWEST)
    .map(({ kind, times }) => ({ section, what: `  slow: ${kind}`, figure: spreadOf(times) }))
}

/** The same searches in this process: their CPU, which other programs on the machine change less. */
function cpuRow(section: string, database: string, queries: readonly ClientQuery[]): Promise<Row> {
  return withDatabase(rememberStatements(openReader(database)), (db) => {
    const took = queries.map(({ query, threads, id }) => {
      const before = process.cpuUsage()
      const result = searchMbox(db, { list: 'all', query, threads, ...(id !== undefined && { id }) }, Date.now())
      if (result.kind === 'mbox') for (const _ of result.mails) break
      const { user, system } = process.cpuUsage(before)
      return (user + system) / 1_000
    })
    return { section, what: 'CPU until the first mail, without a server', figure: spreadOf(took) }
  })
}
