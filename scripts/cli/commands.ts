import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { writeBackup } from '../../db/backup'
import { BY_HAND } from '../../db/hiddenBy'
import { openExistingWriter } from '../../db/migrate'
import { type Db, openReader, withDatabase } from '../../db/open'
import { getBlame } from '../../db/queries/compare/blame'
import { getComparison, getStep } from '../../db/queries/compare/comparison'
import { findSearchProblem } from '../../db/queries/lists/hits'
import { summariseSeries } from '../../db/queries/lists/seriesList'
import { MboxLimit } from '../../db/queries/mail/mboxLimit'
import { getVersionMbox } from '../../db/queries/mail/versionMbox'
import { summarisePulls } from '../../db/queries/pulls/pullList'
import { getSeriesDocument } from '../../db/queries/series/seriesDocument'
import { getRunning, listSources } from '../../db/queries/status/sourceList'
import { getStatus, hasMail, listRejections } from '../../db/queries/status/status'
import { listTreeStatus } from '../../db/queries/status/treeStatus'
import { readReplica } from '../../db/replica'
import { putCorrection } from '../../db/store/corrections'
import { hideMessage, unhideMessage } from '../../db/store/hide'
import type { Correction } from '../../lib/series/groups'
import { NIGHTLY_COMMANDS } from '../nightly/nightlyCommands'
import { runFollow } from '../replica/followCommand'
import { runTree } from '../trees/treeCommands'
import { runCheck } from './check'
import {
  type Command,
  CommandError,
  type CommandInput,
  jsonParts,
  type Output,
  oneId,
  PartialError,
  toJson,
  UsageError,
} from './command'
import { runDig } from './dig'
import { bringUpToDate, rebuildWith } from './ingest'
import { runMaintainer } from './maintainerCommands'
import { noMailText } from './noMail'
import * as text from './output'
import { openProgress } from './progress'
import { runRestore } from './restore'
import { runIngest } from './runIngest'
import { runSince } from './since'
import { statusText } from './statusText'

export const COMMANDS: Readonly<Record<string, Command>> = {
  ingest: runIngest,
  list: runList,
  pulls: runPulls,
  show: runShow,
  diff: runDiff,
  dig: runDig,
  since: runSince,
  check: runCheck,
  blame: runBlame,
  mbox: runMbox,
  link: (input) => runLink(input, 'link'),
  unlink: (input) => runLink(input, 'unlink'),
  hide: runHide,
  unhide: runUnhide,
  rebuild: runRebuild,
  status: runStatus,
  backup: runBackup,
  restore: runRestore,
  follow: runFollow,
  tree: runTree,
  maintainer: runMaintainer,
  ...NIGHTLY_COMMANDS,
}

function runList({ database, json, options }: CommandInput): Output | Promise<Output> {
  const query = typeof options.query === 'string' ? options.query : ''
  if (!existsSync(database)) throw new CommandError(noMailText(database))
  const problem = findSearchProblem(query)
  if (problem !== undefined) throw new UsageError(problem)
  if (json) return listParts(database, query)
  return withDatabase(openReader(database), (db) => {
    const rows = [...summariseSeries(db, { query })]
    return rows.length === 0 && !hasMail(db) ? `${noMailText(database)}\n` : text.listTable(rows)
  })
}

function runPulls({ database, json }: CommandInput): Promise<string> {
  return withDatabase(openReader(database), (db) => {
    const pulls = [...summarisePulls(db)]
    return json ? toJson(pulls) : text.pullTable(pulls)
  })
}

function* listParts(database: string, query: string): Generator<string> {
  const db = openReader(database)
  try {
    yield* jsonParts(summariseSeries(db, { query }))
  } finally {
    db.close()
  }
}

function runShow({ database, json, words }: CommandInput): Promise<string> {
  const id = oneId(words, 'show')
  return withDatabase(openReader(database), (db) => {
    const document = getSeriesDocument(db, id)
    if (document === undefined) throw unknown(id)
    return json ? toJson(document) : text.seriesPage(document)
  })
}

