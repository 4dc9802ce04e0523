import { findDiffStart } from '../../../lib/patch/diff'
import { splitLines } from '../../../lib/text'
import type { PostedMail, Posting } from './shownPostings'

/**
 * Lines of text and of diff of all shown mails of a posting together, so that a long series does not hide the next candidate. Blank lines
 * count, but are not shown.
 */
interface Limits {
  readonly text: number
  readonly diff: number
}
const HEAD_LIMITS: Limits = { text: 40, diff: 30 }
const CANDIDATE_LIMITS: Limits = { text: 20, diff: 15 }
/** Mails of a posting whose text is shown; of the others the subject, and the files of all. */
const FULL_MAILS = 2

/** Formats a case for a reader: the head and the candidates, with nothing of what was linked. */
export function formatCase(number: string, head: Posting, candidates: readonly Posting[]): string {
  return [
    `CASE ${number}: which of the candidates belong to the same series as the head?`,
    '',
    `H  ${summary(head)}`,
    ...candidates.map((posting, index) => `${index + 1}  ${summary(posting)}`),
    '',
    rule('HEAD'),
    postingText(head, HEAD_LIMITS),
    ...candidates.flatMap((posting, index) => [rule(`CANDIDATE ${index + 1}`), postingText(posting, CANDIDATE_LIMITS)]),
    '',
  ].join('\n')
}

function summary({ mails: [{ messageId, sentAt, email, subject }] }: Posting): string {
  return `${sentAt.slice(0, 16)}  ${email}  ${subject}  <${messageId}>`
}

function postingText({ mails, files }: Posting, limits: Limits): string {
  let left = limits
  const shown = mails.slice(0, FULL_MAILS).map((mail) => {
    const { text, diff } = splitMail(mail)
    const lines = mailText(mail, cut(text, left.text), cut(diff, left.diff))
    left = { text: Math.max(0, left.text - text.length), diff: Math.max(0, left.diff - diff.length) }
    return lines
  })
  return [
    ...shown,
    ...mails.slice(FULL_MAILS).map(({ subject, messageId }) => `(also in this posting: ${subject}  <${messageId}>)`),
    `(files: ${files.join(' ')})`,
  ].join('\n')
}

function splitMail({ body }: PostedMail): { text: readonly string[]; diff: readonly string[] } {
  const lines = splitLines(body)
  const start = findDiffStart(lines, 0)
  return start < 0 ? { text: lines, diff: [] } : { text: lines.slice(0, start), diff: lines.slice(start) }
}

function mailText(mail: PostedMail, text: readonly string[], diff: readonly string[]): string {
  const answers = mail.answers === null ? '' : `  In-Reply-To: <${mail.answers}>`
  return [
    `Subject: ${mail.subject}`,
    `From: ${mail.from}  ${mail.sentAt}  <${mail.messageId}>${answers}`,
    ...[...text, ...diff].filter((line) => line.trim() !== ''),
    '',
  ].join('\n')
}

function cut(lines: readonly string[], limit: number): string[] {
  const left = lines.length - limit
  return left <= 0 ? [...lines] : [...lines.slice(0, limit), `(${left} more lines)`]
}

function rule(title: string): string {
  return `======== ${title} ${'='.repeat(60)}`
}
