import { escapeHtml } from './escape'

/** Props whose attribute has another name; all others are written as they are. */
const NAMES = new Map([
  ['className', 'class'],
  ['defaultValue', 'value'],
  ['fillRule', 'fill-rule'],
  ['htmlFor', 'for'],
  ['strokeWidth', 'stroke-width'],
  ['tabIndex', 'tabindex'],
])

/** Attributes that are there or not. */
const FLAGS: ReadonlySet<string> = new Set([
  'checked',
  'disabled',
  'hidden',
  'open',
  'readOnly',
  'required',
  'reversed',
])

/** Attributes that hold an address. */
export const ADDRESSES: ReadonlySet<string> = new Set(['href', 'src', 'action'])

/** Attributes that are written behind all others of their element. */
const LATE: ReadonlyMap<string, readonly string[]> = new Map([
  ['form', ['action', 'method']],
  ['input', ['name', 'value', 'defaultValue']],
  ['button', ['name']],
])

const NAME = /^[A-Za-z][A-Za-z0-9-]*$/

/**
 * The attributes of an element as they stand in its tag, each behind a space, or ''. Throws on what a page may not have: a
 * handler, an inline style, raw HTML, a name that is none, an address that runs a script, a value that is no text, number or truth.
 */
export function writeAttributes(tag: string, props: Readonly<Record<string, unknown>>): string {
  const late = LATE.get(tag)
  let written = ''
  let behind: Map<string, string> | undefined
  for (const name in props) {
    const value = props[name]
    if (name === 'children' || value === undefined || value === null) continue
    const attribute = writeAttribute(name, value)
    if (late?.includes(name) !== true) written += attribute
    else {
      behind ??= new Map()
      behind.set(name, attribute)
    }
  }
  if (late === undefined || behind === undefined) return written
  return written + late.map((name) => behind.get(name) ?? '').join('')
}

function writeAttribute(name: string, value: unknown): string {
  const known = NAMES.get(name) ?? learnName(name)
  switch (typeof value) {
    case 'string':
      return ` ${known}="${ADDRESSES.has(name) ? writeAddress(value) : escapeHtml(value)}"`
    case 'number':
      return ` ${known}="${value}"`
    case 'boolean':
      return writeTruth(name, known, value)
    default:
      throw new TypeError(`The attribute ${name} of a page must be text, a number or a truth value`)
  }
}

function writeTruth(name: string, known: string, value: boolean): string {
  if (FLAGS.has(name)) return value ? ` ${known}=""` : ''
  if (name === 'spellCheck' || name.startsWith('aria-') || name.startsWith('data-')) return ` ${known}="${value}"`
  throw new TypeError(`The attribute ${name} of a page is neither true nor false`)
}

/** Names are those that the components use: a few dozen, each looked at once. */
function learnName(name: string): string {
  checkName(name)
  NAMES.set(name, name)
  return name
}

/** Throws on the name of an attribute that a page may not have: a handler, an inline style, raw HTML, what is no name. */
export function checkName(name: string): void {
  if (!NAME.test(name) || /^on/i.test(name) || name === 'style' || name === 'dangerouslySetInnerHTML') {
    throw new TypeError(`A page may not have the attribute ${name}`)
  }
}

/** An address of this site begins with one of these. */
export const OWN_ADDRESS = /^[/#?]/

/** An address as the value of an attribute. Throws on one that runs a script. */
export function writeAddress(address: string): string {
  if (!OWN_ADDRESS.test(address)) refuseScript(address)
  return escapeHtml(address)
}

/** How browsers read an address: spaces and control characters before it and line breaks inside it do not count. */
function refuseScript(address: string): void {
  // Any number of blanks may come first; what is left of the word is short.
  const bare = address
    .replace(/^[\0-\x20]+/, '')
    .slice(0, 200)
    .replace(/[\0-\x20]/g, '')
  if (/^javascript:/i.test(bare)) throw new TypeError('An address of a page may not run a script')
}
