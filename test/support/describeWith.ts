import { describe, expect, it } from 'vitest'
import { hasProgram } from './program'

/** Makes a `describe` for tests that need a program of a Debian package. They are skipped by name if it is missing; in CI they fail. */
export function describeWith(program: string, debian: string): (name: string, tests: () => void) => void {
  return (name, tests) => {
    const there = hasProgram(program)
    if (!there && process.env.CI === 'true') {
      describe(name, () => {
        it('is installed, as CI requires', () => {
          expect.fail(`${debian} is not installed (apt-get install ${debian})`)
        })
      })
      return
    }
    describe.skipIf(!there)(there ? name : `${name} (skipped: ${debian} is not installed)`, tests)
  }
}
