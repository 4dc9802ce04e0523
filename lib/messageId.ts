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

/** Domains that nobody has (RFC 2606): of a sample or a test. */
const RESERVED = /[@.](?:example\.(?:com|net|org)|example|invalid|localhost|test)>?$/i

/** Whether a mail with this Message-ID can be in a public archive. An invented mail is in none, so that a link or command that names it leads nowhere. */
export function canBeArchived(messageId: string): boolean {
  return !RESERVED.test(messageId.slice(-40))
}

/** The key of a mail whose Message-ID was used by a mail received before: a name by which pages, commands and the API find it. */
export function variantKey(messageId: string, contentHash: string): string {
  return `${messageId}~${contentHash.slice(0, 10)}`
}

const VARIANT = /^(.+)~[0-9a-f]{10}$/s
/** The fields of views that name a mail by its key, each with the field that has the key in JSON when it is not the Message-ID. */
export const MAIL_KEYS: Readonly<Record<string, string>> = { messageId: 'key', cover: 'coverKey', remark: 'remarkKey' }
const FIELDS = Object.keys(MAIL_KEYS)

/**
 * A replacer for JSON.stringify, which writes views for readers outside: a mail has its own Message-ID there, and when that was used before,
 * its key beside it in the field `key`, `coverKey` or `remarkKey`.
 */
export function withOwnIds(_field: string, value: unknown): unknown {
  if (!isRecord(value)) return value
  if (FIELDS.every((field) => ownId(value[field]) === undefined)) return value
  const fields = Object.entries(value).flatMap(([field, inner]) => {
    const key = MAIL_KEYS[field]
    const id = key === undefined ? undefined : ownId(inner)
    return key === undefined || id === undefined
      ? [[field, inner]]
      : [
          [field, id],
          [key, inner],
        ]
  })
  return Object.fromEntries(fields)
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The Message-ID of the mail that has this key, when its key is another (see variantKey). */
function ownId(key: unknown): string | undefined {
  return typeof key === 'string' ? VARIANT.exec(key)?.[1] : undefined
}
