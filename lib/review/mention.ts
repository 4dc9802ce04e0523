import type { Sentence } from './sentence'
import type { Statement } from './types'

/** A patch that a sentence may name. */
interface NamedPatch {
  readonly number: number
  readonly title: string
}

/** By what the patches of a version are called. */
export interface PatchNames {
  readonly areas: ReadonlyMap<string, number>
  /** The last parts of these areas: "mbochs" of "vfio/mbochs". */
  readonly parts: ReadonlyMap<string, number>
  readonly numbers: ReadonlySet<number>
}

/** Reads the names of the patches of a version, once for all replies to it. */
export function namePatches(patches: readonly NamedPatch[]): PatchNames {
  return { ...areaNames(patches), numbers: new Set(patches.map(({ number }) => number)) }
}

/** "like mbochs does" compares and asks for nothing there. <20220920131723.2541b7e8.alex.williamson@redhat.com> has both. */
const COMPARES = /\b(?:like|unlike|as|see|similar to|same as|already|from)\s+(?:in |for |with |the |done in )?$/i

/**
 * Requests that a reply to patch `own` also makes on other patches of the series, in a sentence after the first request of its mail. A sentence
 * names a patch by "patch 7" or by the area in front of its title ("vfio-ap"). An area counts only when a single title has it, and its last part alone only in a sentence that refers back ("mbochs has the
 * same issue": <20220920131723.2541b7e8.alex.williamson@redhat.com>) or names another patch in full: "consoles" and "swap" are words of any sentence.
 */
export function findMentioned(
  sentences: readonly Sentence[],
  statements: readonly Statement[],
  own: number,
  patches: () => PatchNames,
): Statement[] {
  const first = statements.find(({ position }) => position === 'requests-changes')
  if (first === undefined) return []
  const names = patches()
  if (names.numbers.size < 2) return []
  const found: Statement[] = []
  for (const { text, line, code } of sentences) {
    if (code || line < first.line || found.length >= MAX_MENTIONS) continue
    const numbers = namedNumbers(text, names).filter((number) => number !== own)
    if (numbers.length === 0) continue
    const scope = { kind: 'patches', numbers } as const
    found.push({ position: first.position, rule: first.rule, sentence: text, line, scope, cues: [], tag: null })
  }
  return found
}

/** More than any mail has; bounds the work on hostile mail. */
const MAX_MENTIONS = 20

/** Whether a sentence says of something what was said before of something else. */
export function refersBack(sentence: string): boolean {
  return /\b(?:same|likewise|ditto|similar(?:ly)?|identical|too|as well)\b/i.test(sentence)
}

function namedNumbers(text: string, { areas, parts, numbers: known }: PatchNames): number[] {
  const named = [...text.matchAll(/[A-Za-z0-9_/-]{2,60}/g)].flatMap(({ 0: found, index }) => {
    const name = found.toLowerCase().replace(/[-_]/g, '/')
    const number = areas.get(name) ?? parts.get(name)
    if (number === undefined || COMPARES.test(text.slice(0, index))) return []
    return { number, inFull: areas.has(name) }
  })
  const counts = named.some(({ inFull }) => inFull) || refersBack(text)
  const numbers = new Set(counts ? named.map(({ number }) => number) : [])
  for (const found of text.matchAll(/\bsame .{0,30}\bpatch(?:es)? #?(\d{1,3})\b/gi)) {
    const number = Number(found[1])
    if (known.has(number)) numbers.add(number)
  }
  return [...numbers].sort((a, b) => a - b)
}

/** Areas of titles ("vfio/mbochs: ..."), and their last parts when these are long enough not to be common words. Names that two patches share are left out. */
function areaNames(patches: readonly NamedPatch[]): Pick<PatchNames, 'areas' | 'parts'> {
  const areas = new Map<string, number>()
  const parts = new Map<string, number>()
  const shared = new Set<string>()
  const put = (names: Map<string, number>, name: string, number: number) => {
    if (areas.has(name) || parts.has(name)) shared.add(name)
    names.set(name, number)
  }
  for (const { number, title } of patches) {
    const area = /^([A-Za-z0-9_/-]{2,60}):/.exec(title)?.[1]?.toLowerCase().replace(/[-_]/g, '/')
    if (area === undefined || !area.includes('/')) continue
    put(areas, area, number)
    const last = area.slice(area.lastIndexOf('/') + 1)
    if (last.length >= 4) put(parts, last, number)
  }
  for (const name of shared) {
    areas.delete(name)
    parts.delete(name)
  }
  return { areas, parts }
}
