import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from './cli'
import { CORPUS, hasCorpus } from './corpusPath'

export { corpusPath } from './corpusPath'

const EXPECTED = join(ROOT, '../shared/expected')

/** The folder with facts about the corpus, found by reading it. */
export function expectedPath(name: string): string {
  return join(EXPECTED, name)
}

/** Tests on real mail. Skipped by name if the corpus is absent; in CI they fail. */
export function describeWithCorpus(name: string, tests: () => void): void {
  const there = hasCorpus()
  if (!there && process.env.CI === 'true') {
    describe(name, () => {
      it('is available, as CI requires', () => {
        expect.fail(`${CORPUS} is absent`)
      })
    })
    return
  }
  describe.skipIf(!there)(there ? name : `${name} (skipped: ${CORPUS} is absent)`, tests)
}
