import { loadPatch } from '../../mail/storedPatch'
import type { Db } from '../../open'
import { getBlamePage } from '../compare/blame'
import type { BlamePageView } from '../views'

/** What the page of a series of one patch shows instead of the picture: the patch of the newest version as its mail has it. */
export interface SinglePatchView {
  /** The code, with the version that each line last changed in, and what was said about it. */
  readonly blame: BlamePageView
  /** The prose of the commit message, without title and trailers. */
  readonly message: string
  readonly trailers: readonly { readonly name: string; readonly value: string }[]
  /** What the author wrote between the `---` line and the diff, without the diffstat; '' for nothing. */
  readonly notes: string
}

/** The patch of a series by its number in the newest version that has patches; undefined when there is no such series or patch. */
export function getSinglePatch(db: Db, id: string, number: number): SinglePatchView | undefined {
  const blame = getBlamePage(db, id, undefined, number)
  if (blame === undefined) return undefined
  const { message, trailers, notes } = loadPatch(db, blame.messageId)
  return { blame, message, trailers: trailers.map(({ name, value }) => ({ name, value })), notes: notes.trim() }
}
