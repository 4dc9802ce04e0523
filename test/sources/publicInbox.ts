import { afterAll, describe, expect, it } from 'vitest'
import * as inbox from '../support/inbox'
import { hasPublicInbox } from '../support/inbox'

/** Tests against public-inbox itself (Debian: apt-get install public-inbox): left out, and said so, without it; in CI a failure. */
export function describeWithPublicInbox(name: string, tests: () => void): void {
  const there = hasPublicInbox()
  if (!there && process.env.CI === 'true') {
    describe(name, () => {
      it('finds public-inbox, which CI must have', () => {
        expect.fail('public-inbox is not installed (apt-get install public-inbox)')
      })
    })
    return
  }
  describe.skipIf(!there)(there ? name : `${name} (left out: public-inbox is not installed)`, tests)
}

/** An inbox whose server ends with the tests. */
export interface Inbox extends Omit<inbox.Inbox, 'serve'> {
  /** Starts public-inbox-httpd; gives the URL of the server. */
  readonly serve: () => Promise<string>
}

/** As createInbox of test/support/inbox.ts, for the tests of a file or block. */
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
