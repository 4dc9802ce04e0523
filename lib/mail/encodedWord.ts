/**
 * Undoes RFC 2047 encoded words where they should not stand: linux-hyperv holds `=?utf-8?q?=3C2023...?=`, folded over two
 * lines, as Message-ID. Neighbouring words are joined before they are decoded, so that a character may be cut between
 * them. Every charset is read as UTF-8: ids are ASCII or UTF-8. What is not well formed stays as it is. Linear.
 */
export function decodeWords(value: string): string {
  if (!value.includes('=?')) return value
  return value.replace(/(?:=\?[^?\s]{1,40}\?[bq]\?[^?\s]{0,500}\?=\s{0,10})+/gi, (words) => {
    const bytes = [...words.matchAll(/=\?[^?\s]{1,40}\?([bq])\?([^?\s]{0,500})\?=/gi)].map(([, encoding, text = '']) =>
      encoding?.toLowerCase() === 'b' ? Buffer.from(text, 'base64') : decodeQ(text),
    )
    return Buffer.concat(bytes).toString('utf8')
  })
}

function decodeQ(text: string): Buffer {
  const bytes = text
    .replaceAll('_', ' ')
    .replace(/=([0-9a-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
  return Buffer.from(bytes, 'latin1')
}
