import { afterAll } from 'vitest'
import { describeWith } from '../support/describeWith'
import * as inbox from '../support/inbox'

/** Tests against a real public-inbox. */
export const describeWithPublicInbox = describeWith('public-inbox-httpd', 'public-inbox')

/** An inbox whose server stops after the tests. */
export interface Inbox extends Omit<inbox.Inbox, 'serve'> {
  /** Starts public-inbox-httpd; returns the URL of the server. */
  readonly serve: () => Promise<string>
  /** Has its server search what was added since it started. */
  readonly reload: () => void
}

/** Like createInbox of test/support/inbox.ts, for the tests of a file or block. */
export function createInbox(...words: Parameters<typeof inbox.createInbox>): Inbox {
  const made = inbox.createInbox(...words)
  const servers: inbox.InboxServer[] = []
  return {
    ...made,
    async serve() {
      const server = await made.serve()
      servers.push(server)
      afterAll(server.stop)
      return server.url
    },
    reload() {
      for (const server of servers) server.reload()
    },
  }
}
