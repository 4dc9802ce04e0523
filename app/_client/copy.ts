import { element } from './element'

/** The address that commands have on a server that was not told its own. */
const LOCAL_URL = /http:\/\/localhost:\d+/

/** Puts the address of this site into commands, and a button beside each that copies it. Without a script, a click selects all of a command. */
export function offerCopy(): void {
  for (const command of document.querySelectorAll<HTMLElement>('[data-copy]')) {
    command.textContent = command.textContent?.replace(LOCAL_URL, location.origin) ?? ''
    if (navigator.clipboard === undefined) continue
    const button = element('button', { type: 'button', className: 'takeaway-copy', textContent: 'copy' })
    button.setAttribute('aria-label', `copy: ${command.textContent}`)
    button.addEventListener('click', () => copy(command.textContent ?? '', button))
    command.after(button)
  }
}

/** Says in the button whether it worked: the browser may not allow it. */
async function copy(text: string, button: HTMLElement): Promise<void> {
  const done = await navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  )
  button.textContent = done ? 'copied' : 'not allowed'
  setTimeout(() => {
    button.textContent = 'copy'
  }, 2_000)
}
