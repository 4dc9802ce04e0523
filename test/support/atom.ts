import { SaxesParser } from 'saxes'

interface ReadEntry {
  readonly id: string
  readonly title: string
  readonly updated: string
  readonly author: string
  readonly summary: string
  readonly href: string
}

export interface ReadFeed extends Omit<ReadEntry, 'summary' | 'author'> {
  readonly self: string
  readonly entries: readonly ReadEntry[]
}

const ATOM = 'http://www.w3.org/2005/Atom'

/**
 * Parses an Atom document with a strict XML parser and checks it against RFC 4287: every feed and entry has one id, title and
 * update, an author and a link; there are no foreign elements; ids are URNs and unique. Throws if it is not well-formed.
 */
export function readAtom(xml: string): ReadFeed {
  const open: string[] = []
  const feed: Record<string, string> = {}
  const entries: Record<string, string>[] = []
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', (error) => {
    throw error
  })
  const current = (): Record<string, string> => (open.includes('entry') ? (entries[entries.length - 1] ?? {}) : feed)
  parser.on('opentag', ({ local, uri, attributes }) => {
    if (uri !== ATOM) throw new Error(`<${local}> is of ${uri}`)
    if (local === 'entry') entries.push({})
    open.push(local)
    if (local === 'link') current()[`link ${attributes.rel?.value}`] = attributes.href?.value ?? ''
    else if (['id', 'title', 'updated', 'summary', 'name'].includes(local)) {
      if (current()[local] !== undefined) throw new Error(`<${local}> twice`)
      current()[local] = ''
    } else if (!['feed', 'entry', 'author'].includes(local)) throw new Error(`<${local}> is not expected`)
  })
  parser.on('text', (text) => {
    const name = open[open.length - 1] ?? ''
    const known = current()[name]
    if (known !== undefined) current()[name] = known + text
    else if (text.trim() !== '') throw new Error(`text in <${name}>: ${text}`)
  })
  parser.on('closetag', () => {
    open.pop()
  })
  parser.write(xml).close()
  const ids = [feed.id, ...entries.map(({ id }) => id)]
  if (new Set(ids).size !== ids.length) throw new Error('an id comes twice')
  return { ...toEntry(feed), self: feed['link self'] ?? '', entries: entries.map(toEntry) }
}

function toEntry(read: Readonly<Record<string, string>>): ReadEntry {
  const { id = '', title = '', updated = '', name = '', summary = '' } = read
  const href = read['link alternate'] ?? ''
  if (!/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))
    throw new Error(`id ${id}`)
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(updated)) throw new Error(`updated ${updated}`)
  if (title === '' || name === '' || href === '') throw new Error(`incomplete: ${JSON.stringify(read)}`)
  return { id, title, updated, author: name, summary, href }
}
