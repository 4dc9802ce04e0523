import { byTimeThenKey } from '../byTime'
import type { Patch } from '../patch/types'
import { type BotFinding, placeFinding, readBotReport } from '../review/botReport'
import type { ReviewedReply } from '../review/input'
import { collectChanges, placeChanged } from '../review/placeChange'
import { isBot } from '../review/speaker'
import type { DerivedComparison, DerivedPatch, DerivedReport, DerivedVersion } from './types'

interface ReportParts {
  readonly versions: readonly DerivedVersion[]
  readonly comparisons: readonly DerivedComparison[]
  readonly replies: readonly ReviewedReply[]
}

/**
 * What bots reported on the patches of a series, in the order of receipt, and what later versions did about it: whether the code that the
 * first finding names changed (the hunk that covers its line, or the file), and whether a later patch credits the bot.
 */
export function deriveReports({ versions, comparisons, replies }: ReportParts): DerivedReport[] {
  const steps: Steps = new Map(comparisons.map((step) => [`${step.from}/${step.left}`, step]))
  return replies
    .filter(({ from }) => isBot(from))
    .sort(byTimeThenKey)
    .flatMap(({ key, from, body, position, number }) => {
      const findings = readBotReport(body)
      if (findings.length === 0) return []
      const patch = findPatch(versions[position - 1], number, findings)
      const chain = patch === undefined ? [] : laterPatches(position, patch.number, versions, steps)
      return [
        {
          mailKey: key,
          version: position,
          patch: patch?.number ?? null,
          findings,
          place: patch === undefined ? null : (placeOf(findings, patch.patch)?.kind ?? null),
          changedIn: patch === undefined ? null : firstChange(findings, patch.patch, chain),
          creditedIn:
            chain.find(({ later }) => later !== undefined && credits(later.patch, from.email))?.position ?? null,
        },
      ]
    })
}

/** The patch that a report is about: the one it answers; for a report on the cover letter, the last one that touches the file it names. */
function findPatch(
  version: DerivedVersion | undefined,
  number: number,
  findings: readonly BotFinding[],
): DerivedPatch | undefined {
  if (number > 0) return version?.patches.find((patch) => patch.number === number)
  return version?.patches.findLast(({ patch }) => placeOf(findings, patch) !== undefined)
}

function placeOf(findings: readonly BotFinding[], patch: Patch) {
  for (const finding of findings) {
    const place = placeFinding(finding, patch)
    if (place !== undefined) return place
  }
  return undefined
}

/** Comparisons by position and number of the older patch. */
type Steps = ReadonlyMap<string, DerivedComparison>

interface Later {
  readonly position: number
  /** Undefined when the patch is gone. */
  readonly later: DerivedPatch | undefined
}

/** The patch in each later version, followed along the comparisons; ends with the version that dropped it. */
function laterPatches(position: number, number: number, versions: readonly DerivedVersion[], steps: Steps): Later[] {
  const found: Later[] = []
  let at: { position: number; number: number } | undefined = { position, number }
  while (at !== undefined) {
    const step = steps.get(`${at.position}/${at.number}`)
    if (step === undefined) break
    const later = versions[step.to - 1]?.patches.find((patch) => patch.number === step.right)
    found.push({ position: step.to, later })
    at = later === undefined ? undefined : { position: step.to, number: later.number }
  }
  return found
}

/** Position of the first version that changed the code the report names; null when none did or the patch does not have that code. */
function firstChange(findings: readonly BotFinding[], patch: Patch, chain: readonly Later[]): number | null {
  const place = placeOf(findings, patch)
  if (place === undefined) return null
  const older = collectChanges(patch)
  const found = chain.find(({ later }) =>
    placeChanged(place, older, later === undefined ? undefined : collectChanges(later.patch)),
  )
  return found?.position ?? null
}

function credits({ trailers }: Patch, email: string): boolean {
  return trailers.some(({ name, person }) => /^Reported-.*by$/.test(name) && person?.email.toLowerCase() === email)
}
