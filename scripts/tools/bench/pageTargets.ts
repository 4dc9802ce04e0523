import { createReadStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import { openReader, withDatabase } from '../../../db/open'
import { readMbox } from '../../sources/mboxStream'
import { type Archive, readArchive, writeMbox } from './mails'
import type { PagePath } from './pageLoad'
import { measureReroll, ROOT } from './process'
import type { BenchContext } from './row'

const MODEL = 'vfio-device-life-cycle.mbox'

/** The mail whose pages are measured. */
export interface PageMail {
  readonly archive: Archive
  /** The series for which the speed of a page is promised: 119 mails, 4 versions. */
  readonly model: Archive
  /** The mboxes of both. */
  readonly mboxes: readonly string[]
}

/** Reads the mail and writes it to mboxes in the folder of the benchmark. Uses the bundled sample where real mail is absent, and with `quick`. */
export async function readPageMail({ quick, folder }: BenchContext): Promise<PageMail> {
  const [archive, model] = [await readArchive(quick), await readModel(quick)]
  const mboxes = [archive, model].map((mail, index) => {
    const mbox = join(folder, `pages-${index}.mbox`)
    writeMbox(mbox, mail, 0, mail.mails.length)
    return mbox
  })
  return { archive, model, mboxes }
}

async function readModel(quick: boolean): Promise<Archive> {
  const [real, sample] = [join(ROOT, '../shared/corpus', MODEL), join(ROOT, 'sample', MODEL)]
  const path = !quick && existsSync(real) ? real : sample
  const mails: Buffer[] = []
  for await (const item of readMbox(path, createReadStream(path))) if (item.kind === 'mail') mails.push(item.raw)
  return { name: `${mails.length} mails`, mails }
}

/** The pages to be measured, and the threads that public-inbox-httpd shows for two of them. */
export interface PageTargets {
  readonly model: PagePath & { readonly newest: string }
  readonly largest: PagePath & { readonly first: string }
  readonly pages: readonly PagePath[]
}

/**
 * Imports the mail into a new database and picks pages of it: of the series that most mails of the model belong to, of the
 * series with the most mails, and the lists.
 */
export async function createPageDatabase(database: string, { mboxes, model }: PageMail): Promise<PageTargets> {
  await measureReroll(['ingest', '--db', database, ...mboxes])
  return pickTargets(database, model)
}

function pickTargets(database: string, { mails }: Archive): Promise<PageTargets> {
  const ids = mails.flatMap((raw) => /^message-id:\s*<([^>]+)>/im.exec(raw.toString('latin1'))?.[1] ?? [])
  return withDatabase(openReader(database), (db) => {
    const model = db
      .prepare<{ ids: string }, { id: number; key: string; author_email: string }>(
        `SELECT series.id, series.key, author_email FROM series
         JOIN places ON places.series = series.id JOIN messages ON messages.id = places.message
         WHERE messages.message_id IN (SELECT value FROM json_each(@ids)) GROUP BY series.id ORDER BY count(*) DESC LIMIT 1`,
      )
      .get({ ids: JSON.stringify(ids) })
    const largest = db.prepare<[], string>('SELECT key FROM series ORDER BY messages DESC, key LIMIT 1').pluck().get()
    if (model === undefined || largest === undefined) throw new Error('the mail has no series')
    const newest = db
      .prepare<{ series: number }, { mail: string; version: string; before: string; number: number }>(
        `SELECT messages.message_id AS mail, newer.key AS version, older.key AS before, right_number AS number
         FROM comparisons JOIN versions AS newer ON newer.series = comparisons.series AND newer.position = to_version
         JOIN versions AS older ON older.series = comparisons.series AND older.position = from_version
         JOIN messages ON messages.id = newer.head
         WHERE comparisons.series = @series AND right_number IS NOT NULL AND body IS NOT NULL
         ORDER BY newer.position DESC, length(body) DESC LIMIT 1`,
      )
      .get({ series: model.id })
    if (newest === undefined) throw new Error('the series of the model has no two versions')
    const reply = db
      .prepare<{ series: number }, string>(
        `SELECT messages.key FROM places JOIN messages ON messages.id = places.message
         WHERE places.series = @series AND places.kind = 'reply' ORDER BY order_ms LIMIT 1`,
      )
      .pluck()
      .get({ series: model.id })
    const series = (key: string) => `/series/${encodeURIComponent(key)}`
    const step = `${series(model.key)}/diff/${newest.before}..${newest.version}`
    const modelPage = { name: `series of the model (${mails.length} mails)`, path: series(model.key), keptGoal: 2_500 }
    const largestPage = { name: 'largest series', path: series(largest) }
    return {
      model: { ...modelPage, newest: newest.mail },
      largest: { ...largestPage, first: largest },
      pages: [
        modelPage,
        largestPage,
        { name: 'front page', path: '/' },
        { name: 'step', path: step },
        { name: 'patch of a step', path: `${step}/${newest.number}` },
        { name: 'mail', path: `/message/${encodeURIComponent(reply ?? newest.mail)}` },
        { name: 'person', path: `/people/${encodeURIComponent(model.author_email)}` },
        { name: 'search', path: '/search?q=device' },
      ],
    }
  })
}
