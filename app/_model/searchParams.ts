/** Reads a page number from 1 to 9,999; anything else gives 1. */
export function readPage(text: string | undefined): number {
  return text !== undefined && /^[1-9]\d{0,3}$/.test(text) ? Number(text) : 1
}

/** Most series of one page of the API. */
const MAX_SIZE = 50

/** Reads how many series a page of the API has, from 1 to 50; anything else gives 50. */
export function readSize(text: string | undefined): number {
  return text !== undefined && /^[1-9]\d?$/.test(text) ? Math.min(Number(text), MAX_SIZE) : MAX_SIZE
}
