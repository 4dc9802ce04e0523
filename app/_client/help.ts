import { element } from './element'
import { listKeyLinks } from './links'
import { listItemKinds } from './pageItems'
import { readSetting, writeSetting } from './settings'

/** Keys that work on every page, after those of the page. */
const COMMON: readonly Key[] = [
  ['/', 'search'],
  ['?', 'this help'],
  ['Esc', 'close, or leave a field'],
]

type Key = readonly [key: string, text: string]

/** The keys that do something on this page. */
function listKeys(): readonly Key[] {
  const kinds = listItemKinds()
  const what = kinds.length > 1 ? `${kinds.slice(0, -1).join(', ')} or ${kinds.at(-1)}` : (kinds[0] ?? '')
  const moves: readonly Key[] = [
    ['j', `next ${what}`],
    ['k', `previous ${what}`],
    ['Enter', 'open it'],
  ]
  return [...(kinds.length === 0 ? [] : moves), ...listKeyLinks(), ...COMMON]
}

/** Shows the shortcuts in a dialog, with a checkbox that turns them off. Always returns true. */
export function openHelp(): boolean {
  const dialog = element('dialog', { className: 'keys' })
  dialog.setAttribute('aria-labelledby', 'keys-title')
  const heading = element('h2', { id: 'keys-title', textContent: 'Keys of this page' })
  const close = element('button', { type: 'button', textContent: 'Close' })
  close.addEventListener('click', () => dialog.close())
  dialog.append(heading, list(listKeys()), switchLabel(), close)
  dialog.addEventListener('close', () => dialog.remove())
  document.body.append(dialog)
  dialog.showModal()
  close.focus()
  return true
}

/** Adds a button to the footer that opens the help without the keyboard, also when the shortcuts are turned off. */
export function offerHelp(): void {
  const button = element('button', { type: 'button', className: 'keys-button', textContent: 'Keyboard shortcuts' })
  button.addEventListener('click', openHelp)
  document.querySelector('footer p')?.append(' ', button)
}

function list(keys: readonly Key[]): HTMLElement {
  const terms = element('dl', {})
  for (const [key, text] of keys) {
    const term = element('dt', {})
    term.append(element('kbd', { textContent: key }))
    terms.append(term, element('dd', { textContent: text }))
  }
  return terms
}

function switchLabel(): HTMLElement {
  const box = element('input', { type: 'checkbox', checked: readSetting('keys') !== 'off' })
  box.addEventListener('change', () => writeSetting('keys', box.checked ? null : 'off'))
  const label = element('label', {})
  label.append(box, ' enable single-key shortcuts')
  return label
}
