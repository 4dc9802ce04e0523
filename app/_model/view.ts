/** How a comparison is shown: what matters, as git range-diff prints it, or every line of the patch. */
export type CompareView = 'interdiff' | 'range-diff' | 'full'

/** The views with what they are called, in their order; the key follows the link. */
export const COMPARE_VIEWS: readonly { readonly view: CompareView; readonly words: string; readonly key: string }[] = [
  { view: 'interdiff', words: 'what changed', key: 'i' },
  { view: 'range-diff', words: 'range-diff', key: 'd' },
  { view: 'full', words: 'whole patch', key: 'f' },
]

/** Reads `?view=`; anything unknown is the interdiff. */
export function readView(text: string): CompareView {
  return text === 'range-diff' || text === 'full' ? text : 'interdiff'
}

/** The query of an address for a view: '' for the first one. */
export function viewQuery(view: CompareView): string {
  return view === 'interdiff' ? '' : `?view=${view}`
}
