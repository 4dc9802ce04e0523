/** Two version keys as in a URL: `3..4`, `rfc1..2-resend`. A leading v is allowed. */
export interface VersionRange {
  readonly from: string
  readonly to: string
}

/** Reads a percent-encoded `3..4`. Returns undefined unless it has two keys of letters, digits, `.`, `-` or `_`. */
export function readRange(segment: string): VersionRange | undefined {
  const parts = segment.replaceAll('%2E', '.').replaceAll('%2e', '.').split('..')
  const from = readKey(parts[0])
  const to = readKey(parts[1])
  return parts.length === 2 && from !== undefined && to !== undefined ? { from, to } : undefined
}

/** Reads a version key and drops a leading v. Returns undefined for anything that cannot be one. */
export function readKey(text: string | undefined | null): string | undefined {
  if (text === undefined || text === null || !/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/.test(text)) return undefined
  return /^v\d/i.test(text) ? text.slice(1) : text
}

/** Reads a patch number: up to 99999, with a tenth for an inserted patch (2.5), negative for the old number of a dropped patch. Returns undefined for anything else. */
export function readNumber(text: string | undefined | null): number | undefined {
  return text !== undefined && text !== null && /^-?\d{1,5}(?:\.\d)?$/.test(text) ? Number(text) : undefined
}
