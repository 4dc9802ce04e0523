import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openWriter } from '../../db/migrate'
import type { Db } from '../../db/open'
import { getSeriesDocument } from '../../db/queries/series/seriesDocument'
import type { PatchView, SeriesDocument } from '../../db/queries/views'
import { SAMPLE } from '../../scripts/tools/sample/buildSample'
import { ingestFiles } from '../support/ingest'

/** The files that the project ships: the series, the fix that followed it, and the git tree that has both. */
export const SAMPLE_MBOX = join(SAMPLE, 'vfio-device-life-cycle.mbox')
export const FIX_MBOX = join(SAMPLE, 'vfio-gvt-fix.mbox')
export const SAMPLE_BUNDLE = join(SAMPLE, 'vfio.bundle')
/** The cover letter of v4. */
export const V4 = '20220921104401.38898-1-kevin.tian@intel.com'

/** A row of changes.tsv: what happened to a patch from one version to the next. */
export interface ChangeFact {
  readonly from: number
  readonly to: number
  readonly patch: number
  readonly change: string
  readonly facts: readonly string[]
  /** `Reviewed-by: Jane Doe`. */
  readonly tagsAdded: readonly string[]
}

function readTable(name: string): string[][] {
  const rows = readFileSync(join(SAMPLE, name), 'utf8').split('\n')
  return rows.filter((row) => row !== '' && !row.startsWith('#')).map((row) => row.split('\t'))
}

const list = (cell: string): string[] => (cell === '-' ? [] : cell.split(','))

/** The 45 rows of changes.tsv. */
export function readChangeFacts(): ChangeFact[] {
  return readTable('changes.tsv').map(([from = '', to = '', patch = '', change = '', facts = '', tags = '']) => ({
    from: Number(from.slice(1)),
    to: Number(to.slice(1)),
    patch: Number(patch),
    change,
    facts: list(facts),
    tagsAdded: list(tags),
  }))
}

/** The 55 rows of labels.tsv: the positions that a reply holds, the first one sums it up. */
export function readLabels(): Map<string, readonly string[]> {
  return new Map(readTable('labels.tsv').map(([id = '', label = '']) => [id, label.split(',')]))
}

/** Imports an mbox into memory; gives the database and the document of the series of V4. */
export async function importSeries(path: string): Promise<{ readonly db: Db; readonly document: SeriesDocument }> {
  const db = openWriter(':memory:')
  await ingestFiles(db, path)
  const document = getSeriesDocument(db, V4)
  if (document === undefined) throw new Error(`${path} does not hold the series`)
  return { db, document }
}

/** The same rows as changes.tsv, as the tracker sees them. */
export function seenChanges({ tracks, versions }: SeriesDocument): ChangeFact[] {
  const rows = tracks.flatMap(({ cells }) =>
    cells
      .filter(({ change }) => change !== 'first')
      .map(({ version, number, change, facts }) => {
        const tags = (of: number): string[] =>
          bodyTags(versions[of - 1]?.patches.find((patch) => patch.number === number))
        const before = tags(version - 1)
        const tagsAdded = tags(version).filter((tag) => !before.includes(tag))
        return { from: version - 1, to: version, patch: number, change, facts, tagsAdded }
      }),
  )
  return rows.sort((a, b) => a.from - b.from || a.patch - b.patch)
}

/** Trailers of the patch mail itself, without addresses. */
function bodyTags(patch: PatchView | undefined): string[] {
  const body = patch?.trailers.filter(({ source }) => source === 'body') ?? []
  return body.map(({ name, value }) => `${name}: ${value.replace(/\s*<.*/, '')}`)
}
