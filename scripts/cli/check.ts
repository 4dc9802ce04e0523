import { openReader, withDatabase } from '../../db/open'
import { getSeriesDocument } from '../../db/queries/series/seriesDocument'
import type { SeriesDocument } from '../../db/queries/views'
import { parseHeaderBlock } from '../../lib/mail/header'
import { findMessageId } from '../../lib/mail/mailId'
import type { MessageId } from '../../lib/mail/types'
import { openStdin } from '../sources/stdin'
import { type Check, checkSeries, unknownCheck } from './checkReport'
import { CommandError, type CommandInput, oneId, PartialError, toJson, UsageError } from './command'
import { clean } from './output'

/**
 * What somebody who is about to apply a series has to know, in one JSON object as `b4 review` reads it. Exit code 1 for a series with an objection, and for
 * a mail that no imported series has; the object is printed all the same.
 */
export async function runCheck({ database, words, options }: CommandInput): Promise<string> {
  const id = words.length === 1 && words[0] === '-' ? await readId(process.stdin) : oneId(words, 'check')
  const site = (process.env.REROLL_URL ?? '').replace(/\/+$/, '')
  const series = await withDatabase(openReader(database), (db) => getSeriesDocument(db, id))
  if (series === undefined)
    throw new PartialError(`${id}: no series with this mail has been imported`, print(unknownCheck(id)))
  const number = options['this-patch'] === true ? patchNumber(series, id) : undefined
  const check = checkSeries(series, id, site, number)
  if (check.status === 'fail') throw new PartialError(clean(check.summary), print(check))
  return print(check)
}

/** Others show it on a terminal, so what mails say is cleaned as in the text of other commands. */
function print(check: Check): string {
  const { summary, details } = check
  return toJson({ ...check, summary: clean(summary), ...(details === undefined ? {} : { details: clean(details) }) })
}

/** The number that a mail has as a patch. Throws UsageError if it is none. */
function patchNumber({ versions }: SeriesDocument, id: MessageId): number {
  const found = versions.flatMap(({ patches }) => patches).find(({ messageId }) => messageId === id)
  if (found === undefined) throw new UsageError(`--this-patch takes the mail of a patch, which ${id} is not`)
  return found.number
}

/** The Message-ID of the first mail on standard input, which may be in an mbox. */
async function readId(stdin: AsyncIterable<Buffer>): Promise<MessageId> {
  for await (const item of openStdin(stdin).items(null)) {
    if (item.kind === 'rejected') throw new CommandError(`standard input: ${item.reason}`)
    if (item.kind !== 'mail') continue
    const { id } = findMessageId(parseHeaderBlock(item.raw).fields)
    if (id !== undefined) return id
    break
  }
  throw new CommandError('standard input: there is no mail with a Message-ID')
}