function runDiff({ database, json, words, options }: CommandInput): Promise<string> {
  const [, from, to] = /^(.+?)\.\.(.+)$/.exec(words[1] ?? '') ?? []
  if (words.length !== 2 || from === undefined || to === undefined) {
    throw new UsageError('diff takes a Message-ID and two versions: diff MESSAGE-ID v3..v4')
  }
  const id = oneId(words.slice(0, 1), 'diff')
  const number = options.patch === undefined ? undefined : numberOfPatch(options.patch, '--patch')
  const format = options.format ?? 'interdiff'
  if (format !== 'interdiff' && format !== 'range-diff') throw new UsageError('--format takes interdiff or range-diff')
  return withDatabase(openReader(database), (db) => {
    const step = getStep(db, id, from, to)
    if (step === undefined) throw unknownStep(db, id, `${from}..${to}`)
    const numbers = number === undefined ? step.rows.map((row) => row.number) : [number]
    const comparisons = numbers.map((number) => {
      const found = getComparison(db, id, from, to, number)
      if (found === undefined)
        throw new CommandError(`no patch ${number} in ${from} or ${to}; leave out --patch to see all patches`)
      return found
    })
    if (json) return toJson({ ...step, comparisons })
    return text.stepText(step, comparisons, format, process.stdout.isTTY === true)
  })
}

function runBlame({ database, json, words, options }: CommandInput): Promise<string> {
  const id = oneId(words, 'blame')
  const version = typeof options.version === 'string' ? options.version : undefined
  const number = options.patch === undefined ? 1 : numberOfPatch(options.patch, '--patch')
  return withDatabase(openReader(database), (db) => {
    const view = getBlame(db, id, version, number)
    if (view !== undefined) return json ? toJson(view) : text.blameText(view)
    if (getSeriesDocument(db, id) === undefined) throw unknown(id)
    throw new CommandError(
      `${id}: the ${named(version)} has no patch ${number} here; reroll show ${id} lists the patches`,
    )
  })
}

function runMbox({ database, json, words, options }: CommandInput): Promise<Buffer> {
  if (json) throw new UsageError('mbox prints an mbox, not JSON; leave out --json')
  const id = oneId(words, 'mbox')
  const version = typeof options.version === 'string' ? options.version : undefined
  return withDatabase(openReader(database), (db) => {
    const file = readMbox(db, id, version, options['no-trailers'] !== true)
    if (file !== undefined) return file.text
    if (getSeriesDocument(db, id) === undefined) throw unknown(id)
    throw new CommandError(
      `${id}: no patch of the ${named(version)} has been imported; reroll show ${id} lists the versions`,
    )
  })
}

function readMbox(db: Db, id: string, version: string | undefined, trailers: boolean) {
  try {
    return getVersionMbox(db, id, version, { trailers })
  } catch (error) {
    throw error instanceof MboxLimit ? new CommandError(`${id}: ${error.message}`) : error
  }
}

async function runRebuild({ database, json }: CommandInput): Promise<string> {
  return withDatabase(openExistingWriter(database), async (db) => {
    const messages = await rebuildWith(db, openProgress(process.stderr))
    const { series, versions } = getStatus(db)
    return json
      ? toJson({ messages, series, versions })
      : `derived ${messages} mails again: ${series} series, ${versions} versions\n`
  })
}

async function runLink({ database, json, words }: CommandInput, kind: Correction['kind']): Promise<string> {
  const [first, second, ...rest] = words
  if (first === undefined || second === undefined || rest.length > 0) {
    throw new UsageError(`${kind} takes two Message-IDs, one from each version`)
  }
  const [a, b] = [oneId([first], kind), oneId([second], kind)] as const
  return withDatabase(openExistingWriter(database), async (db) => {
    await bringUpToDate(db, openProgress(process.stderr))
    const result = putCorrection(db, { kind, a, b })
    if (result === 'same-version')
      throw new CommandError(`${a} and ${b} belong to the same version; name one mail from each version`)
    if (result !== 'done') throw unknown(result.unknown)
    const documents = [getSeriesDocument(db, a), getSeriesDocument(db, b)].filter((document) => document !== undefined)
    const apart = new Set(documents.map(({ id }) => id)).size > 1
    if (json) return toJson({ kind, series: apart ? documents : documents.slice(0, 1) })
    return (apart ? documents : documents.slice(0, 1)).map(text.seriesLine).join('')
  })
}

