import type { MessageId } from '../../../lib/mail/types'
import type { SourceContext } from '../context'
import { type Source, SourceError, type SourceItem } from '../source'
import { type Collected, collectSeries } from './collect'
import { openLoreArchive } from './lookup'

/** Opens the series of a mail by Message-ID: its thread, the other versions and their missing patches. `base` is like SourceContext.lore. */
export function openLoreThread(context: SourceContext, name: string, id: MessageId, base = context.lore): Source {
  return openCollection(name, new URL(base).host, async () => {
    const archive = openLoreArchive(context.http, base)
    const collected = await collectSeries(archive, [id])
    if (collected.mails.length === 0) {
      throw new SourceError(
        `${name}: the mail <${id}> is not in ${base}; try another archive with --lore URL`,
        'unknown-mail',
      )
    }
    return collected
  })
}

/** A source whose mails are collected from an archive before the import begins. */
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
        yield { kind: 'mail', raw, position, archivedMs: null, server: collected.server }
      }
      if (collected.cut) {
        yield { kind: 'rejected', position: read, reason: 'incomplete: the search stopped at its limit on requests' }
      }
    },
  }
}
