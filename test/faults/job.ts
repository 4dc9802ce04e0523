import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** Something that the program does to a database and that can be disturbed and repeated. */
export interface Job {
  readonly name: string
  /** Prepares an empty folder for the job; returns the path of the database, which need not exist yet. */
  readonly prepare: (folder: string) => string
  /** Its command line. */
  readonly words: (database: string) => readonly string[]
  readonly env: Readonly<Record<string, string>>
}

/** Runs `work` in a new folder inside `parent`, which is removed afterwards. */
export async function inFolder<T>(parent: string, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(parent, 'run-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** An import of files into a new database. */
export function importJob(name: string, files: readonly string[]): Job {
  return {
    name,
    prepare: (folder) => join(folder, 'reroll.sqlite'),
    words: (database) => ['ingest', ...files, '--json', '--db', database],
    env: {},
  }
}

/** A nightly run on a copy of the folder of an Evening. */
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
