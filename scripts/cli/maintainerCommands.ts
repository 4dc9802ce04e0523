import { openExistingWriter, openWriter } from '../../db/migrate'
import { openReader, withDatabase } from '../../db/open'
import {
  addMaintainer,
  listMaintainers,
  type Maintainer,
  removeMaintainer,
  type StoredMaintainer,
} from '../../db/store/maintainers'
import { isAddress } from '../../lib/mail/address'
import { mailboxKey } from '../../lib/review/basis'
import { type Command, CommandError, type CommandInput, toJson, UsageError } from './command'
import { bringUpToDate } from './ingest'
import { clean } from './output'
import { openProgress } from './progress'

const ACTIONS: Readonly<Record<string, Command>> = { add: runAdd, list: runList, remove: runRemove }

/** `maintainer add`, `maintainer list` and `maintainer remove`. */
export function runMaintainer(input: CommandInput): ReturnType<Command> {
  const [action, ...words] = input.words
  const run = action === undefined ? undefined : ACTIONS[action]
  if (run === undefined) throw new UsageError('maintainer takes one of add, list, remove')
  return run({ ...input, words })
}

async function runAdd({ database, json, words }: CommandInput): Promise<string> {
  const maintainer = parseMaintainer(words, 'add')
  return withDatabase(openWriter(database), async (db) => {
    await bringUpToDate(db, openProgress(process.stderr))
    const added = addMaintainer(db, maintainer, Date.now())
    if (json) return toJson({ ...maintainer, added })
    return `${clean(`${maintainer.email} ${added ? 'decides' : 'decided already'} for ${maintainer.scope}`)}\n`
  })
}

async function runRemove({ database, json, words }: CommandInput): Promise<string> {
  const maintainer = parseMaintainer(words, 'remove')
  return withDatabase(openExistingWriter(database), async (db) => {
    await bringUpToDate(db, openProgress(process.stderr))
    if (!removeMaintainer(db, maintainer))
      throw new CommandError(
        `${maintainer.email}: was not added for ${maintainer.scope}; reroll maintainer list shows who was`,
      )
    return json
      ? toJson({ ...maintainer, removed: true })
      : `${clean(`${maintainer.email} is no longer named for ${maintainer.scope}`)}\n`
  })
}

function runList({ database, json, words }: CommandInput): Promise<string> {
  if (words.length > 0) throw new UsageError('maintainer list takes no arguments')
  return withDatabase(openReader(database), (db) => {
    const all = listMaintainers(db)
    return json ? toJson(all.map(toView)) : maintainerTable(all)
  })
}

function toView({ scope, email, addedMs }: StoredMaintainer) {
  return { scope, email, added: new Date(addedMs).toISOString() }
}

function maintainerTable(all: readonly StoredMaintainer[]): string {
  if (all.length === 0) return 'nobody was added: npm run -s reroll -- maintainer add LIST_OR_PATH ADDRESS\n'
  return all.map(({ scope, email }) => `${clean(`${scope}  ${email}`)}\n`).join('')
}

/** Throws UsageError unless the words are a list or path and an address. */
function parseMaintainer(words: readonly string[], action: string): Maintainer {
  const [scope, address, ...rest] = words
  if (scope === undefined || address === undefined || rest.length > 0)
    throw new UsageError(`maintainer ${action} takes a list or path, and an address`)
  if (!isAddress(address)) throw new UsageError(`${address}: not an address`)
  const isList = isAddress(scope)
  if (
    !isList &&
    (scope.includes('@') || scope.startsWith('/') || scope.trim() === '' || scope.split('/').includes('..'))
  )
    throw new UsageError(`${scope}: not the address of a list, nor a path from the top of the tree`)
  return { scope: isList ? scope.toLowerCase() : scope, email: mailboxKey(address) }
}
