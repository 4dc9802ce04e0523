import { parseHeaderBlock } from '../../lib/mail/header'
import { MAX_MESSAGE_BYTES, oversizeReason } from '../../lib/mail/mboxSplitter'
import { readMbox, unpackChunks } from './mboxStream'
import type { Source, SourceItem } from './source'

const HEAD_BYTES = 4_096

/** Opens standard input: an mbox, plain or gzipped, or a single mail, as a mail reader pipes it. */
export function openStdin(stdin: AsyncIterable<Buffer>): Source {
  let read = 0
  const name = 'standard input'
  return {
    name,
    kind: 'standard input',
    bytes: null,
    bytesRead: () => read,
    async *items(): AsyncGenerator<SourceItem> {
      const chunks = unpackChunks(name, count(stdin))
      const first: Buffer[] = []
      for (let bytes = 0; bytes < HEAD_BYTES; ) {
        const next = await chunks.next()
        if (next.done === true) break
        first.push(next.value)
        bytes += next.value.length
      }
      const head = Buffer.concat(first)
      if (isSingleMail(head)) yield readSingle(await collect(head, chunks))
      else yield* readMbox(name, again(head, chunks))
    },
  }
  async function* count(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      read += chunk.length
      yield chunk
    }
  }
}

async function* again(head: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  if (head.length > 0) yield head
  yield* rest
}

/** Whether bytes start with a mail header; an mbox starts with a `From ` line instead. */
export function isSingleMail(head: Buffer): boolean {
  if (!/^[!-9;-~]{1,80}:[ \t]/.test(head.toString('latin1', 0, 200))) return false
  return parseHeaderBlock(head).fields.some(
    ({ name }) => name === 'from' || name === 'message-id' || name === 'received',
  )
}

async function collect(head: Buffer, rest: AsyncIterable<Buffer>): Promise<Buffer | number> {
  const parts = [head]
  let bytes = head.length
  for await (const chunk of rest) {
    bytes += chunk.length
    if (bytes <= MAX_MESSAGE_BYTES) parts.push(chunk)
  }
  return bytes > MAX_MESSAGE_BYTES ? bytes : Buffer.concat(parts)
}

function readSingle(raw: Buffer | number): SourceItem {
  return typeof raw === 'number'
    ? { kind: 'rejected', position: 0, reason: oversizeReason(raw) }
    : { kind: 'mail', raw, position: 0, archivedMs: null }
}
