import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createMboxSplitter } from '../../../lib/mail/mboxSplitter'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const CORPUS = join(ROOT, '../shared/corpus')
/** Mails above this are left out: they slow a run down and reach nothing that smaller ones do not. */
const MAX_SEED_BYTES = 40_000

/** What cases are made of: mails (latin1, so that every byte is kept) in the order of their file, and words of the rules. */
export interface Seeds {
  readonly names: readonly string[]
  readonly mails: readonly string[]
  readonly words: readonly string[]
}

/** The bundled sample, the corpus of real mail when it is there, and the mboxes that are named. */
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

/** Every string literal of lib/: what the rules look for, so that a case reaches what stands behind a comparison. */
function readWords(): string[] {
  const words = new Set<string>()
  for (const name of readdirSync(join(ROOT, 'lib'), { recursive: true, encoding: 'utf8' }).sort()) {
    if (!name.endsWith('.ts')) continue
    for (const line of readFileSync(join(ROOT, 'lib', name), 'utf8').split('\n')) {
      if (/^\s*(?:import|export \{|\*|\/\/|\/\*)/.test(line)) continue
      for (const [, text = ''] of line.matchAll(/'([^'\\\n]{2,40})'/g)) words.add(text)
      // Of regular expressions the plain alternatives: (?:applied|queued)
      for (const [text] of line.matchAll(/[A-Za-z][a-z-]{3,20}(?=[|)])/g)) words.add(text)
    }
  }
  return [...words]
}
