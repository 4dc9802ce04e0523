/**
 * Told every answer of the database to a page: the name of the query in app/data.ts, what it was asked, what it said. Whoever keeps
 * rendered pages sets it (scripts/server/reads.ts); Next bundles this module in several copies, hence the global.
 */
export type ReadObserver = (name: string, asked: readonly unknown[], answer: unknown) => void

declare global {
  var rerollReadObserver: ReadObserver | undefined
}
