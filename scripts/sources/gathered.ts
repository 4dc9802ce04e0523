import { type Source, SourceError, type SourceItem } from './source'

/**
 * A source that is read completely before the import begins, because reading it contacts the network. If reading fails after a cursor, as
 * when the time is up, what came before that cursor is imported before the failure is reported.
 */
export function openGathered(
  name: string,
  kind: string,
  host: string | undefined,
  read: (cursor: string | null) => AsyncIterable<SourceItem>,
): Source {
  let gathered: Gathered | undefined
  let bytes = 0
  return {
    name,
    kind,
    ...(host === undefined ? {} : { host }),
    bytes: null,
    bytesRead: () => bytes,
    async prepare(cursor) {
      gathered = await gatherParts(read(cursor))
    },
    async *items(cursor): AsyncGenerator<SourceItem> {
      const { items, failure } = gathered ?? (await gatherParts(read(cursor)))
      gathered = undefined
      for (const item of items) {
        if (item.kind === 'mail') bytes += item.raw.length
        yield item
      }
      if (failure !== undefined) throw failure
    },
  }
}

interface Gathered {
  readonly items: readonly SourceItem[]
  readonly failure?: SourceError
}

/** Collects items up to the end, or up to the last cursor before a SourceError. Throws it if there was no cursor. */
async function gatherParts(read: AsyncIterable<SourceItem>): Promise<Gathered> {
  const items: SourceItem[] = []
  let complete = 0
  try {
    for await (const item of read) {
      items.push(item)
      if (item.kind === 'cursor') complete = items.length
    }
    return { items }
  } catch (error) {
    if (complete === 0 || !(error instanceof SourceError)) throw error
    return { items: items.slice(0, complete), failure: error }
  }
}

/** Collects all items. Throws what reading throws. */
export async function gather(items: AsyncIterable<SourceItem>): Promise<SourceItem[]> {
  const all: SourceItem[] = []
  for await (const item of items) all.push(item)
  return all
}
