import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openWriter } from '../../db/migrate'
import { writeLetters } from '../../scripts/tools/bench/hostileCost'
import { openMadeUpTree } from '../../scripts/tools/bench/madeUpTree'
import { unpackReleased } from '../db/upgrade/released'
import { addTree } from '../trees/update'
import type { Job } from './job'
import { type Material, must } from './material'

const NAME = 'reroll.sqlite'

/** Deriving everything again in a database with the mail of the material. */
export async function makeRebuild(folder: string, { files }: Material): Promise<Job> {
  const database = join(newFolder(folder, 'rebuild'), NAME)
  await must(['ingest', ...files, '--db', database])
  return onCopyOf('rebuild', database, ['rebuild', '--json'])
}

/** The upgrade of a database that the last release wrote: all migrations since, then deriving everything again. */
export function makeMigration(folder: string): Job {
  const database = join(newFolder(folder, 'migration'), NAME)
  return onCopyOf('migration', unpackReleased(database), ['rebuild', '--json'])
}

/** The first reading of a made-up git tree of so many commits, into a database with the mails that some of them were posted in. */
export async function makeTreeUpdate(folder: string, commits: number): Promise<Job> {
  const place = newFolder(folder, 'tree')
  const [database, mbox, repository] = [NAME, 'mails.mbox', 'linux.git'].map((name) => join(place, name)) as [
    string,
    string,
    string,
  ]
  const tree = await openMadeUpTree(repository, commits)
  writeLetters(
    mbox,
    (await tree.grow(commits)).map((mail) => Buffer.from(mail)),
  )
  await must(['ingest', mbox, '--db', database])
  const db = openWriter(database)
  addTree(db, repository)
  db.close()
  return onCopyOf('tree update', database, ['tree', 'update', '--json'])
}

/** A command that starts from a database, which is copied each time. */
function onCopyOf(name: string, database: string, words: readonly string[]): Job {
  return {
    name,
    prepare: (folder) => {
      const copy = join(folder, NAME)
      copyFileSync(database, copy)
      return copy
    },
    words: (copy) => [...words, '--db', copy],
    env: {},
  }
}

function newFolder(parent: string, name: string): string {
  const folder = join(parent, name)
  mkdirSync(folder)
  return folder
}
