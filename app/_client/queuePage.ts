import { readSetting, writeSetting } from './settings'

/** Keeps which groups of the queue are folded. */
export function rememberFolds(): void {
  for (const group of document.querySelectorAll<HTMLDetailsElement>('details[data-fold]')) rememberFold(group)
}

/** Keeps whether a group is folded. One that was never touched stays as it is. */
export function rememberFold(group: HTMLDetailsElement): void {
  const { fold: name = '' } = group.dataset
  const open = readFolds().get(name)
  if (open !== undefined) group.open = open
  group.addEventListener('toggle', () => {
    if (group.open !== readFolds().get(name)) keepFold(name, group.open)
  })
}

/** Groups and whether they are open, as in `ready=1 done=0`. */
function readFolds(): Map<string, boolean> {
  const pairs = (readSetting('folds') ?? '').split(' ').map((pair) => pair.split('='))
  return new Map(pairs.map(([name = '', open]) => [name, open === '1']))
}

function keepFold(name: string, open: boolean): void {
  const folds = readFolds().set(name, open)
  folds.delete('')
  writeSetting('folds', [...folds].map(([one, isOpen]) => `${one}=${isOpen ? 1 : 0}`).join(' '))
}

const FILTERS = 'reroll.queue'

/** Keeps the filters of the queue while the tab is open: links of other pages back to the queue get those that it had last. The name of the site leads to all of it. */
export function keepFilters(): void {
  try {
    if (location.pathname === '/') {
      sessionStorage.setItem(FILTERS, location.search)
      return
    }
    const filters = sessionStorage.getItem(FILTERS) ?? ''
    if (filters === '') return
    for (const link of document.querySelectorAll<HTMLAnchorElement>('nav a[href="/"]')) link.href = `/${filters}`
  } catch {
    // No storage: the links lead to the whole queue.
  }
}
