import { byTimeThenKey } from '../byTime'
import { filePath } from '../patch/diffPath'
import type { Patch } from '../patch/types'
import { type BotFinding, placeFinding, readBotReport } from '../review/botReport'
import type { ReviewedReply } from '../review/input'
import { type ChangedPatch, collectChanges, placeChanged } from '../review/placeChange'
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
  const find = openFind(versions, comparisons)
  return replies
    .filter(({ from }) => isBot(from))
    .sort(byTimeThenKey)
    .flatMap(({ key, from, body, position, number }) => {
      const findings = readBotReport(body)
      if (findings.length === 0) return []
      const patch = number > 0 ? find.patch(position, number) : find.touching(position, findings)
      const chain = patch === undefined ? [] : find.later(position, patch.number)
      return [
        {
          mailKey: key,
          version: position,
          patch: patch?.number ?? null,
          findings,
          place: patch === undefined ? null : (placeOf(findings, patch.patch)?.kind ?? null),
          changedIn: patch === undefined ? null : firstChange(findings, patch.patch, chain, find.changes),
          creditedIn:
            chain.find(({ later }) => later !== undefined && credits(later.patch, from.email))?.position ?? null,
        },
      ]
    })
}

/** Finds patches for the reports of a series. What many reports need is computed once. */
interface Find {
  readonly patch: (position: number, number: number) => DerivedPatch | undefined
  /** For a report on a cover letter: the last patch of the version that touches a file it names. */
  readonly touching: (position: number, findings: readonly BotFinding[]) => DerivedPatch | undefined
  /** The patch in the next versions, followed along the comparisons, at most MAX_LATER; ends with the version that dropped it. */
  readonly later: (position: number, number: number) => readonly Later[]
  readonly changes: (patch: Patch) => ChangedPatch
}

/** Code that this many versions left alone is shown as unchanged, whatever later ones did. */
const MAX_LATER = 200

function openFind(versions: readonly DerivedVersion[], comparisons: readonly DerivedComparison[]): Find {
  const steps: Steps = new Map(comparisons.map((step) => [`${step.from}/${step.left}`, step]))
  const patches = new Map(
    versions.flatMap(({ position, patches: own }) =>
      own.map((patch) => [`${position}/${patch.number}`, patch] as const),
    ),
  )
  const paths = new Map<number, ReadonlyMap<string, DerivedPatch>>()
  const chains = new Map<string, readonly Later[]>()
  const changed = new Map<Patch, ChangedPatch>()
  const patchAt = (position: number, number: number) => patches.get(`${position}/${number}`)
  return {
    patch: patchAt,
    touching(position, findings) {
      const own = versions[position - 1]?.patches ?? []
      const byPath = paths.get(position) ?? lastByPath(own)
      paths.set(position, byPath)
      const found = findings.flatMap(({ path }) => (path === null ? [] : (byPath.get(path) ?? [])))
      return found.sort((a, b) => b.number - a.number)[0]
    },
    later(position, number) {
      const key = `${position}/${number}`
      const chain = chains.get(key) ?? laterPatches(position, number, patchAt, steps)
      chains.set(key, chain)
      return chain
    },
    changes(patch) {
      const found = changed.get(patch) ?? collectChanges(patch)
      changed.set(patch, found)
      return found
    },
  }
}

function lastByPath(patches: readonly DerivedPatch[]): Map<string, DerivedPatch> {
  return new Map(patches.flatMap((patch) => patch.patch.files.map((file) => [filePath(file), patch] as const)))
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

function laterPatches(position: number, number: number, patchAt: Find['patch'], steps: Steps): Later[] {
  const found: Later[] = []
  let at: { position: number; number: number } | undefined = { position, number }
  while (at !== undefined && found.length < MAX_LATER) {
    const step = steps.get(`${at.position}/${at.number}`)
    if (step === undefined) break
    const later = step.right === null ? undefined : patchAt(step.to, step.right)
    found.push({ position: step.to, later })
    at = later === undefined ? undefined : { position: step.to, number: later.number }
  }
  return found
}

/** Position of the first version that changed the code the report names; null when none did or the patch does not have that code. */
function firstChange(
  findings: readonly BotFinding[],
  patch: Patch,
  chain: readonly Later[],
  changes: Find['changes'],
): number | null {
  const place = placeOf(findings, patch)
  if (place === undefined) return null
  const found = chain.find(({ later }) =>
    placeChanged(place, changes(patch), later === undefined ? undefined : changes(later.patch)),
  )
  return found?.position ?? null
}

function credits({ trailers }: Patch, email: string): boolean {
  return trailers.some(({ name, person }) => /^Reported-.*by$/.test(name) && person?.email.toLowerCase() === email)
}
