import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** Something the program does to a database, that can be disturbed and done again. */
export interface Job {
  readonly name: string
  /** Makes what the job starts from, in an empty folder; gives the path of the database, which need not exist yet. */
  readonly prepare: (folder: string) => string
  /** The command line that does it. */
  readonly words: (database: string) => readonly string[]
  readonly env: Readonly<Record<string, string>>
}

/** Runs `work` in a folder of its own inside `parent`, which is removed afterwards. */
export async function inFolder<T>(parent: string, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(parent, 'run-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** An import of files into a database that does not exist. */
export function importJob(name: string, files: readonly string[]): Job {
  return {
    name,
    prepare: (folder) => join(folder, 'reroll.sqlite'),
    words: (database) => ['ingest', ...files, '--json', '--db', database],
    env: {},
  }
}

/** A nightly run over a copy of a folder with the database of the evening (`reroll.sqlite`) and what was fetched before. */
export function nightlyJob(evening: string, lore: string): Job {
  return {
    name: 'nightly run',
    prepare: (folder) => {
      cpSync(evening, folder, { recursive: true })
      return join(folder, 'reroll.sqlite')
    },
    words: (database) => ['nightly', '--json', '--db', database],
    env: { REROLL_LORE: lore },
  }
}
