import { groupBy } from '../groupBy'
import type { PatchTitles } from './patchTitles'
import type { Position } from './positions'
import type { HeardReply } from './replies'
import { findVerdicts, type Verdict } from './verdict'

/** Of a longer series of somebody else, a part may be applied: <20230915090208.GA30488@pevik>. */
const MAX_PATCHES = 2
const ASKING: ReadonlySet<Position> = new Set(['requests-changes', 'asks', 'objects', 'nak', 'approves-with-condition'])

/**
 * What all replies of a series say has become of patches, by the key of the reply. `titles` are those of each version, by its position; `posted` are the keys of
 * covers and patches.
 *
 * "Thanks for your review, merged." says nothing of which patches, and the mail that it answers is about one. It is about all of them when it ends a
 * discussion or answers the last patch, its sender says so only once, and nobody asked for a change in another one before, unless the author says it. On a list where each patch
 * is answered, the maintainer answers the patch itself. <20230721155158.GA1462421@pevik>, <CAEemH2eb9F0w8UrS=LnDx5_TG5yVvm8Nf_mXuXpRAQKWqR5dmQ@mail.gmail.com>.
 */
export function readVerdicts(
  replies: readonly HeardReply[],
  titles: ReadonlyMap<number, PatchTitles>,
  posted: ReadonlySet<string>,
): ReadonlyMap<string, readonly Verdict[]> {
  const found = replies.map((reply) => {
    const own = titles.get(reply.position)
    return { reply, verdicts: own === undefined ? [] : findVerdicts(reply, own) }
  })
  const byVersion = groupBy(found, ({ reply }) => reply.position)
  const widened = [...byVersion].flatMap(([position, all]) => {
    const size = titles.get(position)?.numbers.size ?? 0
    const last = Math.max(0, ...(titles.get(position)?.numbers ?? []))
    const isWhole = openIsWhole(all)
    return all.map(({ reply, verdicts }) => {
      const ends = reply.number === last || !posted.has(reply.parent ?? '')
      const few = size <= MAX_PATCHES || reply.speaker === 'author'
      const whole = ends && few && verdicts.some(({ bare }) => bare) && isWhole(reply)
      return [reply.key, whole ? verdicts.map(toWhole) : verdicts] as const
    })
  })
  return new Map(widened)
}

function toWhole(verdict: Verdict): Verdict {
  return verdict.bare ? { ...verdict, numbers: 'all' } : verdict
}

interface Read {
  readonly reply: HeardReply
  readonly verdicts: readonly Verdict[]
}

/** Prepares whether nothing that was said of the other patches of a version speaks against a reply to one of them being about all. */
function openIsWhole(all: readonly Read[]): (reply: HeardReply) => boolean {
  const askedMs = new Map<number, number>()
  const applied = new Map<number, Set<number>>()
  for (const { reply, verdicts } of all) {
    const { number, orderMs, person, speaker, statements } = reply
    const asks =
      speaker === 'reviewer' && statements.some(({ position, cues }) => ASKING.has(position) && !cues.includes('aside'))
    if (asks) askedMs.set(number, Math.min(orderMs, askedMs.get(number) ?? orderMs))
    const numbers = verdicts.flatMap((one) => (one.kind === 'applied' && one.numbers !== 'all' ? one.numbers : []))
    if (numbers.length > 0) applied.set(person, new Set([...(applied.get(person) ?? []), ...numbers]))
  }
  // Of the first three, one at most is about this patch and one about the cover.
  const asked = [...askedMs].sort(([, a], [, b]) => a - b)
  return ({ number, orderMs, person, speaker }) => {
    const others = asked.slice(0, 3).some(([other, ms]) => other > 0 && other !== number && ms < orderMs)
    return applied.get(person)?.size === 1 && (speaker === 'author' || !others)
  }
}
