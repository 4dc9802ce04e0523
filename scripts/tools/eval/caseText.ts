import { findDiffStart } from '../../../lib/patch/diff'
import { splitLines } from '../../../lib/text'
import type { PostedMail, Posting } from './postings'

/** Lines of text of one mail, and of diff of all mails of a posting together. */
interface Limits {
  readonly text: number
  readonly diff: number
}
const HEAD_LIMITS: Limits = { text: 60, diff: 80 }
const CANDIDATE_LIMITS: Limits = { text: 40, diff: 30 }
/** Mails of a posting whose text is shown in full; of the others the title and the diffstat. */
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
  const rest = mails.slice(FULL_MAILS)
  // All mails of a posting share its lines of diff, so that a long series does not hide the next candidate.
  const diff = Math.ceil(limits.diff / Math.min(mails.length, FULL_MAILS))
  return [
    ...mails.slice(0, FULL_MAILS).map((mail) => mailText(mail, { ...limits, diff })),
    ...rest.map(({ subject, messageId }) => `(also in this posting: ${subject}  <${messageId}>)`),
    `(files: ${files.join(' ')})`,
    '',
  ].join('\n')
}

function mailText({ messageId, sentAt, from, subject, answers, body }: PostedMail, limits: Limits): string {
  const lines = splitLines(body)
  const start = findDiffStart(lines, 0)
  const [text, diff] = start < 0 ? [lines, []] : [lines.slice(0, start), lines.slice(start)]
  return [
    `Message-ID: <${messageId}>`,
    `Date: ${sentAt}`,
    `From: ${from}`,
    `Subject: ${subject}`,
    ...(answers === null ? [] : [`In-Reply-To: <${answers}>`]),
    '',
    ...cut(text, limits.text),
    ...cut(diff, limits.diff),
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
