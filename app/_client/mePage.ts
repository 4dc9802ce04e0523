import { element } from './element'
import { type Me, meHref, readMe, writeMe } from './me'
import { readSetting, writeSetting } from './settings'

/** Links the masthead to the page of whoever reads here, and puts a button on the page of a person by which the browser remembers or forgets them. */
export function rememberMe(): void {
  showMe()
  const heading = document.querySelector<HTMLElement>('[data-me]')
  if (heading === null) return
  const { me: address = '', meName: name = '', meOthers = '' } = heading.dataset
  const others = meOthers.split(' ').filter((one) => one !== '')
  const button = element('button', { type: 'button', className: 'person-me' })
  const show = (): void => {
    const known = readMe(readSetting('me'))?.address === address
    button.textContent = known ? 'Forget' : 'This is me'
    button.title = known ? 'This browser remembers that this is you' : 'Makes this browser remember that this is you'
  }
  button.addEventListener('click', () => {
    const known = readMe(readSetting('me'))?.address === address
    writeSetting('me', known ? null : writeMe({ address, name, others }))
    show()
    showMe()
  })
  show()
  heading.after(button)
}

/** Writes the name into the link of the masthead, or what it says to somebody who is not known. */
function showMe(): void {
  const link = document.querySelector<HTMLAnchorElement>('.shell-me')
  if (link === null) return
  const me: Me | undefined = readMe(readSetting('me'))
  link.href = me === undefined ? '/people' : meHref(me)
  link.textContent = me === undefined ? 'I am …' : me.name
  link.title = me === undefined ? '' : `What is waiting on ${me.name}`
}
