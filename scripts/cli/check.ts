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
 * What somebody who is about to apply a series has to know, as the JSON array of one result that `b4 review` reads. Exit code 1 for a series with an objection,
 * and for a mail that no imported series has; the array is printed all the same. It is empty for a mail on standard input that is asked about as a patch and is
 * not one, which is how a command tells b4 that it has nothing to report.
 */
export async function runCheck({ database, words, options }: CommandInput): Promise<string> {
  const isPiped = words.length === 1 && words[0] === '-'
  const id = isPiped ? await readId(process.stdin) : oneId(words, 'check')
  const site = (process.env.REROLL_URL ?? '').replace(/\/+$/, '')
  const series = await withDatabase(openReader(database), (db) => getSeriesDocument(db, id))
  if (series === undefined)
    throw new PartialError(`${id}: no series with this mail has been imported`, print(unknownCheck(id)))
  const isPatch = options['this-patch'] === true
  const number = isPatch ? patchNumber(series, id) : undefined
  if (isPatch && number === undefined) {
    if (isPiped) return toJson([])
    throw new UsageError(`--this-patch takes the mail of a patch, which ${id} is not`)
  }
  const check = checkSeries(series, id, site, number)
  if (check.status === 'fail') throw new PartialError(clean(check.summary), print(check))
  return print(check)
}

/** Others show it on a terminal, so what mails say is cleaned as in the text of other commands. */
function print(check: Check): string {
  const { summary, details } = check
  return toJson([{ ...check, summary: clean(summary), ...(details === undefined ? {} : { details: clean(details) }) }])
}

/** The number that a mail has as a patch; undefined if it is not a patch. */
function patchNumber({ versions }: SeriesDocument, id: MessageId): number | undefined {
  return versions.flatMap(({ patches }) => patches).find(({ messageId }) => messageId === id)?.number
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
