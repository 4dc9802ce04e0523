/** Two version keys as they stand in a URL: `3..4`, `rfc1..2-resend`; a leading v is allowed. */
export interface VersionRange {
  readonly from: string
  readonly to: string
}

/** Reads `3..4` (percent-encoded); undefined when it is not two keys of letters, digits, `.`, `-` or `_`. */
export function readRange(segment: string): VersionRange | undefined {
  const parts = segment.replaceAll('%2E', '.').replaceAll('%2e', '.').split('..')
  const from = readKey(parts[0])
  const to = readKey(parts[1])
  return parts.length === 2 && from !== undefined && to !== undefined ? { from, to } : undefined
}

/** A version key, a leading v dropped; undefined for anything that cannot be one. */
export function readKey(text: string | undefined | null): string | undefined {
  if (text === undefined || text === null || !/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/.test(text)) return undefined
  return /^v\d/i.test(text) ? text.slice(1) : text
}

/** A patch number of a URL: a whole number up to 99999, negative for the old number of a dropped patch; undefined otherwise. */
export function readNumber(text: string | undefined | null): number | undefined {
  return text !== undefined && text !== null && /^-?\d{1,5}$/.test(text) ? Number(text) : undefined
}
