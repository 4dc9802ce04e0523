export type SearchParams = Readonly<Record<string, string | readonly string[] | undefined>>

/** The first value of a query parameter, at most 1,000 characters; '' if it is missing. Drops NULs and lone surrogates, which no address can hold. */
export function readText(value: string | readonly string[] | undefined): string {
  const text = typeof value === 'string' ? value : (value?.[0] ?? '')
  return text
    .replaceAll('\0', '')
    .slice(0, 1000)
    .replace(/\p{Surrogate}/gu, '')
}

/** Reads a page number from 1 to 9,999; anything else gives 1. */
export function readPage(value: string | readonly string[] | undefined): number {
  const text = readText(value)
  return /^[1-9]\d{0,3}$/.test(text) ? Number(text) : 1
}
