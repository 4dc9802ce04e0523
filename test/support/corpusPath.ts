import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './cli'

/** The folder of the corpus of real mail, beside the project and not in it. */
export const CORPUS = join(ROOT, '../shared/corpus')

export function hasCorpus(): boolean {
  return existsSync(CORPUS)
}

/** The path of a file of the corpus. */
export function corpusPath(name: string): string {
  return join(CORPUS, name)
}
