import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from './cli'
import { CORPUS, hasCorpus } from './corpusPath'

export { corpusPath } from './corpusPath'

const EXPECTED = join(ROOT, '../shared/expected')

/** Where the facts found by reading the corpus stand. */
export function expectedPath(name: string): string {
  return join(EXPECTED, name)
}

/** Tests on real mail: left out, and said so, when the corpus is absent; in CI its absence is a failure. */
export function describeWithCorpus(name: string, tests: () => void): void {
  const there = hasCorpus()
  if (!there && process.env.CI === 'true') {
    describe(name, () => {
      it('finds the corpus of real mail, which CI must have', () => {
        expect.fail(`${CORPUS} is absent`)
      })
    })
    return
  }
  describe.skipIf(!there)(there ? name : `${name} (left out: ${CORPUS} is absent)`, tests)
}
