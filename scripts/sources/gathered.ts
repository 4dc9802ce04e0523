import type { Source, SourceItem } from './source'

/** A source that is read completely before the import begins, because reading it contacts the network. */
export function openGathered(
  name: string,
  kind: string,
  host: string | undefined,
  read: (cursor: string | null) => AsyncIterable<SourceItem>,
): Source {
  let items: SourceItem[] | undefined
  let bytes = 0
  return {
    name,
    kind,
    ...(host === undefined ? {} : { host }),
    bytes: null,
    bytesRead: () => bytes,
    async prepare(cursor) {
      items = await gather(read(cursor))
    },
    async *items(cursor): AsyncGenerator<SourceItem> {
      for (const item of items ?? (await gather(read(cursor)))) {
        if (item.kind === 'mail') bytes += item.raw.length
        yield item
      }
      items = undefined
    },
  }
}

/** Collects all items. Throws what reading throws. */
export async function gather(items: AsyncIterable<SourceItem>): Promise<SourceItem[]> {
  const all: SourceItem[] = []
  for await (const item of items) all.push(item)
  return all
}
