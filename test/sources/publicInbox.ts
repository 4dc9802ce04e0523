import { afterAll } from 'vitest'
import { describeWith } from '../support/describeWith'
import * as inbox from '../support/inbox'

/** Tests against a real public-inbox. */
export const describeWithPublicInbox = describeWith('public-inbox-httpd', 'public-inbox')

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
