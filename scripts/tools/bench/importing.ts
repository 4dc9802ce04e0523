import { execFileSync } from 'node:child_process'
import { rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { readArchive, writeMbox } from './mails'
import { createPeerInbox, measureNotmuch, missingPeer } from './peers'
import { measureReroll, type ProcessCost, ROOT } from './process'
import { type BenchContext, median, type Row, type Section, seconds, times } from './row'

const SECTION = 'First import'
/** Rounds in which each program runs in turn, so that a slow minute of the machine affects all of them. */
const ROUNDS = 3

/** First imports of the same mail by Reroll and other programs, then a second import with nothing new. */
export const IMPORTING: Section = {
  name: 'import',
  about: 'first and second import, next to public-inbox and notmuch',
  run,
  against,
}

async function run(context: BenchContext): Promise<readonly Row[]> {
  const archive = await readArchive(context.quick)
  const path = (name: string) => join(context.folder, name)
  const mbox = path('archive.mbox')
  writeMbox(mbox, archive, 0, archive.mails.length)
  execFileSync('gzip', ['-k', '-1', mbox])
  const inbox = missingPeer('public-inbox-index') === undefined ? createPeerInbox(path('pi'), archive) : undefined
  const ours: ProcessCost[] = []
  const basic: ProcessCost[] = []
  for (let round = 0; round < (context.quick ? 1 : ROUNDS); round++) {
    context.note(`import, round ${round + 1}`)
    ours.push(await importFresh(path('ours.sqlite'), mbox))
    if (inbox !== undefined) basic.push(await inbox.index('basic'))
  }
  const count = archive.mails.length
  const wall = (costs: readonly ProcessCost[]) => median(costs.map(({ wallMs }) => wallMs))
  const cpu = (costs: readonly ProcessCost[]) => median(costs.map(({ cpuMs }) => cpuMs))
  const cost = (costs: readonly ProcessCost[]) =>
    `${seconds(wall(costs))}, CPU ${seconds(cpu(costs))}, ${Math.round((count / wall(costs)) * 1_000)} msg/s, peak ${Math.round(Math.max(...costs.map(({ peakMb }) => peakMb)))} MiB`
  const row = (what: string, costs: readonly ProcessCost[], more: Partial<Row> = {}): Row => ({
    section: `${SECTION}: ${count} mails of ${archive.name}`,
    what,
    figure: cost(costs),
    ...more,
  })
  const rows: Row[] = []
  const ratio = basic.length === 0 ? undefined : wall(basic) / wall(ours)
  rows.push(
    row(
      'reroll ingest, mbox, everything derived and searchable',
      ours,
      ratio === undefined
        ? {}
        : {
            ratio: `${times(ratio, 'public-inbox basic')} (CPU ${(cpu(basic) / cpu(ours)).toFixed(2)} x)`,
            goal: { text: '4 x basic', reached: ratio >= 4 },
          },
    ),
  )
  const peak = Math.max(...ours.map(({ peakMb }) => peakMb))
  rows.push(
    row('  its memory', ours, {
      figure: `${Math.round(peak)} MiB`,
      goal: { text: 'under 300 MiB', reached: peak < 300 },
    }),
  )
  rows.push(row('reroll ingest, mbox.gz', [await importFresh(path('gz.sqlite'), `${mbox}.gz`)]))
  if (inbox !== undefined)
    rows.push(row('reroll ingest, git epoch', [await importFresh(path('git.sqlite'), `${inbox.folder}/git/0.git`)]))
  const again = await measureReroll(['ingest', '--db', path('ours.sqlite'), mbox])
  rows.push(row('reroll ingest again, nothing new', [again]))
  if (basic.length > 0) rows.push(row('public-inbox-index -L basic (does not index bodies)', basic))
  else rows.push(row('public-inbox-index', [], { figure: missingPeer('public-inbox-index') ?? '' }))
  if (inbox !== undefined) {
    context.note('public-inbox-index -L medium')
    const medium = await inbox.index('medium')
    rows.push(row('public-inbox-index -L medium', [medium], { ratio: times(medium.wallMs / wall(ours), 'our time') }))
  }
  const noNotmuch = missingPeer('notmuch')
  if (noNotmuch !== undefined) rows.push(row('notmuch new', [], { figure: noNotmuch }))
  else {
    context.note('notmuch new')
    const notmuch = await measureNotmuch(path('notmuch'), archive)
    rows.push(row('notmuch new', [notmuch], { ratio: times(notmuch.wallMs / wall(ours), 'our time') }))
  }
  return rows
}

/** The same first import by the checkout in the folder `other` ("there") and by this one ("here"), in turn. */
async function against(context: BenchContext, other: string): Promise<readonly Row[]> {
  const archive = await readArchive(context.quick)
  const path = (name: string) => join(context.folder, name)
  const mbox = path('archive.mbox')
  writeMbox(mbox, archive, 0, archive.mails.length)
  const [there, here]: [ProcessCost[], ProcessCost[]] = [[], []]
  for (let round = 0; round < (context.quick ? 1 : ROUNDS); round++) {
    context.note(`import in both checkouts, round ${round + 1}`)
    there.push(await importFresh(path('there.sqlite'), mbox, other))
    here.push(await importFresh(path('here.sqlite'), mbox))
  }
  const count = archive.mails.length
  const row = (what: string, before: number, now: number, print: (value: number) => string): Row => ({
    section: `${SECTION}: ${count} mails of ${archive.name}: there, here; medians of ${there.length}`,
    what,
    figure: `${print(before)}, ${print(now)}`,
    ratio: times(now / before, 'there'),
  })
  const medians = (of: (cost: ProcessCost) => number) => [median(there.map(of)), median(here.map(of))] as const
  const bytes = (name: string) => statSync(path(name)).size / count
  return [
    row('CPU', ...medians(({ cpuMs }) => cpuMs), seconds),
    row('time', ...medians(({ wallMs }) => wallMs), seconds),
    row('peak memory', ...medians(({ peakMb }) => peakMb), (peak) => `${Math.round(peak)} MiB`),
    row('bytes a mail in the database', bytes('there.sqlite'), bytes('here.sqlite'), (each) => `${Math.round(each)}`),
  ]
}

async function importFresh(database: string, source: string, root = ROOT): Promise<ProcessCost> {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${database}${suffix}`, { force: true })
  return measureReroll(['ingest', '--db', database, source], root)
}
