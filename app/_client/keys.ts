import { openHelp } from './help'
import { moveItem } from './items'
import { followKey } from './links'
import { readSetting } from './settings'

/** Keys that do something on every page; links bring more by their `aria-keyshortcuts`, `rel` and place (links.ts). */
const KEYS: Readonly<Record<string, () => boolean>> = {
  '?': openHelp,
  '/': focusSearch,
  j: () => moveItem(1),
  k: () => moveItem(-1),
}

/**
 * Single-key shortcuts as readers of mail know them. They never act with Ctrl, Alt or Meta, while text is typed, or when
 * the reader has turned them off (WCAG 2.1.4); a key that finds nothing to do keeps what it means to the browser.
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

/** Escape gives the shortcuts back after typing. */
function leaveField(target: EventTarget | null): void {
  if (isField(target)) target.blur()
}

function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>('input[type=search]')
  field?.focus()
  field?.select()
  return field !== null
}
