/** How a patch is shown: only what changed, as git range-diff prints it, with every line, with all comments, or against its commit. */
export type ShownView = 'interdiff' | 'range-diff' | 'full' | 'comments' | 'applied'

/** The views of a whole step. */
export type CompareView = 'interdiff' | 'range-diff' | 'full'

export interface ViewChoice {
  readonly view: ShownView
  readonly words: string
  /** The key that opens it. */
  readonly key: string
}

/** The views in their order. */
export const PATCH_VIEWS: readonly ViewChoice[] = [
  { view: 'interdiff', words: 'interdiff', key: 'i' },
  { view: 'range-diff', words: 'range-diff', key: 'd' },
  { view: 'full', words: 'full', key: 'f' },
  { view: 'comments', words: 'comments', key: 'c' },
  { view: 'applied', words: 'applied', key: 'm' },
]

/** What the address of a page says about how it is shown. */
export interface ViewState {
  readonly view: ShownView
  /** Whether old and new text are side by side. */
  readonly columns: boolean
}

/** Reads `?view=` of a patch. Anything unknown gives the interdiff. */
export function readView(text: string | undefined): ShownView {
  return PATCH_VIEWS.find(({ view }) => view === text)?.view ?? 'interdiff'
}

/** Reads `?view=` of a step, which has only some of the views. Anything else gives the interdiff. */
export function readStepView(text: string | undefined): CompareView {
  return text === 'range-diff' || text === 'full' ? text : 'interdiff'
}

/** Reads `?columns=`: two, or one for anything else. */
export function readColumns(text: string | undefined): boolean {
  return text === '2'
}

/** The query string for a view; '' for the interdiff in one column, which is the default. */
export function viewQuery(view: ShownView, columns = false): string {
  const parts = [...(view === 'interdiff' ? [] : [`view=${view}`]), ...(columns ? ['columns=2'] : [])]
  return parts.length === 0 ? '' : `?${parts.join('&')}`
}
