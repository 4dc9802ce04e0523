import { decodeText, decodeWordBytes } from './charset'

/**
 * Undoes RFC 2047 encoded words where they should not stand: linux-hyperv holds `=?utf-8?q?=3C2023...?=`, folded over two
 * lines, as Message-ID. Neighbouring words of one charset are joined before they are decoded, so that a character may be cut
 * between them. A charset that nobody knows is read as UTF-8, else as windows-1252. What is not well formed stays as it is.
 * Linear.
 */
export function decodeWords(value: string): string {
  if (!value.includes('=?')) return value
  return value.replace(/(?:=\?[^?\s]{1,40}\?[bq]\?[^?\s]{0,500}\?=\s{0,10})+/gi, (words) => {
    const runs: { readonly charset: string; readonly bytes: Buffer[] }[] = []
    for (const [, label = '', encoding = '', text = ''] of words.matchAll(/=\?([^?\s]+)\?([bq])\?([^?\s]*)\?=/gi)) {
      // RFC 2231 allows a language behind the charset: `utf-8*en`.
      const charset = label.replace(/\*.*$/, '').toLowerCase()
      const last = runs[runs.length - 1]
      const bytes = decodeWordBytes(encoding, text)
      if (last !== undefined && last.charset === charset) last.bytes.push(bytes)
      else runs.push({ charset, bytes: [bytes] })
    }
    return runs.map(({ charset, bytes }) => decodeText(Buffer.concat(bytes), charset).text).join('')
  })
}
