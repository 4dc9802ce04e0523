import { findNightlyRun, takeNightlyLock } from '../../db/nightlyLock'
import { CommandError } from '../cli/command'

/**
 * Does work that at most one process may do on a database: a nightly run, or reading git trees. Throws CommandError while another process does some. To be called
 * before the database is opened for writing, since the other one may be writing, and this one must not wait for it.
 */
export async function underLock<T>(database: string, work: () => Promise<T>): Promise<T> {
  const lock = takeNightlyLock(database, Date.now())
  if (lock === undefined) {
    const since = new Date(findNightlyRun(database) ?? Date.now()).toISOString()
    throw new CommandError(
      `${database}: a nightly run or a reading of git trees has been in progress since ${since}; try again when it has finished`,
    )
  }
  try {
    return await work()
  } finally {
    lock.release()
  }
}
