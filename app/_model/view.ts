/** How a comparison is shown: only what matters, as git range-diff prints it, or with every line of the patch. */
export type CompareView = 'interdiff' | 'range-diff' | 'full'

/** The views in their order, each with its name and the key that opens it. */
export const COMPARE_VIEWS: readonly { readonly view: CompareView; readonly words: string; readonly key: string }[] = [
  { view: 'interdiff', words: 'interdiff', key: 'i' },
  { view: 'range-diff', words: 'range-diff', key: 'd' },
  { view: 'full', words: 'full patch', key: 'f' },
]

/** Reads `?view=`. Anything unknown gives the interdiff. */
export function readView(text: string | undefined): CompareView {
  return text === 'range-diff' || text === 'full' ? text : 'interdiff'
}

/** The query string for a view; '' for the interdiff, which is the default. */
export function viewQuery(view: CompareView): string {
  return view === 'interdiff' ? '' : `?view=${view}`
}
