import { openHelp } from './help'
import { followKey } from './links'
import { moveItem } from './pageItems'
import { readSetting } from './settings'

/** Keys that work on every page. Links add more by `aria-keyshortcuts` and `rel`, see links.ts. */
const KEYS: Readonly<Record<string, () => boolean>> = {
  '?': openHelp,
  '/': focusSearch,
  j: () => moveItem(1),
  k: () => moveItem(-1),
}

/**
 * Single-key shortcuts like those of mail readers. They do nothing with Ctrl, Alt or Meta, in text fields, or when turned off
 * (WCAG 2.1.4). A key without effect keeps its meaning in the browser.
 */
export function listenForKeys(): void {
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') leaveField(event.target)
    if (!isShortcut(event)) return
    if ((KEYS[event.key] ?? (() => followKey(event.key)))()) event.preventDefault()
  })
}

function isShortcut(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return false
  if (event.key.length !== 1 || isField(event.target) || document.querySelector('dialog[open]') !== null) return false
  return readSetting('keys') !== 'off'
}

function isField(target: EventTarget | null): target is HTMLElement {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input:not([type=checkbox], [type=radio]), textarea, select'))
  )
}

/** Escape leaves a text field, so that shortcuts work again. */
function leaveField(target: EventTarget | null): void {
  if (isField(target)) target.blur()
}

function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>('input[type=search]')
  field?.focus()
  field?.select()
  return field !== null
}
