import { at as elementAt } from '../../../lib/at'
import { groupBy } from '../../../lib/groupBy'
import { MAIL_MUTATIONS } from './mutateMail'
import { type Mutation, TEXT_MUTATIONS } from './mutateText'
import type { Random } from './random'
import type { Seeds } from './seeds'

/** Mails in one case. They are neighbours in a file, so that threads, versions and reviews come together. */
const MAX_MAILS = 8
/** Size of the pool of mails that reached a new branch and are mutated further; the oldest are dropped. */
const MAX_POOL = 500
const MAX_CASE_BYTES = 150_000

/** A few mutated mails that are checked together, and the names of the mutations. */
export interface Case {
  readonly mails: readonly Buffer[]
  readonly mutations: readonly string[]
}

/** Makes cases. */
interface CaseMaker {
  readonly next: () => Case
  /** Adds a case that reached a new branch to the pool. */
  readonly keep: (found: Case) => void
}

const MUTATIONS: readonly (readonly [string, Mutation])[] = [
  ...Object.entries(TEXT_MUTATIONS),
  ...Object.entries(MAIL_MUTATIONS),
  ...Object.entries(MAIL_MUTATIONS),
]

/** Makes cases from real mails; the same seed gives the same cases. */
export function createCaseMaker({ mails, words }: Seeds, random: Random): CaseMaker {
  const pool: string[] = []
  const kin = groupBy(mails, titleOf)
  const insertWords: Mutation = (text, { below, length, pick }) => {
    const at = below(text.length)
    const inserted = Array.from({ length: length(8) }, () => pick(words)).join(pick([' ', '', '\n']))
    return text.slice(0, at) + inserted + text.slice(at)
  }
  const all = [...MUTATIONS, ['insertWords', insertWords] as const]
  const mutate = (text: string, used: string[]): string => {
    let mutated = text
    for (let count = random.length(6); count > 0; count--) {
      const [name, mutation] = random.pick(all)
      used.push(name)
      if (mutated === '') break
      mutated = mutation(mutated, random, random.pick(mails)).slice(0, MAX_CASE_BYTES)
    }
    return mutated
  }
  return {
    next() {
      const used: string[] = []
      const from = random.below(mails.length)
      const title = titleOf(elementAt(mails, from))
      // Neighbours in a file belong to one thread; mails with one title are the versions of a patch and its replies.
      const near = random.oneIn(2)
        ? mails.slice(from, from + random.length(MAX_MAILS))
        : [...(kin.get(title) ?? [])].slice(0, random.length(MAX_MAILS))
      const taken = pool.length > 0 && random.oneIn(3) ? [random.pick(pool), ...near.slice(1)] : near
      return { mails: taken.map((text) => Buffer.from(mutate(text, used), 'latin1')), mutations: used }
    },
    keep({ mails: found }) {
      pool.push(...found.map((raw) => raw.toString('latin1')))
      pool.splice(0, pool.length - MAX_POOL)
    },
  }
}

/** The subject without its markers, which is the same for all versions of a patch. */
function titleOf(mail: string): string {
  return (/^Subject:([^\n]{0,300})/m.exec(mail)?.[1] ?? '').replace(/^[^\]]*\]/, '').trim()
}
