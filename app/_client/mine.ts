import { element } from './element'
import { isMine, type Me, meHref, readMe } from './me'
import { rememberFold } from './queuePage'
import { markRows } from './seenPage'
import { readSetting, writeSetting } from './settings'

/** For whoever reads in this browser: on the front page what is waiting on them, and on the page of a series what changed since their review. */
export function showMine(): void {
  const me = readMe(readSetting('me'))
  if (me === undefined) return
  linkMyReview(me)
  if (location.pathname === '/' && location.search === '') void listMine(me)
}

/** Puts the links of a series that are about this person below its head. */
function linkMyReview(me: Me): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('a[data-mine]')].filter(({ pathname }) =>
    isMine(me, decodeURIComponent(pathname.split('/').at(-1) ?? '')),
  )
  if (links.length === 0) return
  const line = element('p', { className: 'fresh-line' })
  line.append(element('strong', { textContent: `${me.name}: ` }))
  for (const [index, { href, dataset }] of links.entries())
    line.append(index === 0 ? '' : ' · ', element('a', { href, textContent: dataset.mine ?? '' }))
  document.querySelector('main header')?.after(line)
}

/** Series that the group shows; the page of the person has all. */
const MAX_ROWS = 10

/**
 * Puts a group with the series that are waiting on the person above the others, as their page has them. It gets the height that it had last time at once, so
 * that it moves nothing once its rows have come.
 */
async function listMine(me: Me): Promise<void> {
  const first = document.querySelector('.queue-group')
  // Whatever else may be stored under this name is nobody's address.
  if (first === null || !me.address.includes('@')) return
  const expected = Number(readSetting('mine')) || 0
  const table = element('table', { className: 'rows-table' })
  const group = openGroup(me, table)
  if (expected > 0) {
    const [head, body] = [element('thead', {}), element('tbody', {})]
    head.append(emptyRow())
    body.append(...Array.from({ length: Math.min(expected, MAX_ROWS) }, emptyRow))
    table.append(head, body)
    first.before(group)
    rememberFold(group)
  }
  const page = await fetchPage(meHref(me))
  if (page === undefined) return group.remove()
  const sinceOf = findSince(page)
  const rows = [...page.querySelectorAll<HTMLElement>('[data-duty] tr[data-series]')]
  writeSetting('mine', String(rows.length))
  if (rows.length === 0) {
    group.remove()
    return linkSince(sinceOf)
  }
  table.replaceChildren(page.querySelector('[data-duty] thead') ?? '', bodyOf(rows.slice(0, MAX_ROWS)))
  table
    .querySelector('thead .rows-title')
    ?.replaceChildren(element('a', { href: meHref(me), textContent: 'your page' }))
  group.querySelector('.queue-size')?.append(sizeWords(rows.length))
  if (!group.isConnected) {
    first.before(group)
    rememberFold(group)
  }
  markRows(group)
  linkSince(sinceOf)
}

/** The series that the person reviewed before, each with the address of what changed since. */
function findSince(page: Document): ReadonlyMap<string, string> {
  const links = [...page.querySelectorAll<HTMLAnchorElement>('a[data-since]')].map((link): [string, string] => [
    link.closest('tbody')?.querySelector<HTMLElement>('tr[data-series]')?.dataset.series ?? '',
    link.getAttribute('href') ?? '',
  ])
  return new Map(links)
}

/** Puts a link to what changed since their review into the rows of these series. */
function linkSince(sinceOf: ReadonlyMap<string, string>): void {
  for (const row of document.querySelectorAll<HTMLElement>('tr[data-series]')) {
    const href = sinceOf.get(row.dataset.series ?? '')
    const cell = row.querySelector('.rows-blocked')
    if (href === undefined || cell === null) continue
    const link = element('a', { href, textContent: 'since your review', title: 'What changed since your review' })
    const note = element('span', { className: 'rows-mine' })
    note.append(link, ' · ')
    cell.prepend(note)
  }
}

function sizeWords(size: number): string {
  return size > MAX_ROWS ? `the first ${MAX_ROWS} of ${size}` : String(size)
}

function openGroup({ name }: Me, table: HTMLElement): HTMLDetailsElement {
  const group = element('details', { className: 'queue-group', id: 'mine', open: true })
  group.dataset.fold = 'mine'
  const summary = element('summary', {})
  const heading = element('h2', { className: 'queue-name', textContent: `Waiting on ${name}` })
  summary.append(heading, ' ', element('span', { className: 'queue-size' }))
  group.append(summary, table)
  return group
}

/** The rows, each with what it is waiting for before its title. */
function bodyOf(rows: readonly HTMLElement[]): HTMLElement {
  const body = element('tbody', {})
  for (const row of rows) {
    const duty = row.closest<HTMLElement>('[data-duty]')?.dataset.duty ?? ''
    row.querySelector('.rows-title')?.prepend(element('span', { className: 'rows-duty', textContent: duty }), ' ')
    body.append(row)
  }
  return body
}

function emptyRow(): HTMLElement {
  const row = element('tr', {})
  row.append(element('th', { className: 'rows-title', textContent: '\u00a0' }))
  return row
}

/** A page of this site; undefined if it cannot be had. Nothing in it runs. */
async function fetchPage(href: string): Promise<Document | undefined> {
  try {
    const response = await fetch(href)
    return response.ok ? new DOMParser().parseFromString(await response.text(), 'text/html') : undefined
  } catch {
    return undefined
  }
}
