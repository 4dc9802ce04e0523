import { assertNever } from '../assertNever'
import { at } from '../at'
import { type Conflict, findConflicts } from '../evolution/sparseBase'
import type { Issue } from '../issue'
import { patchNumber } from '../patchNumber'
import { figure } from '../text'
import { MAX_INHERITED } from './deriveSeries'
import type { DerivedComparison, DerivedSeries, DerivedVersion } from './types'

/** An issue and the key of the mail it is about. */
export interface MailIssue {
  readonly mailKey: string
  readonly issue: Issue
}

/** Finds what is wrong with the mails of a series: broken patches, numbers used twice, versions out of order. */
export function findSeriesIssues({ versions, comparisons }: DerivedSeries): MailIssue[] {
  return [
    ...versions.flatMap(patchIssues),
    ...versions.flatMap(totalIssues),
    ...versions.flatMap(partialIssues),
    ...versions.flatMap(baseIssues),
    ...orderIssues(versions),
    ...repeatIssues(versions),
    ...versions.flatMap(copyIssues),
    ...comparisonIssues(comparisons, versions),
  ]
}

function patchIssues({ patches, posting }: DerivedVersion): MailIssue[] {
  const numberOf = (key: string) => posting.patches.find(({ mail }) => mail.key === key)?.mail.tag.number
  return patches.flatMap(({ mailKey, patch, inherited, number, place }) => {
    if (inherited) return []
    const found: MailIssue[] = limitIssues(patch.issues).map((issue) => ({ mailKey, issue }))
    if (number === place && number > posting.total) {
      const text = `The subject numbers this patch ${numberOf(mailKey) ?? number} of ${posting.total}.`
      found.push({ mailKey, issue: { code: 'subject-index-over-total', text } })
    }
    return found
  })
}

/**
 * Total from which a subject is not believed alone. The largest real ones are 671 (hwmon, five patches sent there) and 364 (ltp): a list
 * often gets a few patches of a series that spans the tree.
 */
const UNLIKELY_TOTAL = 1_000

/** `[PATCH 1/9999]` of which less than a tenth is archived: a slip or a fake. Reported once, on the head of the version. */
function totalIssues({ patches, posting: { total, head } }: DerivedVersion): MailIssue[] {
  if (total < UNLIKELY_TOTAL || patches.length * 10 >= total) return []
  const archived = `${figure(patches.length)} ${patches.length === 1 ? 'is' : 'are'} archived here`
  const text = `The subject says that there are ${figure(total)} patches, and only ${archived}: the number is probably wrong.`
  return [{ mailKey: head.key, issue: { code: 'subject-total-unsupported', text } }]
}

function partialIssues({ incompletePartial, posting: { head } }: DerivedVersion): MailIssue[] {
  if (!incompletePartial) return []
  const text = `This version replaces patches of an earlier one, but the versions of this series have taken over ${figure(MAX_INHERITED)} patches already: the patches that it does not replace are listed as missing.`
  return [{ mailKey: head.key, issue: { code: 'comparison-cut', text } }]
}

/** Most issues listed for one patch; a hostile diff has one at every line. */
const MAX_ISSUES = 50

function limitIssues(issues: readonly Issue[]): Issue[] {
  const [next] = issues.slice(MAX_ISSUES)
  if (next === undefined) return [...issues]
  const text = `${figure(issues.length)} things are wrong with this patch; the first ${MAX_ISSUES} are listed.`
  return [...issues.slice(0, MAX_ISSUES), { ...next, text }]
}

/**
 * Hunks that contradict an earlier patch of the same version: a line lost its prefix on the way, a patch is missing, or the patches were
 * made from different trees. One issue for each patch, about its first hunk that does not apply.
 */
function baseIssues({ patches, missing, partial, posting }: DerivedVersion): MailIssue[] {
  if (missing.length > 0 || partial) return []
  const found = new Set<number>()
  const { conflicts, complete } = findConflicts(patches.map(({ patch }) => patch))
  const issues: MailIssue[] = conflicts.flatMap((conflict) => {
    if (found.has(conflict.patch)) return []
    found.add(conflict.patch)
    const { mailKey } = at(patches, conflict.patch - 1)
    return [{ mailKey, issue: { code: 'base-conflict', text: describeConflict(conflict) } }]
  })
  if (complete) return issues
  const text =
    'The patches of this version change the same files so often that not all of them were checked against each other.'
  return [...issues, { mailKey: posting.head.key, issue: { code: 'comparison-cut', text } }]
}

