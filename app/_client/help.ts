import { element } from './element'
import { listKeyLinks } from './links'
import { readSetting, writeSetting } from './settings'

const COMMON: readonly (readonly [key: string, text: string])[] = [
  ['j', 'next item: row, file, comment or mail'],
  ['k', 'previous item'],
  ['Enter', 'open the item'],
  ['n', 'next patch or page'],
  ['p', 'previous patch or page'],
  ['u', 'up: series or list'],
  ['/', 'search'],
  ['?', 'this help'],
  ['Esc', 'close, or leave a field'],
]

/** Shows the shortcuts in a dialog, with a checkbox that turns them off. Always returns true. */
export function openHelp(): boolean {
  const dialog = element('dialog', { className: 'keys' })
  dialog.setAttribute('aria-labelledby', 'keys-title')
  const heading = element('h2', { id: 'keys-title', textContent: 'Keyboard' })
  const here = listKeyLinks()
  const close = element('button', { type: 'button', textContent: 'Close' })
  close.addEventListener('click', () => dialog.close())
  dialog.append(heading, list(COMMON))
  if (here.length > 0) dialog.append(element('h3', { textContent: 'On this page' }), list(here))
  dialog.append(switchLabel(), close)
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

function list(keys: readonly (readonly [string, string])[]): HTMLElement {
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
