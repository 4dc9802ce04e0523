import { parseMessageReference } from '../../lib/mail/archiveLink'
import type { MessageId } from '../../lib/mail/types'
import { withOwnIds } from '../../lib/messageId'
import { parseUrl } from '../sources/http'

/** The command failed. The message is one line for the user; exit code 1. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
}

/** The command did part of its work and then failed: `output` goes to standard output, the message to standard error; exit code 1. */
export class PartialError extends Error {
  override readonly name = 'PartialError'
  readonly output: string
  constructor(message: string, output: string) {
    super(message)
    this.output = output
  }
}

/** Wrong usage; exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

export interface CommandInput {
  readonly database: string
  readonly json: boolean
  readonly words: readonly string[]
  readonly options: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>
}

/**
 * Runs a command and returns everything it prints on standard output, or an iterator that prints it part by part. Throws CommandError, PartialError, UsageError,
 * SourceError or DatabaseError.
 */
export type Command = (input: CommandInput) => Output | Promise<Output>

/** What a command prints. */
export type Output = string | Buffer | Iterable<string>

/** A value as the JSON document that a command prints. */
export function toJson(value: unknown): string {
  return `${JSON.stringify(value, withOwnIds, 1)}\n`
}

/** The same of an array, part by part: the JSON of a large archive is longer than a string can be. */
export function* jsonParts(values: Iterable<unknown>): Generator<string> {
  let before = '['
  for (const value of values) {
    yield `${before}\n ${JSON.stringify(value, withOwnIds, 1).replaceAll('\n', '\n ')}`
    before = ','
  }
  yield before === '[' ? '[]\n' : '\n]\n'
}

/** The value of `--lore`; undefined without it. Throws UsageError if it is not an http or https URL. */
export function loreOption(value: CommandInput['options'][string]): string | undefined {
  if (typeof value !== 'string') return undefined
  if (!/^https?:\/\/[^/\s]/i.test(value)) throw new UsageError('--lore takes the URL of a public-inbox (https://...)')
  return parseUrl(value).href
}

/** The only word of a command, a Message-ID or an archive link with one. Throws UsageError for anything else. */
export function oneId(words: readonly string[], command: string): MessageId {
  const id = words.length === 1 ? parseMessageReference(words[0] ?? '') : undefined
  if (id === undefined) throw new UsageError(`${command} takes one Message-ID, or an archive link that contains one`)
  return id
}
