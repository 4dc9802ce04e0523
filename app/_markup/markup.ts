import { Fragment, isValidElement, type ReactNode } from 'react'
import { writeAttributes } from './attributes'
import { fromBytes } from './bytes'
import { REFUSED } from './elements'
import { escapeHtml } from './escape'
import { Finished } from './finished'

/** Elements without an end tag. */
const VOID: ReadonlySet<string> = new Set(['br', 'col', 'hr', 'img', 'input', 'wbr'])

/** Taken out of React once: the bundler looks an import up at each use. */
const [FRAGMENT, isElement] = [Fragment, isValidElement]

type Component = (props: unknown) => ReactNode
type Props = Readonly<Record<string, unknown>>

interface Place {
  /** What the select around it has chosen. */
  readonly chosen: unknown
  /** Inside a drawing a `title` is a label; elsewhere it belongs to the head of the page. */
  readonly drawing: boolean
}

const TOP: Place = { chosen: undefined, drawing: false }

/**
 * The HTML of elements and components, as renderToStaticMarkup of react-dom/server gives it, in a fraction of the time: for
 * components that only draw, without state, context or waiting. Throws on any other, and on elements that a page may not have.
 * Where React drops text that stands in several parts (the title of a drawing, a line break that begins a `pre`), it is kept.
 */
export function renderMarkup(node: ReactNode): string {
  return fromBytes(write(node, TOP))
}

/** The same as a string of bytes (bytes.ts). */
export function renderBytes(node: ReactNode): string {
  return write(node, TOP)
}

function write(node: unknown, place: Place): string {
  switch (typeof node) {
    case 'string':
      return escapeHtml(node)
    case 'number':
    case 'bigint':
      return String(node)
    case 'boolean':
    case 'undefined':
      return ''
    default:
      if (node === null) return ''
      if (node instanceof Finished) return node.html
      if (Array.isArray(node)) return writeAll(node, place)
      if (isElement(node) && isProps(node.props)) return writeElement(node.type, node.props, place)
      throw new TypeError('A page can only draw text, numbers, elements and lists of them')
  }
}

function writeAll(nodes: readonly unknown[], place: Place): string {
  let html = ''
  for (const node of nodes) html += write(node, place)
  return html
}

function writeElement(type: unknown, props: Props, place: Place): string {
  if (typeof type === 'string') return writeTag(type, props, place)
  if (type === FRAGMENT) return write(props.children, place)
  if (isComponent(type)) return write(type(props), place)
  throw new TypeError('A page can only draw elements, fragments and plain components')
}

function writeTag(tag: string, props: Props, place: Place): string {
  if (REFUSED.has(tag) || (tag === 'title' && !place.drawing)) {
    throw new TypeError(`A page may not have the element ${tag} in its content`)
  }
  const { children } = props
  if (VOID.has(tag)) return `<${tag}${writeAttributes(tag, props)}/>`
  if (tag === 'select') return writeSelect(props, place)
  const chosen = tag === 'option' && place.chosen !== undefined && props.value === place.chosen ? ' selected=""' : ''
  const inside = write(children, tag === 'svg' && !place.drawing ? { ...place, drawing: true } : place)
  // A browser drops the first line break of a `pre`.
  const line = tag === 'pre' && inside.startsWith('\n') ? '\n' : ''
  return `<${tag}${writeAttributes(tag, props)}${chosen}>${line}${inside}</${tag}>`
}

function writeSelect({ defaultValue, ...props }: Props, place: Place): string {
  return `<select${writeAttributes('select', props)}>${write(props.children, { ...place, chosen: defaultValue })}</select>`
}

function isComponent(type: unknown): type is Component {
  return typeof type === 'function'
}

function isProps(props: unknown): props is Props {
  return typeof props === 'object' && props !== null
}