async function runHide({ database, json, words }: CommandInput): Promise<string> {
  const id = oneId(words, 'hide')
  return withDatabase(openExistingWriter(database), async (db) => {
    await bringUpToDate(db, openProgress(process.stderr))
    const removed = hideMessage(db, id)
    if (json) return toJson({ id, removed })
    // Whoever reads the log, for example Litestream, keeps it from being emptied.
    const isLeft = (statSync(`${database}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0
    const left = isLeft ? `; its text is still in ${database}-wal, which another process reads (docs/privacy.md)` : ''
    return `${id}: ${removed === 0 ? 'not imported here' : 'removed'}; later imports will skip it${left}\n`
  })
}

async function runUnhide({ database, json, words }: CommandInput): Promise<string> {
  const id = oneId(words, 'unhide')
  return withDatabase(openExistingWriter(database), (db) => {
    const hiddenBy = unhideMessage(db, id)
    if (hiddenBy.length === 0) throw new CommandError(`${id}: nobody hid or withdrew this mail`)
    if (json) return toJson({ id, hiddenBy })
    const by = hiddenBy.map((source) => (source === BY_HAND ? 'hidden by hand' : `withdrawn by ${source}`)).join(', ')
    return text.clean(
      `${id}: was ${by}; it is let in again. Import it: npm run ingest -- ${id}, or the file that it is in\n`,
    )
  })
}

/** Mails that were left out, as `status` prints them. */
const MAX_REJECTIONS = 20

function runStatus({ database, json }: CommandInput): Promise<string> {
  return withDatabase(openReader(database), (db) => {
    const status = getStatus(db, { check: true })
    const nowMs = Date.now()
    const sources = listSources(db, nowMs)
    const running = getRunning(db)
    const replica = readReplica(database)
    const rejections = listRejections(db, MAX_REJECTIONS)
    const output = json
      ? toJson({ database, ...status, sources, nightly: running, replica: replica ?? null })
      : statusText({ database, status, sources, trees: listTreeStatus(db), rejections, running, replica, nowMs })
    if (!status.ok) throw new PartialError(`${database}: damaged; restore a backup or import again`, output)
    return output
  })
}

async function runBackup({ database, json, words }: CommandInput): Promise<string> {
  const [path] = words
  if (path === undefined || words.length !== 1) throw new UsageError('backup takes one file to write to')
  if (resolve(path) === resolve(database))
    throw new UsageError('backup must write to a different file than the database')
  writeBackup(database, path)
  const { size } = statSync(path)
  return json
    ? toJson({ database, backup: path, bytes: size })
    : `${database} was backed up to ${path}, ${size} bytes\n`
}

/** The number of a patch: a whole one, or 2.5 for an inserted patch. */
function numberOfPatch(value: CommandInput['options'][string], option: string): number {
  if (typeof value !== 'string' || !/^\d{1,9}(?:\.\d)?$/.test(value)) throw new UsageError(`${option} takes a number`)
  return Number(value)
}

/** A version as an error message names it. */
function named(version: string | undefined): string {
  return version === undefined ? 'newest version' : `version ${version}`
}

function unknown(id: string): CommandError {
  return new CommandError(
    `${id}: no series with this mail has been imported (npm run -s reroll -- list shows the series)`,
  )
}

function unknownStep(db: Db, id: string, range: string): CommandError {
  const document = getSeriesDocument(db, id)
  if (document === undefined) return unknown(id)
  const labels = document.versions.map(({ label }) => label).join(', ')
  return new CommandError(`${range}: the series has versions ${labels}; name two of them`)
}
