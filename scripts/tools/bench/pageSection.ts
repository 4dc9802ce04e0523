import { join } from 'node:path'
import { describeClient } from './load'
import { comparePages } from './pageAgainst'
import { FOR_MS, measureLimits, measurePage, QUICK_MS } from './pageLoad'
import { measurePeers } from './pagePeers'
import { createPageDatabase, readPageMail } from './pageTargets'
import { buildPages } from './process'
import type { BenchContext, Row, Section } from './row'
import { startReroll } from './servers'

const START_GOAL_MS = 2_000

/** Our pages, rendered and kept, next to public-inbox-httpd and the same bytes from a bare server; or next to another checkout. */
export const PAGES: Section = {
  name: 'pages',
  about: 'CPU, latency and requests a second of pages, start-up',
  run,
  against: comparePages,
}

async function run(context: BenchContext): Promise<readonly Row[]> {
  const { quick, folder, note } = context
  const forMs = quick ? QUICK_MS : FOR_MS
  await buildPages()
  note('pages: importing')
  const mail = await readPageMail(context)
  const database = join(folder, 'pages.sqlite')
  const targets = await createPageDatabase(database, mail)
  const kept = await startReroll(database, targets.model.path)
  const fresh = await startReroll(database, targets.model.path, { keep: false })
  const rows: Row[] = [
    { section: 'Pages', what: 'asked by', figure: describeClient(forMs) },
    {
      section: 'Pages',
      what: 'npm start to the first series page',
      figure: `${Math.round(kept.startMs)} ms`,
      goal: { text: 'under 2 s', reached: kept.startMs < START_GOAL_MS },
    },
  ]
  try {
    for (const page of quick ? targets.pages.slice(0, 1) : targets.pages) {
      note(page.name)
      rows.push(...(await measurePage({ fresh, kept }, page, forMs)))
    }
    rows.push(...(await measureLimits(kept, targets.model, forMs)))
    rows.push(...(await measurePeers(context, fresh, mail, targets, forMs)))
  } finally {
    await Promise.all([kept.close(), fresh.close()])
  }
  return rows
}
