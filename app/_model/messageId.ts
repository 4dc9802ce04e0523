const MAX_ID_LENGTH = 250

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

/**
 * Finds the Message-ID in what a reader pasted into the search box: a bare id with or without <>, or the address of a mail
 * in a web archive, where a path segment or `?i=` has the form of an id. Returns undefined for an ordinary query.
 */
export function findPastedId(query: string): string | undefined {
  const text = query.trim()
  if (/^https?:\/\//i.test(text)) {
    const segments = text.split(/[/?&#=]/).slice(3)
    return segments.map(readMessageId).find((id) => id !== undefined && isIdLike(id))
  }
  return isIdLike(text) ? checkMessageId(text) : undefined
}

function isIdLike(text: string): boolean {
  return /^[^\s@]+@[^\s@]+$/.test(text)
}
