import { openWriter } from '../../../db/migrate'
import { ingest } from '../../../scripts/cli/ingest'
import { openSource } from '../../../scripts/sources/openSource'
import { readPeakMb } from './memory'

/** What the process reports at its end: why mails were rejected, or why it failed, and its peak memory. */
export interface ImportReport {
  readonly mails: number
  readonly reasons: readonly string[]
  readonly failure: string | null
  readonly peakMb: number
}

/** Imports SOURCE... into DATABASE in this process; prints an ImportReport as JSON. */
async function main([database = '', ...sources]: readonly string[]): Promise<void> {
  const db = openWriter(database)
  const silent = { start() {}, update() {}, stop() {} }
  const report = { mails: 0, reasons: [] as string[], failure: null as string | null }
  try {
    const summary = await ingest(db, await Promise.all(sources.map((source) => openSource(source))), silent)
    report.mails = summary.new
    report.reasons = summary.rejections.map(({ reason }) => reason)
  } catch (error) {
    report.failure = error instanceof Error ? error.message : String(error)
  }
  db.close()
  const peakMb = readPeakMb()
  process.stdout.write(`${JSON.stringify({ ...report, peakMb } satisfies ImportReport)}\n`)
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`)
  process.exitCode = 1
})
