import { afterAll, describe, expect, it } from 'vitest'
import * as inbox from '../support/inbox'
import { hasPublicInbox } from '../support/inbox'

/** Tests against a real public-inbox (Debian: apt-get install public-inbox). Skipped by name if it is missing; in CI they fail. */
export function describeWithPublicInbox(name: string, tests: () => void): void {
  const there = hasPublicInbox()
  if (!there && process.env.CI === 'true') {
    describe(name, () => {
      it('is installed, as CI requires', () => {
        expect.fail('public-inbox is not installed (apt-get install public-inbox)')
      })
    })
    return
  }
  describe.skipIf(!there)(there ? name : `${name} (skipped: public-inbox is not installed)`, tests)
}

/** An inbox whose server stops after the tests. */
export interface Inbox extends Omit<inbox.Inbox, 'serve'> {
  /** Starts public-inbox-httpd; returns the URL of the server. */
  readonly serve: () => Promise<string>
}

/** Like createInbox of test/support/inbox.ts, for the tests of a file or block. */
export function createInbox(...words: Parameters<typeof inbox.createInbox>): Inbox {
  const made = inbox.createInbox(...words)
  return {
    ...made,
    async serve() {
      const { url, stop } = await made.serve()
      afterAll(stop)
      return url
    },
  }
}
