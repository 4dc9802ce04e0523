import { findNightlyRun, takeNightlyLock } from '../../db/nightlyLock'
import { CommandError } from '../cli/command'
import type { Patience } from './patience'

/**
 * Does work that at most one process may do on a database: a nightly run, or reading git trees. Throws CommandError while another process does some,
 * once `patience` has ended. To be called before the database is opened for writing, since the other one may be writing.
 */
export async function underLock<T>(database: string, work: () => Promise<T>, patience?: Patience): Promise<T> {
  let lock = takeNightlyLock(database, Date.now())
  const isTaken = () => {
    lock ??= takeNightlyLock(database, Date.now())
    return lock !== undefined
  }
  await patience?.waitUntil(isTaken, `another nightly run or a reading of git trees is in progress on ${database}`)
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
