import { element } from './element'
import { chooseForgotten, type Fresh, freshWords, look, type Memory, readMemory, writeMemory } from './seen'
import { readSetting, writeSetting } from './settings'
import { readVisit, visitList, writeVisit } from './visit'

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
  markRows(document)
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

/** Marks the rows of series with mail that came since they were last open; and, of series that were never open, those posted since the last visit to a list. */
export function markRows(scope: ParentNode): void {
  const rows = [...scope.querySelectorAll<HTMLElement>('[data-series]')]
  if (rows.length === 0) return
  // Of all mail here: the rows of a page may be the old ones.
  const newest = document.querySelector<HTMLElement>('main')?.dataset.newest ?? ''
  const { since, visit } = visitList(readVisit(readSetting('visit')), newest, Date.now())
  writeSetting('visit', writeVisit(visit))
  for (const row of rows) {
    const { series = '', activity = '', posted = '', mails } = row.dataset
    const known = recall(series)
    const last = known?.newest ?? since
    if (last === undefined || (known === undefined ? posted : activity) <= last) continue
    markRow(row, posted > last, known === undefined ? 0 : Number(mails) - known.now.size)
  }
}

/** A dot at the title, an arrow at a new version, and the number of new mails: the table has room for all of them. */
function markRow(row: HTMLElement, isNewVersion: boolean, added: number): void {
  row.classList.add('rows-fresh')
  row.querySelector<HTMLElement>('.rows-title')?.setAttribute('title', 'new since your last visit')
  if (isNewVersion) {
    const version = row.querySelector<HTMLElement>('.rows-version')
    version?.setAttribute('title', 'a new version since your last visit')
    version?.classList.add('rows-newer')
    version?.append(element('span', { className: 'visually-hidden', textContent: ' is new' }))
  }
  // Mail that was withdrawn since can outnumber what is new.
  const mark = element('span', { className: added > 0 ? 'rows-added' : 'visually-hidden' })
  if (added > 0) mark.title = 'mails since you last opened it'
  mark.textContent = added > 0 ? `+${added}` : ' new'
  if (added > 0) mark.append(element('span', { className: 'visually-hidden', textContent: ' new' }))
  row.querySelector('.rows-mails')?.append(mark)
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
