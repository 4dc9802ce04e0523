import { onTestFinished } from 'vitest'
import type { MboxResult, MboxSearch } from '../../db/queries/mail/searchMbox'
import { DEFAULT_LIMITS, type ServerLimits } from '../../scripts/server/limits'
import type { SearchResult } from '../../scripts/server/searching'
import { createPageServer } from '../../scripts/server/serve'
import { listen } from '../support/listen'
import { renderBy } from '../support/renderBy'

/** Two mails as they are in an mbox. */
export const MAILS = [
  Buffer.from('From mboxrd@z\nSubject: one\n\nOne.\n\n'),
  Buffer.from('From mboxrd@z\nSubject: two\n\nTwo.\n\n'),
]

/** A search that found these mails, all of them. */
export function found(mails: Iterable<Buffer> = MAILS): MboxResult {
  return { kind: 'mbox', mails, isCut: () => false, countMissing: () => 0 }
}

/** A server with a search in place of ours. */
export interface PostServer {
  /** What it was asked to search. */
  readonly asked: readonly MboxSearch[]
  readonly port: number
  readonly post: (target: string, body?: string) => Promise<Response>
}

/** Starts a server with this search until the end of the test. Its pages answer, except `/people`, which never does. */
export async function servePosts(
  answer: () => SearchResult | Promise<SearchResult> = found,
  limits: Partial<ServerLimits> = {},
): Promise<PostServer> {
  const asked: MboxSearch[] = []
  const server = createPageServer({
    findRender: renderBy(async ({ url }, response) => {
      if (url !== '/people') response.writeHead(200).end('page')
    }),
    limits: { ...DEFAULT_LIMITS, ...limits },
    searchMbox: async (search) => {
      asked.push(search)
      return answer()
    },
  })
  const port = await listen(server)
  onTestFinished(() => void server.close())
  return {
    asked,
    port,
    post: (target, body = '') => fetch(`http://127.0.0.1:${port}${target}`, { method: 'POST', body }),
  }
}
