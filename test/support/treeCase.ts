import { join } from 'node:path'
import { beforeEach } from 'vitest'
import { openWriter } from '../../db/migrate'
import type { Db } from '../../db/open'
import { makeRepository, type TestRepository } from '../trees/repository'
import { tempFolder } from './tempFolder'

/** What a test of reading git trees starts with. */
interface TreeCase {
  readonly folder: string
  /** An empty database in memory. */
  readonly db: Db
  /** An empty repository in the folder. */
  readonly linux: TestRepository
}

/** Gives each test of a file a case of its own. `place` is the path of the repository in its folder. */
export function eachTreeCase(start: (own: TreeCase) => void | Promise<void>, place = 'linux'): void {
  const all = tempFolder()
  let made = 0
  beforeEach(() => {
    const folder = join(all, String(++made))
    return start({ folder, db: openWriter(':memory:'), linux: makeRepository(join(folder, place)) })
  })
}
