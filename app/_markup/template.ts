import { ADDRESSES, checkName, OWN_ADDRESS } from './attributes'
import { REFUSED } from './elements'

/** What is put into a place of a template: content of an element, text of an attribute, or the beginning of an address. */
export type Place = 'content' | 'text' | 'address'

/** Where a part of a template ends. `value` is what the attribute has so far; undefined behind a place. */
type State =
  | { readonly kind: 'content' }
  | { readonly kind: 'tag' }
  | { readonly kind: 'value'; readonly name: string; readonly value: string | undefined }

const CONTENT: State = { kind: 'content' }
const TAG: State = { kind: 'tag' }

const START = /<\/?([a-z][a-z0-9]*)/y
const ATTRIBUTE = /\s+([A-Za-z-]+)(?:="([^"]*)("?))?/y
const END = /\s*\/?>/y

/**
 * What may stand in each place between the parts of a template, in their order. Throws where no escaping makes a text harmless (in a
 * tag, in a value without quotes), on an element or attribute that a page may not have, and on a template that ends inside of a tag.
 */
export function findPlaces(parts: readonly string[]): Place[] {
  const places: Place[] = []
  let state = CONTENT
  for (const [index, part] of parts.entries()) {
    state = readPart(part, state)
    if (index < parts.length - 1) {
      places.push(placeIn(state, part, parts[index + 1] ?? ''))
      if (state.kind === 'value') state = { ...state, value: undefined }
    }
  }
  if (state.kind !== 'content') throw new TypeError(`A template of a page ends inside of a tag: ${parts.at(-1)}`)
  return places
}

function placeIn(state: State, part: string, next: string): Place {
  switch (state.kind) {
    case 'content':
      return 'content'
    case 'tag':
      throw new TypeError(`A template of a page has a place inside of a tag: ${part}`)
    case 'value':
      if (!ADDRESSES.has(state.name) || state.value === undefined || OWN_ADDRESS.test(state.value)) return 'text'
      // What follows must not be able to go on with the word in front of a colon.
      if (state.value === '' && /^["/?#]/.test(next)) return 'address'
      throw new TypeError(`A template of a page makes an address of pieces: ${part}`)
  }
}

function readPart(part: string, before: State): State {
  let [state, at] = [before, 0]
  if (state.kind === 'value') {
    const end = part.indexOf('"')
    if (end === -1) return { ...state, value: state.value === undefined ? undefined : state.value + part }
    ;[state, at] = [TAG, end + 1]
  }
  while (at < part.length) {
    if (state.kind === 'content') {
      const open = part.indexOf('<', at)
      if (open === -1) return CONTENT
      const [start, name = ''] = match(START, part, open) ?? []
      if (start === undefined || REFUSED.has(name)) throw new TypeError(`A page may not have this: ${part.slice(open)}`)
      ;[state, at] = [TAG, open + start.length]
      continue
    }
    const end = match(END, part, at)
    if (end !== undefined) {
      ;[state, at] = [CONTENT, at + end[0].length]
      continue
    }
    const [attribute, name = '', value, quote] = match(ATTRIBUTE, part, at) ?? []
    if (attribute === undefined) throw new TypeError(`A page may not have this in a tag: ${part.slice(at)}`)
    checkName(name)
    at += attribute.length
    if (value !== undefined && quote === '') return { kind: 'value', name, value }
  }
  return state
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at
  return pattern.exec(text) ?? undefined
}
