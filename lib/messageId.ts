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

/** The key of a mail whose Message-ID was used by a mail received before: a name by which pages, commands and the API find it. */
export function variantKey(messageId: string, contentHash: string): string {
  return `${messageId}~${contentHash.slice(0, 10)}`
}

const VARIANT = /^([ \t]*)"(messageId|cover|remark)": "([^"\n]+)(~[0-9a-f]{10})"(,?)$/gm
/** The fields of JSON documents that hold Message-IDs of mails, each with the one for the key. */
export const MAIL_KEYS: Readonly<Record<string, string>> = { messageId: 'key', cover: 'coverKey', remark: 'remarkKey' }

/**
 * An indented JSON document in which mails have their own Message-IDs, also those whose Message-ID was used before: their keys, which the
 * views hold, follow in the fields `key`, `coverKey` and `remarkKey`.
 */
export function withOwnIds(json: string): string {
  if (!json.includes('~')) return json
  return json.replace(VARIANT, (_, indent, field, id, hash, comma) => {
    const own = `${indent}"${field}": "${id}"`
    return `${own},\n${indent}"${MAIL_KEYS[field]}": "${id}${hash}"${comma}`
  })
}
