import { groupBy } from '../groupBy'
import type { Message } from '../mail/types'
import { BOILERPLATE_THREADS, paragraphKeys } from '../review/boilerplate'
import type { OwnLine } from '../review/quote'
import { isBot } from '../review/speaker'
import type { MailKind } from '../series/kind'

/**
 * The keys of the paragraphs of a mail that may turn out to be boilerplate. Only replies have any: cover letters are posted again with each version, and
 * nothing that a bot sends is read. `own`: the lines that the sender wrote. Linear.
 */
export function formKeys(
  { from, automatic }: Pick<Message, 'from' | 'automatic'>,
  kind: MailKind,
  own: readonly OwnLine[],
): number[] {
  return kind === 'reply' && !automatic && !isBot(from) ? paragraphKeys(own, from) : []
}

/** The keys of the paragraphs that their senders repeat in five threads or more. */
export function findBoilerplate(
  mails: readonly { readonly thread: number; readonly keys: readonly number[] }[],
): Set<number> {
  const uses = mails.flatMap(({ thread, keys }) => keys.map((key) => ({ thread, key })))
  const threads = [...groupBy(uses, ({ key }) => key)].map(([key, group]) => ({
    key,
    count: new Set(group.map(({ thread }) => thread)).size,
  }))
  return new Set(threads.flatMap(({ key, count }) => (count >= BOILERPLATE_THREADS ? [key] : [])))
}
