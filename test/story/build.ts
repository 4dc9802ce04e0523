import type { PatchChanges, Side } from '../../lib/evolution/types'
import { severityOf } from '../../lib/review/severity'
import type { StoryCell, StoryComment, StoryItem, StoryTrack, StoryVersion } from '../../lib/story/types'

/** The author, and reviewers by index. */
export const REX = 1
export const ARI = 2

/** Versions one hour apart, each with these patches and without tags. */
export function versionsOf(...numbers: readonly (readonly number[])[]): StoryVersion[] {
  return numbers.map((own, index) => ({
    position: index + 1,
    origin: index === 0 ? null : index,
    postedMs: (index + 1) * 3_600_000,
    patches: own.map((number) => ({ number, mailKey: `v${index + 1}-${number}`, title: `patch ${number}`, tags: [] })),
  }))
}

/** A cell that changed in the code of these many lines; `more` says otherwise. */
export function cell(version: number, number: number, more: Partial<StoryCell> = {}): StoryCell {
  const change = more.change ?? (version === 1 ? 'first' : 'identical')
  const facts = change === 'code' || change === 'message' || change === 'context' ? [change] : []
  return { version, number, change, facts, added: 0, removed: 0, notes: [], ...more }
}

export const changed = (version: number, number: number, lines: number, more: Partial<StoryCell> = {}): StoryCell =>
  cell(version, number, { change: 'code', added: lines, removed: 1, ...more })

export const track = (...cells: readonly StoryCell[]): StoryTrack => ({ cells })

/** A request of Rex on the first track of v1, ten minutes after v1; `more` says otherwise. */
export function comment(more: Partial<StoryComment> = {}): StoryComment {
  const { position = 'requests-changes', quote = 'Please free the buffer last.' } = more
  return {
    person: REX,
    mailKey: 'ask',
    saidMs: 3_600_000 + 600_000,
    position,
    severity: severityOf(position, quote),
    quote,
    text: quote,
    around: '',
    version: 1,
    tracks: [0],
    status: 'open',
    answered: false,
    agreed: false,
    onMessage: false,
    parent: null,
    above: null,
    repliedIn: [],
    changedIn: null,
    announcedIn: null,
    ...more,
  }
}

/** An item of the changelog of v2. */
export function item(text: string, more: Partial<StoryItem> = {}): StoryItem {
  return { version: 2, text, credited: [], remark: null, patches: [], dropped: [], mailKey: 'v2-0', ...more }
}

/** An interdiff in which these lines, `+new` or `-old`, are in one version only. */
export function changes(...lines: readonly string[]): PatchChanges {
  const sides: Readonly<Record<string, Side>> = { '+': 'new', '-': 'old', ' ': 'both' }
  const code = lines.map((line) => ({
    side: sides[line.slice(0, 1)] ?? 'both',
    kind: 'plus' as const,
    spans: [{ kind: 'same' as const, text: line.slice(1) }],
    line: null,
  }))
  const file = {
    path: 'a.c',
    oldPath: null,
    side: 'both' as const,
    items: [{ kind: 'lines' as const, heading: '', lines: code }],
  }
  return { title: { old: null, new: null }, message: [], files: [file], rangeDiff: [], cut: null }
}
