import { readSetting, writeSetting } from './settings'

/**
 * Remembers whether old and new text are shown side by side. The links of the page do that by themselves; this opens the next page in the same
 * way, if it offers two columns and the window has room for them.
 */
export function rememberColumns(): void {
  const link = document.querySelector<HTMLAnchorElement>('a[data-columns]')
  if (link === null) return
  const offered = link.dataset.columns
  link.addEventListener('click', () => writeSetting('columns', offered === '2' ? '2' : null))
  if (offered === '2' && readSetting('columns') === '2' && link.checkVisibility()) {
    location.replace(link.href + location.hash)
  }
}
