import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DatabaseError } from '../../db/open'
import { inFolder } from './job'
import { run, start } from './program'
import { differences, findDamage, readState } from './state'

/** What a process may print if another one is writing; exit code 1. */
const BUSY = /^reroll: .*(?:another process is writing|a reading of git trees has been in progress|database is locked)/

interface SharingReport {
  readonly tried: number
  /** Writers that gave up with an error; the others waited. */
  readonly left: number
  /** Reads of a database during an import. */
  readonly looks: number
  /** Different states that readers saw. */
  readonly seen: number
  readonly failures: readonly string[]
}

/**
 * Starts two imports of the same files together, in opposite orders. Each must wait or give up with a clear error. After those
 * that gave up have run again, every table must be as if one import had followed the other.
 */
export async function runWriters(files: readonly string[], times: number, parent: string): Promise<SharingReport> {
  const failures: string[] = []
  let left = 0
  const words = (database: string, all: readonly string[]) => ['ingest', ...all, '--db', database]
  const wanted = await inFolder(parent, async (folder) => {
    const database = join(folder, 'reroll.sqlite')
    await run(words(database, files))
    return readState(database)
  })
  for (let number = 1; number <= times; number++) {
    await inFolder(parent, async (folder) => {
      const database = join(folder, 'reroll.sqlite')
      const orders = [files, [...files].reverse()]
      const ends = await Promise.all(orders.map((all) => run(words(database, all))))
      for (const [index, { code, stderr }] of ends.entries()) {
        if (code === 0) continue
        left++
        if (code !== 1 || !BUSY.test(stderr)) failures.push(`writer ${index}: ends with ${code}: ${stderr}`)
        const again = await run(words(database, orders[index] ?? files))
        if (again.code !== 0) failures.push(`writer ${index} again: ${again.stderr}`)
      }
      failures.push(...findDamage(database), ...differences(wanted, readState(database)))
    })
  }
  return { tried: times, left, looks: 0, seen: 0, failures }
}

/**
 * Reads the database repeatedly while files are imported. Every state must be the one after some of the files, never one with
 * part of a file.
 */
export async function runReaders(files: readonly string[], times: number, parent: string): Promise<SharingReport> {
  const whole = new Map<string, number>()
  for (let count = 1; count <= files.length; count++) {
    await inFolder(parent, async (folder) => {
      const database = join(folder, 'reroll.sqlite')
      await run(['ingest', ...files.slice(0, count), '--db', database])
      whole.set(JSON.stringify(readState(database)), count)
    })
  }
  const failures: string[] = []
  const seen = new Set<number>()
  let looks = 0
  for (let number = 1; number <= times; number++) {
    await inFolder(parent, async (folder) => {
      const database = join(folder, 'reroll.sqlite')
      const writer = start(['ingest', ...files, '--db', database])
      let over = false
      const end = writer.ended.then(({ code, stderr }) => {
        over = true
        if (code !== 0) failures.push(`the import beside a reader ends with ${code}: ${stderr}`)
      })
      while (!over) {
        await Promise.race([sleep(5), end])
        const state = lookAt(database)
        if (state === undefined) continue
        looks++
        const count = whole.get(JSON.stringify(state))
        if (count !== undefined) seen.add(count)
        else if (!isEmpty(state)) failures.push(`a reader saw ${JSON.stringify(state)}`)
      }
    })
  }
  return { tried: times, left: 0, looks, seen: seen.size, failures }
}

/** The state of a database; undefined if there is none yet, or no schema in it. */
function lookAt(database: string): Readonly<Record<string, string>> | undefined {
  try {
    return readState(database)
  } catch (error) {
    if (error instanceof DatabaseError) return undefined
    throw error
  }
}

function isEmpty(state: Readonly<Record<string, string>>): boolean {
  return Object.values(state).every((table) => table.startsWith('0 rows'))
}
