import { parseNotice } from '../../lib/mail/notice'
import { parsePatch } from '../../lib/patch/patch'
import { findCalls } from '../../lib/review/converse'
import type { PatchStep, ReviewedReply, ReviewedVersion, SeriesInput } from '../../lib/review/input'
import { parseReply } from '../../lib/review/replyText'
import { reviewSeries, type SeriesReview } from '../../lib/review/review'
import type { RuleInput } from '../../lib/review/ruleInput'
import { findSentences } from '../../lib/review/sentence'
import { findStatements } from '../../lib/review/statement'
import { NO_TRUST } from '../../lib/review/trust'
import type { Statement } from '../../lib/review/types'

export const JANE = { name: 'Jane Doe', email: 'jane@example.org' }
export const REX = { name: 'Rex Roe', email: 'rex@example.org' }
export const ANN = { name: 'Ann Poe', email: 'ann@example.org' }
export const REX_TAG = 'Reviewed-by: Rex Roe <rex@example.org>'
const MINUTE_MS = 60_000

/** What the rules say about a reply by Rex in a series by Jane; `asked` is the mail of the author that it answers. */
export function readStatements(
  body: string,
  { asked = '', ...more }: Partial<RuleInput> & { readonly asked?: string } = {},
): Statement[] {
  const text = parseReply(body, more.from ?? REX)
  return findStatements({
    body,
    text,
    sentences: findSentences(text.own),
    from: REX,
    speaker: 'reviewer',
    parentSpeaker: 'author',
    quoted: [],
    parentCalls: findCalls(parseReply(asked, JANE).own),
    names: { isAuthor: (word) => word === 'jane', isOther: (word) => ['ann', 'rex', 'kim'].includes(word) },
    onCover: false,
    toPosting: false,
    resumes: false,
    onFix: false,
    ...more,
  })
}

/** A patch in short: the line or lines it adds and its trailers. */
export interface ShortPatch {
  readonly line: string
  readonly trailers?: readonly string[]
  readonly title?: string
  readonly from?: typeof JANE
  /** Another file that it changes. */
  readonly file?: string
}

/** A reply in short; it goes to the patch (0: the cover) unless `to` names another mail. Minutes order the mails; v2 is posted at 100, v3 at 200. */
export interface ShortReply {
  readonly id: string
  readonly from: typeof JANE
  readonly body: string
  readonly at: number
  readonly version?: number
  readonly patch?: number
  readonly to?: string
  readonly subject?: string
  readonly recipients?: readonly string[]
  /** Header fields that name older or newer versions. */
  readonly succession?: string
}

/** A reply to the cover letter, or to the mail `to`. */
export function replyOf(id: string, from: typeof JANE, at: number, body: string, to?: string): ShortReply {
  return { id, from, at, body, ...(to === undefined ? {} : { to }) }
}

/** Builds the input of a series by Jane. The code of a patch counts as changed when its line differs. */
export function seriesInput(
  versions: readonly (readonly ShortPatch[])[],
  replies: readonly ShortReply[] = [],
): SeriesInput {
  const posted = versions.map(
    (patches, index): ReviewedVersion => ({
      position: index + 1,
      label: `v${index + 1}`,
      sender: JANE,
      headKey: `v${index + 1}/0`,
      orderMs: index * 100 * MINUTE_MS,
      addressed: [REX.email, ANN.email],
      patches: patches.map((patch, at) => ({
        number: at + 1,
        mailKey: `v${index + 1}/${at + 1}`,
        patch: shortPatch(patch, at + 1),
      })),
      missing: 0,
      rfc: false,
      committed: false,
    }),
  )
  return {
    versions: posted,
    replies: replies.map(shortReply),
    steps: versions.slice(1).flatMap((patches, index) => stepsTo(index + 2, versions[index] ?? [], patches)),
    trust: NO_TRUST,
    announcements: [],
    tree: null,
    pull: null,
    absorptions: [],
  }
}

export const review = (...input: Parameters<typeof seriesInput>): SeriesReview => reviewSeries(seriesInput(...input))

/** Standings as lines: 'Rex Roe 1 approves v1 carried', for several patches in a row 'Rex Roe 1-3 approves v1 current'. */
export function standingLines({ standings, people }: SeriesReview): string[] {
  return standings.map(
    ({ person, patch, last, position, since, status }) =>
      `${people[person]?.name} ${runWords(patch, last)} ${position} v${since} ${status}`,
  )
}

function runWords(patch: number | null, last: number | null): string {
  return last === null ? `${patch ?? 'all'}` : `${patch}-${last}`
}

/** What is about several patches of a complete version in a row, once for each of them. */
export function forEachPatch<Item extends { readonly patch: number | null; readonly last: number | null }>(
  items: readonly Item[],
): Item[] {
  return items.flatMap((item) => {
    const { patch, last } = item
    if (patch === null || last === null) return [item]
    return Array.from({ length: last - patch + 1 }, (_, index) => ({ ...item, patch: patch + index, last: null }))
  })
}

/** Audit items as lines: 'stale-tag v2 1 Rex Roe'. */
export function auditLines({ audit, people }: SeriesReview): string[] {
  return audit.map(({ kind, version, patch, last, person }) =>
    [kind, `v${version}`, runWords(patch, last), person === null ? '' : people[person]?.name].join(' ').trim(),
  )
}

function shortPatch({ line, trailers = [], title, from = JANE, file }: ShortPatch, number: number) {
  const lines = line.split('\n')
  const body = [
    'Why this is needed.',
    '',
    ...trailers,
    `Signed-off-by: ${from.name} <${from.email}>`,
    '---',
    `diff --git a/f${number}.c b/f${number}.c`,
    `--- a/f${number}.c`,
    `+++ b/f${number}.c`,
    `@@ -1 +1,${lines.length + 1} @@`,
    ' first line',
    ...lines.map((one) => `+${one}`),
    ...(file === undefined
      ? []
      : [`diff --git a/${file} b/${file}`, `--- a/${file}`, `+++ b/${file}`, '@@ -1 +1,2 @@', ' old', '+new']),
    '',
  ]
  return parsePatch({ title: title ?? `patch ${number}`, from, body: body.join('\n') })
}

function shortReply({
  id,
  from,
  body,
  at,
  version = 1,
  patch = 1,
  to,
  subject,
  recipients = [],
  succession = '',
}: ShortReply): ReviewedReply {
  return {
    key: id,
    from,
    subject: subject ?? 'Re: [PATCH]',
    notice: parseNotice(subject ?? '', body),
    automatic: false,
    succession,
    body,
    text: parseReply(body, from),
    recipients,
    orderMs: at * MINUTE_MS,
    parent: to ?? `v${version}/${patch}`,
    position: version,
    number: patch,
  }
}

function stepsTo(to: number, older: readonly ShortPatch[], newer: readonly ShortPatch[]): PatchStep[] {
  return newer.map(({ line }, at) => ({
    from: to - 1,
    to,
    left: older[at] === undefined ? null : at + 1,
    right: at + 1,
    code: older[at] !== undefined && older[at]?.line !== line,
    real: older[at] !== undefined && older[at]?.line.replace(/\s/g, '') !== line.replace(/\s/g, ''),
  }))
}