function describeConflict({ path, hunk, line, reason, expected, found }: Conflict): string {
  const where = `Hunk ${hunk + 1} of ${path}`
  switch (reason) {
    case 'text-differs':
      return `${where} does not apply after the patches before it: at line ${line} it has "${shorten(found)}" where they leave "${shorten(expected)}".`
    case 'past-end':
      return `${where} does not apply after the patches before it: line ${line} is past the end of the file.`
    case 'file-exists':
      return `${path} is created, but a patch before this one has it already.`
    case 'file-missing':
      return `${path} is changed, but a patch before this one removed it.`
    case 'hunk-order':
      return `${where} is before the end of the hunk above it.`
    default:
      return assertNever(reason)
  }
}

/** Characters of a line of code that a sentence quotes. */
const MAX_QUOTE = 60

function shorten(line: string): string {
  const text = line.trim()
  return text.length <= MAX_QUOTE ? text : `${text.slice(0, MAX_QUOTE)}…`
}

/** The number decides, not the time: a v3 that arrived before v2 is still v3. */
function orderIssues(versions: readonly DerivedVersion[]): MailIssue[] {
  // Versions that arrived after all before them: the first version later than some time is always one of these.
  const records: DerivedVersion[] = []
  return versions.flatMap((version) => {
    const { orderMs, key } = version.posting.head
    const late = records[countUntil(records, orderMs)]
    if (late === undefined) {
      if (orderMs > (records.at(-1)?.posting.head.orderMs ?? Number.NEGATIVE_INFINITY)) records.push(version)
      return []
    }
    const text = `This is numbered ${version.label}, but it arrived before ${late.label}; the numbers decide the order.`
    return [{ mailKey: key, issue: { code: 'version-order', text } }]
  })
}

/** How many of the versions, which are in the order of their arrival, arrived until then; by binary search. */
function countUntil(versions: readonly DerivedVersion[], untilMs: number): number {
  let [low, high] = [0, versions.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (at(versions, middle).posting.head.orderMs > untilMs) high = middle
    else low = middle + 1
  }
  return low
}

/** Reported on the newer of the two patches, when there is one. */
function comparisonIssues(comparisons: readonly DerivedComparison[], versions: readonly DerivedVersion[]): MailIssue[] {
  const bounded = comparisons.filter(({ cut }) => cut !== null)
  if (bounded.length === 0) return []
  const mails = new Map<string, string>(
    versions.flatMap(({ position, patches }) =>
      patches.map(({ number, mailKey }) => [`${position}/${number}`, mailKey] as const),
    ),
  )
  return bounded.flatMap(({ from, to, left, right, cut }) => {
    const mailKey = mails.get(right === null ? `${from}/${left}` : `${to}/${right}`)
    if (cut === null || mailKey === undefined) return []
    return [{ mailKey, issue: { code: 'comparison-cut', text: cut } }]
  })
}

/** A second patch 1/4 of one posting that was sent with the first. */
function copyIssues({ posting: { copies, patches, total } }: DerivedVersion): MailIssue[] {
  const shown = new Map(patches.map(({ number, mail }) => [number, mail]))
  return copies.flatMap(({ number, mail }): MailIssue[] => {
    const other = shown.get(number)
    if (other === undefined) return []
    const text = `The posting has another patch ${patchNumber(number)} of ${total}, "${shorten(other.tag.title)}", which is shown in the place of this one.`
    return [{ mailKey: mail.key, issue: { code: 'duplicate-number', text } }]
  })
}

/** Any other second 1/4 of one version becomes a version of its own, and the reader decides what it is. */
function repeatIssues(versions: readonly DerivedVersion[]): MailIssue[] {
  /** The label of the last version so far that has the slot. */
  const taken = new Map<string, string>()
  return versions.flatMap(({ posting, label }) => {
    const { version, revision, rfc, total, resend, patches } = posting
    const slotOf = (number: number) => `${version} ${revision} ${rfc} ${total} ${number}`
    const complete = resend || patches.length === total
    const found = patches.flatMap(({ number, mail }): MailIssue[] => {
      const other = taken.get(slotOf(number))
      if (complete || other === undefined) return []
      const text = `${other} has a patch ${patchNumber(number)} of ${total} already; this one is shown as a separate posting.`
      return [{ mailKey: mail.key, issue: { code: 'duplicate-number', text } }]
    })
    for (const { number } of patches) taken.set(slotOf(number), label)
    return found
  })
}
