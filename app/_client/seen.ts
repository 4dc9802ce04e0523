/** What the browser remembers about one series. Marks are short digests of Message-IDs. */
export interface Memory {
  /** When a page of the series was last open, in milliseconds. */
  readonly atMs: number
  /** Time of receipt of the newest mail at that time, ISO UTC. */
  readonly newest: string
  /** Marks of mails seen before this visit, and of all mails seen by now. */
  readonly before: ReadonlySet<string>
  readonly now: ReadonlySet<string>
}

/** A page opened again within this time belongs to the same visit, so what was new stays marked. */
export const VISIT_MS = 30 * 60_000

/** What a page shows of a series: marks of its mails, and the time of the newest. */
export interface Shown {
  readonly mails: readonly string[]
  readonly newest: string
}

/**
 * Computes what is new on a page since the last visit, and what to remember. On the first visit nothing is new. Mails that have
 * disappeared from the page stay known.
 */
export function look(
  memory: Memory | undefined,
  { mails, newest }: Shown,
  nowMs: number,
): { readonly fresh: ReadonlySet<string>; readonly memory: Memory } {
  const seen = new Set([...(memory?.now ?? []), ...mails])
  if (memory === undefined) return { fresh: new Set(), memory: { atMs: nowMs, newest, before: seen, now: seen } }
  const sameVisit = nowMs - memory.atMs >= 0 && nowMs - memory.atMs < VISIT_MS
  const before = sameVisit ? memory.before : memory.now
  const latest = newest > memory.newest ? newest : memory.newest
  const fresh = new Set(mails.filter((mail) => !before.has(mail)))
  return { fresh, memory: { atMs: nowMs, newest: latest, before, now: seen } }
}

/** Encodes the memory as one line: time, newest mail, earlier marks, marks of this visit. */
export function writeMemory({ atMs, newest, before, now }: Memory): string {
  const added = [...now].filter((mark) => !before.has(mark))
  return [atMs, newest, [...before].join(' '), added.join(' ')].join('|')
}

/** Decodes a line of `writeMemory`. Returns undefined for anything else, since other programs may have used this origin. */
export function readMemory(line: string | null): Memory | undefined {
  const [at, newest, before, added, rest] = (line ?? '').split('|')
  const atMs = Number(at)
  if (at === undefined || at === '' || !Number.isFinite(atMs)) return undefined
  if (newest === undefined || before === undefined || added === undefined || rest !== undefined) return undefined
  const known = before.split(' ').filter((mark) => mark !== '')
  const more = added.split(' ').filter((mark) => mark !== '')
  return { atMs, newest, before: new Set(known), now: new Set([...known, ...more]) }
}

/** What is new, by kind. */
export interface Fresh {
  readonly mails: number
  readonly versions: readonly string[]
  readonly comments: number
  readonly tags: number
}

/** `v4 is new, 3 new mails, 1 comment, 2 tags`; '' when nothing is new. */
export function freshWords({ mails, versions, comments, tags }: Fresh): string {
  const parts = [
    ...(versions.length === 0 ? [] : [`${versions.join(', ')} ${versions.length === 1 ? 'is' : 'are'} new`]),
    ...(mails === 0 ? [] : [plural(mails, 'new mail')]),
    ...(comments === 0 ? [] : [plural(comments, 'comment')]),
    ...(tags === 0 ? [] : [plural(tags, 'tag')]),
  ]
  return parts.join(', ')
}

function plural(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`
}

/** The names of memories to drop, least recently seen last, so that `keep` remain. */
export function chooseForgotten(
  kept: readonly { readonly name: string; readonly atMs: number }[],
  keep: number,
): string[] {
  return [...kept]
    .sort((a, b) => b.atMs - a.atMs)
    .slice(keep)
    .map(({ name }) => name)
}
