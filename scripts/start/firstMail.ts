import type { MessageId } from '../../lib/mail/types'
import { openContext } from '../sources/context'
import { openLoreArchive } from '../sources/lore/lookup'
import { openLoreThread } from '../sources/lore/threadSource'
import { type Source, SourceError } from '../sources/source'

/** Cover letter of v4 of "Tidy up vfio_device life cycle", which leads to the other versions. */
const FIRST_MAIL = '20220921104401.38898-1-kevin.tian@intel.com' as MessageId
/** Someone is waiting for the first page. */
const ANSWER_MS = 5_000
/** The four threads are some twenty requests. */
const WHOLE_MS = 60_000

/** What a database without mail is filled with: a series fetched from the archive, or else the reason why not. */
export type FirstMail =
  | { readonly kind: 'fetched'; readonly source: Source; readonly archive: string }
  | { readonly kind: 'none'; readonly reason: string }

export interface FirstMailOptions {
  /** What is fetched is kept beside it. */
  readonly database: string
  /** True: nothing is asked. */
  readonly offline: boolean
  readonly answerMs?: number
}

/** Asks lore (or REROLL_LORE) for a first series. Never throws for want of a network or of an answer within five seconds. */
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

/** The same promise, or a SourceError after that time. */
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
    // What comes too late is not wanted, nor is its failure.
    promise.catch(() => {})
  }
}
