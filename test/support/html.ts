import { type DefaultTreeAdapterMap, parse } from 'parse5'

type Node = DefaultTreeAdapterMap['node']

/** An element as a browser parses it; the names of attributes are lower case. */
export interface ReadElement {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
}

export interface ReadHtml {
  readonly elements: readonly ReadElement[]
  /** All text, including titles and attributes that are read aloud, but not the values of form fields. */
  readonly text: string
  readonly comments: number
}

/** Parses a page by the HTML standard. The tree is walked without recursion. */
export function readHtml(html: string): ReadHtml {
  const elements: ReadElement[] = []
  const text: string[] = []
  let comments = 0
  const open: Node[] = [parse(html)]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.nodeName === '#comment') comments++
    if ('value' in node) text.push(node.value)
    if ('tagName' in node) {
      const attributes = new Map(node.attrs.map(({ name, value }) => [name.toLowerCase(), value]))
      elements.push({ name: node.tagName, attributes })
      for (const name of ['title', 'aria-label', 'content']) text.push(attributes.get(name) ?? '')
    }
    if ('childNodes' in node) open.push(...node.childNodes)
    if (node.nodeName === 'template' && 'content' in node) open.push(node.content)
  }
  return { elements, text: text.join(' '), comments }
}
