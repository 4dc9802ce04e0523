import type { StoryRows } from './rows'
import type { GivenTag } from './tags'

/** Tags of one person that are remembered for one patch, and for whole versions. */
const MAX_TAGS = 50

/**
 * Prepares to find out when somebody first gave a review tag on a patch after a time; null for never. By a tag, reviewers settle what they had asked for, so a
 * comment whose patch changed before the tag was answered by that change. Linear in the tags and the patches that they name.
 */
export function openFirstTag(
  given: readonly GivenTag[],
  rows: StoryRows,
): (person: number, track: number, afterMs: number) => number | null {
  const found = new Map<string, GivenTag[]>()
  const put = (key: string, tag: GivenTag) => {
    const list = found.get(key)
    if (list === undefined) found.set(key, [tag])
    else if (list.length < MAX_TAGS) list.push(tag)
  }
  for (const tag of given) {
    if (tag.patches === null) put(`${tag.person}`, tag)
    for (const number of tag.patches ?? []) {
      const track = rows.trackOf(tag.version, number)
      if (track !== undefined) put(`${tag.person}/${track}`, tag)
    }
  }
  return (person, track, afterMs) => {
    const whole = (found.get(`${person}`) ?? []).filter(({ version }) => rows.numberIn(track, version) !== undefined)
    const times = [...whole, ...(found.get(`${person}/${track}`) ?? [])].map(({ saidMs }) => saidMs)
    return times.reduce<number | null>(
      (first, saidMs) => (saidMs > afterMs && (first === null || saidMs < first) ? saidMs : first),
      null,
    )
  }
}
