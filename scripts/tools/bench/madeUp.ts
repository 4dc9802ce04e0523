import { at } from '../../../lib/at'
import { parsePatch } from '../../../lib/patch/patch'
import type { Patch } from '../../../lib/patch/types'

/** A generator of pseudo-random numbers from 0 to 2^23 that is the same on every run. */
export function createNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return state >> 8
  }
}

const NOUNS = 'queue ring device page lock table entry frame buffer port timer mask slot cache region handle'.split(' ')
const VERBS = 'init release map unmap read write flush reset attach detach start stop'.split(' ')

/** A patch before it is written as text. */
export interface Plan {
  readonly title: string
  readonly message: readonly string[]
  readonly path: string
  readonly before: readonly string[]
  readonly removed: readonly string[]
  readonly added: readonly string[]
  readonly after: readonly string[]
}

/** A line of code drawn from a few dozen words and a number. */
export function codeLine(next: () => number): string {
  const pick = (words: readonly string[]) => at(words, next() % words.length)
  return `\t${pick(NOUNS)}_${pick(VERBS)}(${pick(NOUNS)}, ${next() % 1_000}, &${pick(NOUNS)}->${pick(NOUNS)});`
}

function codeLines(count: number, next: () => number): string[] {
  return Array.from({ length: count }, () => codeLine(next))
}

/** A patch to a file of its own, with 20 to 49 lines added and 10 to 19 removed. */
export function planPatch(index: number, next: () => number): Plan {
  const noun = at(NOUNS, next() % NOUNS.length)
  return {
    title: `part${index % 40}: Rework the ${noun} of unit ${index}`,
    message: ['This is needed because the', `${noun} is shared by ${next() % 90} users.`],
    path: `drivers/part${index % 40}/unit${index}.c`,
    before: codeLines(3, next),
    removed: codeLines(10 + (next() % 10), next),
    added: codeLines(20 + (next() % 30), next),
    after: codeLines(3, next),
  }
}

/** The diff of a patch, line by line. */
export function diffOf({ path, before, removed, added, after }: Plan): string[] {
  const counts = `-20,${before.length + removed.length + after.length} +20,${before.length + added.length + after.length}`
  return [
    `diff --git a/${path} b/${path}`,
    `--- a/${path}`,
    `+++ b/${path}`,
    `@@ ${counts} @@`,
    ...before.map((line) => ` ${line}`),
    ...removed.map((line) => `-${line}`),
    ...added.map((line) => `+${line}`),
    ...after.map((line) => ` ${line}`),
    '',
  ]
}

function toPatch(plan: Plan): Patch {
  const body = [...plan.message, '', 'Signed-off-by: Ada Author <ada@example.org>', '---', ...diffOf(plan)]
  return parsePatch({
    title: plan.title,
    from: { name: 'Ada Author', email: 'ada@example.org' },
    body: body.join('\n'),
  })
}

/** Two versions of a series. */
export interface TwoVersions {
  readonly left: readonly Patch[]
  readonly right: readonly Patch[]
}

/** A series and its respin: half of the patches unchanged, others reworded, edited, retitled or replaced; one block of five moved. */
export function makeReroll(count: number): TwoVersions {
  const next = createNumbers(7)
  const plans = Array.from({ length: count }, (_, index) => planPatch(index, next))
  const rerolled = plans.map((plan, index): Plan => {
    const edited = [...plan.added.slice(0, -2), codeLine(next), codeLine(next)]
    switch (index % 10) {
      case 5:
        return { ...plan, message: [...plan.message, '', 'Reported by nobody.'] }
      case 6:
      case 7:
        return { ...plan, added: edited }
      case 8:
        return { ...plan, title: `${plan.title}, and rename it`, added: edited }
      case 9:
        return planPatch(count + index, next)
      default:
        return plan
    }
  })
  const third = Math.floor(count / 3)
  const moved = [...rerolled.slice(0, third), ...rerolled.slice(third + 5), ...rerolled.slice(third, third + 5)]
  return { left: plans.map(toPatch), right: moved.map(toPatch) }
}

/** A patch that adds a file of `lines` lines, and a copy in which every `nth` line is different. */
export function makeLargePatch(lines: number, nth: number): TwoVersions {
  const next = createNumbers(13)
  const plan = { ...planPatch(0, next), before: [], removed: [], after: [], added: codeLines(lines, next) }
  const added = plan.added.map((line, at) => (at % nth === nth - 1 ? codeLine(next) : line))
  return { left: [toNewFile(plan)], right: [toNewFile({ ...plan, added })] }
}

/** Two patches that add a file of `lines` lines drawn from `distinct` different ones, so that no line is unique. */
export function makeNoise(lines: number, distinct: number): TwoVersions {
  const draw = (seed: number) => {
    const next = createNumbers(seed)
    const plan = planPatch(0, createNumbers(13))
    const added = Array.from({ length: lines }, () => `\tline ${next() % distinct}`)
    return toNewFile({ ...plan, before: [], removed: [], after: [], added })
  }
  return { left: [draw(17)], right: [draw(19)] }
}

function toNewFile({ title, message, path, added }: Plan): Patch {
  const body = [
    ...message,
    '---',
    `diff --git a/${path} b/${path}`,
    'new file mode 100644',
    '--- /dev/null',
    `+++ b/${path}`,
    `@@ -0,0 +1,${added.length} @@`,
    ...added.map((line) => `+${line}`),
    '',
  ]
  return parsePatch({ title, from: { name: 'Ada Author', email: 'ada@example.org' }, body: body.join('\n') })
}
