import type { MessageId } from '../../lib/mail/types'
import { openContext } from '../sources/context'
import { openLoreArchive } from '../sources/lore/lookup'
import { openLoreThread } from '../sources/lore/threadSource'
import { type Source, SourceError } from '../sources/source'

/** The cover letter of v4 of "Tidy up vfio_device life cycle", which leads to the other versions. */
const FIRST_MAIL = '20220921104401.38898-1-kevin.tian@intel.com' as MessageId
/** Short, because someone is waiting for the first page. */
const ANSWER_MS = 5_000
/** For the whole series: four threads, some twenty requests. */
const WHOLE_MS = 60_000

/** What to import into a database without mail: a series from the archive, or the reason why there is none. */
export type FirstMail =
  | { readonly kind: 'fetched'; readonly source: Source; readonly archive: string }
  | { readonly kind: 'none'; readonly reason: string }

export interface FirstMailOptions {
  /** Fetched files are kept next to this database. */
  readonly database: string
  /** When true, nothing is fetched. */
  readonly offline: boolean
  readonly answerMs?: number
}

/** Fetches a first series from lore, or from REROLL_LORE. Gives a reason instead when there is no network or no answer within five seconds. */
export async function fetchFirstMail(options: FirstMailOptions): Promise<FirstMail> {
  if (options.offline) return { kind: 'none', reason: 'REROLL_OFFLINE=1' }
  const context = openContext({ database: options.database })
  const archive = new URL(context.lore).host
  try {
    const thread = openLoreArchive(context.http, context.lore).findThread(FIRST_MAIL)
    const found = await within(options.answerMs ?? ANSWER_MS, archive, thread)
    if (found === undefined) return { kind: 'none', reason: `${archive} does not have the series` }
    const source = openLoreThread(context, FIRST_MAIL, FIRST_MAIL)
    await within(WHOLE_MS, archive, source.prepare?.(null) ?? Promise.resolve())
    return { kind: 'fetched', source, archive }
  } catch (error) {
    if (error instanceof SourceError) return { kind: 'none', reason: error.message }
    throw error
  }
}

/** The same promise, but rejects with a SourceError after this time. */
async function within<T>(milliseconds: number, host: string, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new SourceError(`${host} did not answer within ${milliseconds / 1_000} seconds`)),
      milliseconds,
    )
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
    // A failure that comes too late must not end the process as an unhandled rejection.
    promise.catch(() => {})
  }
}
