import { MAX_ID_LENGTH } from '../../lib/messageId'

/**
 * Reads a Message-ID out of one URL segment, percent-encoded as pages receive it; angle brackets around it are dropped.
 * Returns undefined for what cannot be one: empty, longer than 250 characters, a control character in it, a broken percent sign.
 */
export function readMessageId(segment: string): string | undefined {
  let id: string
  try {
    id = decodeURIComponent(segment)
  } catch {
    return undefined
  }
  return checkMessageId(id)
}

/** The same check for an id that is decoded already, as route handlers receive it. */
export function checkMessageId(decoded: string): string | undefined {
  const id = decoded.startsWith('<') && decoded.endsWith('>') ? decoded.slice(1, -1) : decoded
  if (id.trim() === '' || id.length > MAX_ID_LENGTH || /[\u0000-\u001f\u007f]/.test(id)) return undefined
  return id
}

/** Why text cannot be a Message-ID or a mail address, for readers. */
export function refuseMessageId(decoded: string): string {
  const where = 'the part of this address that should be a Message-ID or a mail address'
  if (decoded.replace(/[<>\s]/g, '') === '') return `${where} is empty`
  if (decoded.length > MAX_ID_LENGTH)
    return `${where} has ${decoded.length} characters, and none has more than ${MAX_ID_LENGTH}`
  return `${where} contains control characters`
}
