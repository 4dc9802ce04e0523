import { element } from './element'
import { chooseForgotten, type Fresh, freshWords, look, type Memory, readMemory, writeMemory } from './seen'

const PREFIX = 'reroll.seen.'
/** How many series are remembered: a few kilobytes each, far below the limits of browsers. */
const MAX_SERIES = 300

/**
 * Marks what is new since the last visit: on the page of a series its mails, versions, comments and tags; in lists the series with new
 * mail. Without storage, and on the first visit, the page stays as it is.
 */
export function markWhatIsNew(): void {
  const page = document.querySelector<HTMLElement>('[data-seen]')
  if (page !== null) markSeries(page)
  for (const row of document.querySelectorAll<HTMLElement>('[data-series]')) markRow(row)
}

function markSeries(page: HTMLElement): void {
  const { seen: id = '', mails = '', activity = '' } = page.dataset
  const known = recall(id)
  const { fresh, memory } = look(known, { mails: mails.split(' '), newest: activity }, Date.now())
  keep(id, memory)
  if (known === undefined || fresh.size === 0) return
  const marked = [...page.querySelectorAll<HTMLElement | SVGElement>('[data-m]')].filter((one) =>
    (one.dataset.m ?? '').split(' ').some((mark) => fresh.has(mark)),
  )
  for (const one of marked) mark(one)
  const of = (kind: string) => marked.filter((one) => one.dataset.kind === kind)
  announce(page, {
    mails: fresh.size,
    versions: of('version').map((one) => one.dataset.label ?? ''),
    comments: of('remark').length,
    tags: new Set(of('tag').map((one) => one.dataset.m)).size,
  })
}

function mark(one: HTMLElement | SVGElement): void {
  one.classList.add('fresh')
  if (one instanceof SVGElement) return
  const isSmall = one instanceof HTMLAnchorElement
  // Next to the name of a version or of a reviewer.
  const beside = isSmall ? one : (one.querySelector('h3, p') ?? one)
  beside.append(
    element('span', { className: isSmall ? 'visually-hidden' : 'fresh-mark', textContent: isSmall ? ', new' : 'new' }),
  )
}

function announce(page: HTMLElement, fresh: Fresh): void {
  const line = element('p', { className: 'fresh-line' })
  line.setAttribute('role', 'status')
  line.append(element('strong', { textContent: 'Since you last looked: ' }), freshWords(fresh))
  const first = page.querySelector('li.fresh') ?? page.querySelector('.fresh')
  if (first !== null) {
    first.id ||= 'first-new'
    line.append(' · ', element('a', { href: `#${first.id}`, textContent: 'jump to first new' }))
    first.closest('details')?.setAttribute('open', '')
  }
  page.querySelector('header')?.after(line)
}

function markRow(row: HTMLElement): void {
  const known = recall(row.dataset.series ?? '')
  if (known === undefined || (row.dataset.activity ?? '') <= known.newest) return
  const added = Number(row.dataset.mails) - known.now.size
  // Mail that was withdrawn since can outnumber what is new.
  const mark = element('span', { className: 'fresh-mark', textContent: added > 0 ? `+${added}` : 'new mail' })
  if (added > 0) {
    mark.append(
      element('span', { className: 'visually-hidden', textContent: added === 1 ? ' new mail' : ' new mails' }),
    )
  }
  row.querySelector('h2, h3')?.append(' ', mark)
}

function recall(id: string): Memory | undefined {
  try {
    return readMemory(localStorage.getItem(PREFIX + id))
  } catch {
    return undefined
  }
}

function keep(id: string, memory: Memory): void {
  try {
    localStorage.setItem(PREFIX + id, writeMemory(memory))
    const names = Object.keys(localStorage).filter((name) => name.startsWith(PREFIX))
    if (names.length <= MAX_SERIES) return
    const kept = names.map((name) => ({ name, atMs: Number.parseInt(localStorage.getItem(name) ?? '', 10) || 0 }))
    for (const name of chooseForgotten(kept, MAX_SERIES)) localStorage.removeItem(name)
  } catch {
    // Storage is missing or full: nothing is remembered.
  }
}
