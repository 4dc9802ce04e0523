import { MAX_ID_LENGTH } from '../messageId'
import { decodeWords } from './charset'
import { type HeaderField, headerValues, MAX_HEADER_VALUE, parseMessageIds } from './header'
import type { MessageId } from './types'

/** The Message-ID that a mail has by its headers; undefined when it has none, or one that is `tooLong` to be read. */
export function findMessageId(fields: readonly HeaderField[]): {
  readonly id: MessageId | undefined
  readonly tooLong: boolean
} {
  let tooLong = false
  for (const value of [...headerValues(fields, 'message-id'), ...headerValues(fields, 'x-message-id')]) {
    const id = parseMessageIds(decodeWords(value.slice(0, MAX_HEADER_VALUE)))[0]
    if (id !== undefined && id.length <= MAX_ID_LENGTH) return { id, tooLong: false }
    tooLong ||= value.length > MAX_ID_LENGTH
  }
  return { id: undefined, tooLong }
}
