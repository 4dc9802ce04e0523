import { parsePatch } from '../../../../lib/patch/patch'
import type { Patch } from '../../../../lib/patch/types'

/** Numbers from 0 to below 2^31 that look random and are the same on every run. */
function createNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return state >> 8
  }
}

const NOUNS = 'queue ring device page lock table entry frame buffer port timer mask slot cache region handle'.split(' ')
const VERBS = 'init release map unmap read write flush reset attach detach start stop'.split(' ')

interface Plan {
  readonly title: string
  readonly message: readonly string[]
  readonly path: string
  readonly before: readonly string[]
  readonly removed: readonly string[]
  readonly added: readonly string[]
  readonly after: readonly string[]
}

function codeLine(next: () => number): string {
  const pick = (words: readonly string[]) => words[next() % words.length] ?? ''
  return `\t${pick(NOUNS)}_${pick(VERBS)}(${pick(NOUNS)}, ${next() % 1_000}, &${pick(NOUNS)}->${pick(NOUNS)});`
}

function codeLines(count: number, next: () => number): string[] {
  return Array.from({ length: count }, () => codeLine(next))
}

function planPatch(index: number, next: () => number): Plan {
  const noun = NOUNS[next() % NOUNS.length] ?? ''
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

function toPatch({ title, message, path, before, removed, added, after }: Plan): Patch {
  const counts = `-20,${before.length + removed.length + after.length} +20,${before.length + added.length + after.length}`
  const body = [
    ...message,
    '',
    'Signed-off-by: Ada Author <ada@example.org>',
    '---',
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
  return parsePatch({ title, from: { name: 'Ada Author', email: 'ada@example.org' }, body: body.join('\n') })
}

export interface TwoVersions {
  readonly left: readonly Patch[]
  readonly right: readonly Patch[]
}

/** A series and its reroll: half untouched, the others reworded, edited, retitled, or replaced by a new patch; one block moved. */
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

/** The worst reroll: every title is new and every patch edited, so that nothing is paired by title or by equal diff. */
export function makeRetitled(count: number): TwoVersions {
  const next = createNumbers(11)
  const plans = Array.from({ length: count }, (_, index) => planPatch(index, next))
  const right = plans.map(
    (plan, index): Plan => ({
      ...plan,
      title: `unit${index}: Give everybody a ${NOUNS[index % NOUNS.length] ?? ''} of his own`,
      added: [...plan.added.slice(0, -3), ...codeLines(3, next)],
    }),
  )
  return { left: plans.map(toPatch), right: right.map(toPatch) }
}

/** One patch that adds a file of so many lines, and a copy in which every `nth` line is another. */
export function makeLargePatch(lines: number, nth: number): TwoVersions {
  const next = createNumbers(13)
  const plan = { ...planPatch(0, next), before: [], removed: [], after: [], added: codeLines(lines, next) }
  const added = plan.added.map((line, at) => (at % nth === nth - 1 ? codeLine(next) : line))
  return { left: [toNewFile(plan)], right: [toNewFile({ ...plan, added })] }
}

/** Two patches that add a file of so many lines, drawn from `distinct` different ones: nothing in them can be an anchor. */
export function makeNoise(lines: number, distinct: number): TwoVersions {
  const draw = (seed: number) => {
    const next = createNumbers(seed)
    const plan = planPatch(0, createNumbers(13))
    const added = Array.from({ length: lines }, () => `\tline ${next() % distinct}`)
    return toNewFile({ ...plan, before: [], removed: [], after: [], added })
  }
  return { left: [draw(17)], right: [draw(19)] }
}

/** A patch that adds a run of closing braces and a file of lines, and one in which the run stands at the other end. */
export function makeMovedRun(lines: number): TwoVersions {
  const plan = { ...planPatch(0, createNumbers(13)), before: [], removed: [], after: [] }
  const run = Array.from({ length: Math.floor(lines / 3) }, () => '}')
  const rest = Array.from({ length: lines - run.length }, (_, at) => `\tline ${at};`)
  const left = toNewFile({ ...plan, added: [...run, ...rest] })
  return { left: [left], right: [toNewFile({ ...plan, added: [...rest, ...run] })] }
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
