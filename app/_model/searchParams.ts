export type SearchParams = Readonly<Record<string, string | readonly string[] | undefined>>

/** The first value of a query parameter; '' when it is missing. NULs go, and 1,000 characters are enough for anybody; half a one, which no address can hold, goes too. */
export function readText(value: string | readonly string[] | undefined): string {
  const text = typeof value === 'string' ? value : (value?.[0] ?? '')
  return text
    .replaceAll('\0', '')
    .slice(0, 1000)
    .replace(/\p{Surrogate}/gu, '')
}

/** A page number from 1 to 9,999; 1 for anything else. */
export function readPage(value: string | readonly string[] | undefined): number {
  const text = readText(value)
  return /^[1-9]\d{0,3}$/.test(text) ? Number(text) : 1
}
