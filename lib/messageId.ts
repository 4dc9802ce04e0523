/** Longest Message-ID that names a mail; the longest of 248,000 real mails has 191 characters. */
export const MAX_ID_LENGTH = 250

/**
 * Whether a bare word has the form of a Message-ID: one `@` with something on either side, no blank, not too long. Between
 * angle brackets anything counts (parseMessageIds), since some mailers write ids without an `@`.
 */
export function isMessageId(word: string): boolean {
  return word.length <= MAX_ID_LENGTH && /^[^\s@]+@[^\s@]+$/.test(word)
}

/** The address of a mail on lore.kernel.org, which needs no list name. */
export function archiveUrl(messageId: string): string {
  return `https://lore.kernel.org/all/${encodeURIComponent(messageId)}/`
}
