import type { MessageId } from '../../../lib/mail/types'
import type { SourceContext } from '../context'
import { type Source, SourceError, type SourceItem } from '../source'
import { type Collected, collectSeries } from './collect'
import { openLoreArchive } from './lookup'

/** A mail named by its Message-ID: its thread, the other versions of its series and their missing patches. `base` as SourceContext.lore. */
export function openLoreThread(context: SourceContext, name: string, id: MessageId, base = context.lore): Source {
  return openCollection(name, new URL(base).host, async () => {
    const archive = openLoreArchive(context.http, base)
    const collected = await collectSeries(archive, [id])
    if (collected.mails.length === 0) {
      throw new SourceError(`${name}: ${base} does not have the mail <${id}>; --lore URL names another archive`)
    }
    return collected
  })
}

/** Mails that are fetched before they are read. */
export function openCollection(name: string, host: string, fetch: () => Promise<Collected>): Source {
  let collected: Collected | undefined
  let read = 0
  return {
    name,
    kind: 'thread in an archive',
    host,
    bytes: null,
    bytesRead: () => read,
    async prepare() {
      collected ??= await fetch()
    },
    async *items(): AsyncGenerator<SourceItem> {
      collected ??= await fetch()
      for (const [position, raw] of collected.mails.entries()) {
        read += raw.length
        yield { kind: 'mail', raw, position, archivedMs: null }
      }
      if (collected.cut) {
        yield { kind: 'rejected', position: read, reason: 'there is more; the search ended at its bound on requests' }
      }
    },
  }
}
