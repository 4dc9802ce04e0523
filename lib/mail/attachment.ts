import { type DecodedText, decodeText } from './charset'

export interface AttachedPart {
  /** Lower case, without parameters. */
  readonly contentType: string
  /** As the part declares it; '' when it does not. */
  readonly charset: string
  /** The transfer encoding undone. */
  readonly content: Buffer
}

/** Types under which mailers attach a patch. */
const DIFF_TYPE =
  /^(?:text\/(?!html|calendar)|application\/(?:octet-stream|mbox|(?:x-|vnd\.)?(?:patch|diff|git|extension-\w{1,20}))$)/

const DIFF_START = /^(?:diff --git |--- \S|Index: \S)/m

/** A text from the start of its diff on, with LF line ends; '' when it holds none. */
export function findOwnDiff(text: string): string {
  const at = text.search(DIFF_START)
  return at < 0 ? '' : text.slice(at).replace(/\r\n/g, '\n')
}

/** Whether a file has the diff that is in the text already: some senders attach what they also paste, for readers whose mailers break lines. */
export function repeatsDiff(ownDiff: string, file: string): boolean {
  const diff = findOwnDiff(file)
  const end = diff.indexOf('\n-- \n')
  return ownDiff.startsWith((end < 0 ? diff : diff.slice(0, end)).trimEnd())
}

/** The text, with LF line ends, of a part that holds a diff, since some mailers attach the patch. Undefined for any other part. */
export function attachedDiff({ contentType, charset, content }: AttachedPart): DecodedText | undefined {
  if (!DIFF_TYPE.test(contentType) || content.includes(0)) return undefined
  const decoded = decodeText(content, charset)
  const text = withCommitLine(decoded.text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n'))
  return DIFF_START.test(text) ? { ...decoded, text } : undefined
}

/** `Jane Doe (3):` with a title below it, indented, as `git shortlog` prints it. */
const SHORTLOG = /^\S.{0,200} \(\d{1,6}\):\s{0,9}\n[ \t]{1,9}\S/m

/**
 * The text of a text file with the output of `git shortlog`, which announcements of releases attach (<YZZV42ERgpDbk/zL@salvia>). Undefined for any
 * other part, and for one with a diff.
 */
export function attachedShortlog({ contentType, charset, content }: AttachedPart): DecodedText | undefined {
  if (contentType !== 'text/plain' || content.includes(0)) return undefined
  const decoded = decodeText(content, charset)
  const text = decoded.text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
  return SHORTLOG.test(text) && !DIFF_START.test(text) ? { ...decoded, text } : undefined
}

/** The headers of a patch that a mailer saved: without the `From <commit>` line by which git format-patch begins a file. */
const SAVED_HEADERS = /^From: [^\n]*@[^\n]*\n(?:[!-9;-~]{1,40}:[^\n]*\n|[ \t][^\n]*\n){0,20}?Subject: /

/** A file as git format-patch writes it, which tells its headers from prose. */
function withCommitLine(text: string): string {
  return SAVED_HEADERS.test(text) ? `From ${'0'.repeat(40)} Mon Sep 17 00:00:00 2001\n${text}` : text
}

/**
 * The text of a part that is neither text/plain nor text/html, or was sent as an attachment: for mails that have no other text. A type
 * without a slash (`Content-Type: text`) is text, as before MIME. Undefined for types that are not text.
 */
export function attachedText({ contentType, charset, content }: AttachedPart): DecodedText | undefined {
  const textual = contentType.includes('/') ? /^text\/(?!html|calendar)/.test(contentType) : true
  return textual && !content.includes(0) ? decodeText(content, charset) : undefined
}

/** The outermost structure of a mail: `broken` is a multipart without a first part, `open` one without an end. */
export type MultipartShape = 'single' | 'whole' | 'open' | 'broken'

/** Looks for the first and the last boundary of the outermost multipart; `contentType` has no parameters. Linear. */
export function multipartShape(contentType: string, boundary: string | undefined, raw: Buffer): MultipartShape {
  if (!/^multipart\//i.test(contentType)) return 'single'
  if (boundary === undefined || boundary === '' || !raw.includes(`\n--${boundary}`)) return 'broken'
  return raw.includes(`\n--${boundary}--`) ? 'whole' : 'open'
}
