import { byTimeThenKey } from '../byTime'
import { memo } from '../memo'
import { filePath } from '../patch/diffPath'
import type { Patch } from '../patch/types'
import { type BotFinding, openFindPlace, readBotReport } from '../review/botReport'
import type { CommentPlace } from '../review/comment'
import type { ReviewedReply } from '../review/input'
import { type ChangedPatch, collectChanges, placeChanged, placeKey } from '../review/placeChange'
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
      const place = patch === undefined ? undefined : find.place(findings, patch.patch)
      return [
        {
          mailKey: key,
          version: position,
          patch: patch?.number ?? null,
          findings,
          place: place?.kind ?? null,
          changedIn: patch === undefined || place === undefined ? null : find.firstChange(place, patch.patch, chain),
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
  /** The place of the first finding that names one in the patch. */
  readonly place: (findings: readonly BotFinding[], patch: Patch) => CommentPlace | undefined
  /** Position of the first of these later versions that changed the code at a place; null when none did. */
  readonly firstChange: (place: CommentPlace, patch: Patch, chain: readonly Later[]) => number | null
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
  const changes = (patch: Patch) => memo(changed, patch, () => collectChanges(patch))
  const placing = new Map<Patch, ReturnType<typeof openFindPlace>>()
  // By chain, not by patch: a partial reroll has the same patch as the version before it.
  const firstChanges = new Map<readonly Later[], Map<string, number | null>>()
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
    place(findings, patch) {
      const placeOf = memo(placing, patch, () => openFindPlace(patch))
      for (const finding of findings) {
        const place = placeOf(finding)
        if (place !== undefined) return place
      }
      return undefined
    },
    firstChange(place, patch, chain) {
      const known = memo(firstChanges, chain, () => new Map<string, number | null>())
      return memo(known, placeKey(place), () => {
        const isChange = ({ later, code }: Later) =>
          placeChanged(place, changes(patch), later === undefined ? undefined : changes(later.patch), {
            code,
            copies: false,
          })
        return chain.find(isChange)?.position ?? null
      })
    },
  }
}

function lastByPath(patches: readonly DerivedPatch[]): Map<string, DerivedPatch> {
  return new Map(patches.flatMap((patch) => patch.patch.files.map((file) => [filePath(file), patch] as const)))
}

/** Comparisons by position and number of the older patch. */
type Steps = ReadonlyMap<string, DerivedComparison>

interface Later {
  readonly position: number
  /** Undefined when the patch is gone. */
  readonly later: DerivedPatch | undefined
  /** Whether its code changed in this version. */
  readonly code: boolean
}

function laterPatches(position: number, number: number, patchAt: Find['patch'], steps: Steps): Later[] {
  const found: Later[] = []
  let at: { position: number; number: number } | undefined = { position, number }
  while (at !== undefined && found.length < MAX_LATER) {
    const step = steps.get(`${at.position}/${at.number}`)
    if (step === undefined) break
    const later = step.right === null ? undefined : patchAt(step.to, step.right)
    found.push({ position: step.to, later, code: step.verdict.facts.includes('code') })
    at = later === undefined ? undefined : { position: step.to, number: later.number }
  }
  return found
}

function credits({ trailers }: Patch, email: string): boolean {
  return trailers.some(({ name, person }) => /^Reported-.*by$/.test(name) && person?.email.toLowerCase() === email)
}
