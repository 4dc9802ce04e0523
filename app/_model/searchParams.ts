/** Reads a page number from 1 to 9,999; anything else gives 1. */
export function readPage(text: string | undefined): number {
  return text !== undefined && /^[1-9]\d{0,3}$/.test(text) ? Number(text) : 1
}
