import type { Field, TimeQuery, ValueName } from './query'

/** What a prefix of the search grammar asks for: words in fields, an exact value, or a time. */
export type Prefix =
  | { readonly kind: 'words'; readonly fields: readonly Field[] }
  | { readonly kind: 'value'; readonly name: ValueName }
  | { readonly kind: 'time'; readonly clock: TimeQuery['clock']; readonly days: boolean }

const UNQUOTED: readonly Field[] = ['own', 'file', 'removed', 'added', 'context', 'function']
/** The fields of a body. */
export const BODY: readonly Field[] = [...UNQUOTED, 'quoted']

/** Where a word without a prefix is looked for, as in public-inbox: everywhere but in To, Cc and the list. */
export const ANYWHERE: readonly Field[] = ['id', 'subject', 'from', ...BODY]

/**
 * The prefixes of lore's grammar by their names, with the fields that public-inbox 1.9 gives them (`/_/text/help/` of any public-inbox).
 * `changeid:` is newer: the change-id of a patch or cover letter, in the header X-Change-ID or in its text.
 */
export const PREFIXES: ReadonlyMap<string, Prefix> = new Map([
  ['s', words('subject')],
  ['f', words('from')],
  ['t', words('to')],
  ['c', words('cc')],
  ['a', words('to', 'cc', 'from')],
  ['tc', words('to', 'cc')],
  ['tcf', words('to', 'cc', 'from')],
  ['b', words(...BODY)],
  ['bs', words(...BODY, 'subject')],
  ['nq', words(...UNQUOTED)],
  ['q', words('quoted')],
  ['l', words('list')],
  ['m', words('id')],
  ['dfn', words('file')],
  ['dfa', words('removed')],
  ['dfb', words('added')],
  ['dfctx', words('context')],
  ['dfhh', words('function')],
  ['mid', value('mid')],
  ['lid', value('lid')],
  ['patchid', value('patchid')],
  ['changeid', value('changeid')],
  ['dfpre', value('dfpre')],
  ['dfpost', value('dfpost')],
  ['dfblob', value('dfblob')],
  ['d', { kind: 'time', clock: 'sent', days: true }],
  ['dt', { kind: 'time', clock: 'sent', days: false }],
  ['rt', { kind: 'time', clock: 'received', days: false }],
])

function words(...fields: Field[]): Prefix {
  return { kind: 'words', fields }
}

function value(name: ValueName): Prefix {
  return { kind: 'value', name }
}
