import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { attachmentHeader, textResponse } from '../_model/respond'
import { countMissing, findLists, getThreadMbox } from '../data'
import { limited } from './download'
import { found, notFound } from './handler'

/** Compresses a file that is sent as such, without Content-Encoding. */
export const pack = promisify(gzip)

/** The lists with this name in the address of a public-inbox; undefined for `all`. Answers 404 for an unknown name. */
export function readInbox(name: string): readonly string[] | undefined {
  if (name === 'all') return undefined
  const lists = findLists(name)
  return lists.length === 0 ? notFound('list') : lists
}

/** A header with the number of mails that a thread names and that were not imported, so that it does not pass for complete. */
export function missingHeader(id: string): Readonly<Record<string, string>> {
  const missing = countMissing(id)
  return missing === 0 ? {} : { 'x-reroll-missing': `${missing}` }
}

/** The whole thread of a mail as a gzipped mbox. */
export async function threadMbox(id: string): Promise<Response> {
  const mbox = found(
    limited(() => getThreadMbox(id)),
    'mail',
  )
  return textResponse(await pack(mbox), 200, {
    'content-type': 'application/gzip',
    'content-disposition': attachmentHeader(`${id}.mbox.gz`),
    ...missingHeader(id),
  })
}
