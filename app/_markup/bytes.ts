const WIDE = /[^\0-\x7f]/

/**
 * Text as a string of bytes: each character stands for one byte of its UTF-8. All HTML is written so until it is sent, because a single
 * dash makes a page of 100 kB a string of 200 kB, which then has to be encoded; bytes are only copied.
 */
export function toBytes(text: string): string {
  return WIDE.test(text) ? Buffer.from(text, 'utf8').toString('latin1') : text
}

/** The text of a string of bytes. */
export function fromBytes(bytes: string): string {
  return WIDE.test(bytes) ? Buffer.from(bytes, 'latin1').toString('utf8') : bytes
}
