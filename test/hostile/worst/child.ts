import { openWriter } from '../../../db/migrate'
import { ingest } from '../../../scripts/ingest'
import { openSource } from '../../../scripts/sources/open'

/** `import DATABASE SOURCE...` in this process; prints the summary and the peak of memory as one line of JSON. */
async function main([database = '', ...sources]: readonly string[]): Promise<void> {
  const db = openWriter(database)
  const silent = { start() {}, update() {}, stop() {} }
  const opened = await Promise.all(sources.map((source) => openSource(source)))
  const summary = await ingest(db, opened, silent)
  db.close()
  const peakMb = Math.round(process.resourceUsage().maxRSS / 1024)
  process.stdout.write(`${JSON.stringify({ ...summary, peakMb })}\n`)
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
