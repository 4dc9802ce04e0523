import { existsSync } from 'node:fs'

/** The database of the bundled sample, which `npm start` serves while this one is empty. */
export function samplePath(database: string): string {
  return `${database.replace(/\.sqlite$/, '')}-sample.sqlite`
}

/** What to do about a database without mail, and how to see the sample. */
export function noMailText(database: string): string {
  const sample = samplePath(database)
  const look = existsSync(sample) ? `--db ${sample} lists the sample` : 'npm start shows a sample'
  return `${database}: no mail imported yet; npm run ingest -- FILE.mbox imports some, ${look}`
}
