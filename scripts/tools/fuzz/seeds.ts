import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createMboxSplitter } from '../../../lib/mail/mboxSplitter'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const CORPUS = join(ROOT, '../shared/corpus')
/** Larger mails are left out: they slow a run down and reach no branch that smaller ones do not. */
const MAX_SEED_BYTES = 40_000

/** What cases are made from: mails in the order of their files, as latin1 so that every byte is kept, and words from the rules. */
export interface Seeds {
  readonly names: readonly string[]
  readonly mails: readonly string[]
  readonly words: readonly string[]
}

/** Reads the bundled sample, the corpus of real mail if present, and the given mboxes. */
export function readSeeds(paths: readonly string[]): Seeds {
  const corpus = existsSync(CORPUS) ? readdirSync(CORPUS).filter((name) => name.endsWith('.mbox')) : []
  const names = [
    'sample/vfio-device-life-cycle.mbox',
    ...corpus.sort().map((name) => `../shared/corpus/${name}`),
    ...paths,
  ]
  const mails = names.flatMap((name) => readMails(paths.includes(name) ? name : join(ROOT, name)))
  return { names, mails, words: readWords() }
}

function readMails(path: string): string[] {
  const splitter = createMboxSplitter()
  const items = [...splitter.push(readFileSync(path)), ...splitter.end()]
  return items.flatMap((item) =>
    item.kind === 'mail' && item.raw.length <= MAX_SEED_BYTES ? [item.raw.toString('latin1')] : [],
  )
}

/** The words that rules look for, taken from the string literals in lib/, so that cases get past comparisons. */
function readWords(): string[] {
  const words = new Set<string>()
  for (const name of readdirSync(join(ROOT, 'lib'), { recursive: true, encoding: 'utf8' }).sort()) {
    if (!name.endsWith('.ts')) continue
    for (const line of readFileSync(join(ROOT, 'lib', name), 'utf8').split('\n')) {
      if (/^\s*(?:import|export \{|\*|\/\/|\/\*)/.test(line)) continue
      for (const [, text = ''] of line.matchAll(/'([^'\\\n]{2,40})'/g)) words.add(text)
      // In regular expressions, the plain alternatives: (?:applied|queued)
      for (const [text] of line.matchAll(/[A-Za-z][a-z-]{3,20}(?=[|)])/g)) words.add(text)
    }
  }
  return [...words]
}
