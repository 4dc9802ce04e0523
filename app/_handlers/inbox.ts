import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { attachmentHeader, textResponse } from '../_model/respond'
import { countMissing, findLists, getThreadMbox } from '../data'
import { limited } from './download'
import { found, notFound } from './handler'

/** Compresses a file that is sent as such, without Content-Encoding. */
export const pack = promisify(gzip)

/** The lists that a name in an address of a public-inbox stands for, undefined for `all`; answers 404 if there is none. */
export function readInbox(name: string): readonly string[] | undefined {
  if (name === 'all') return undefined
  const lists = findLists(name)
  return lists.length === 0 ? notFound('list') : lists
}

/** A header with the number of mails that a thread names and that were not imported, so that nobody takes it for complete. */
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
