import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { openExistingWriter, openWriter } from '../../db/migrate'
import { type Db, openReader, withDatabase } from '../../db/open'
import { findTree, listTrees, putTree, removeTree, type StoredTree, type TreeEntry } from '../../db/store/treeRows'
import { guessBranchRole } from '../../lib/tree/branchRole'
import { isCommitTemplate } from '../../lib/tree/forge'
import { isRefName, type Refs } from '../../lib/tree/refs'
import { BRANCH_ROLES, type BranchRole } from '../../lib/tree/types'
import { isUrl } from '../../lib/url'
import { type Command, CommandError, type CommandInput, PartialError, toJson, UsageError } from '../cli/command'
import { bringUpToDate } from '../cli/ingest'
import { failedText } from '../cli/output'
import { openProgress } from '../cli/progress'
import { underLock } from '../nightly/underLock'
import { openContext } from '../sources/context'
import { absoluteWord } from '../sources/openSource'
import { openRepository, removeRepository } from './repository'
import { treeLine, treeTable } from './treeText'
import { toView } from './treeView'
import { type TreeSummary, updateTrees } from './updateTrees'

const ACTIONS: Readonly<Record<string, Command>> = {
  add: runAdd,
  list: runList,
  remove: runRemove,
  update: runUpdate,
}

/** `tree add`, `tree list`, `tree remove` and `tree update`. */
export function runTree(input: CommandInput): ReturnType<Command> {
  const [action, ...words] = input.words
  const run = action === undefined ? undefined : ACTIONS[action]
  if (run === undefined) throw new UsageError('tree takes one of add, list, remove, update')
  return run({ ...input, words })
}

/** Opens the repository to check that it has the branches, adds the tree and reads it. */
async function runAdd({ database, json, words, options }: CommandInput): Promise<string> {
  const [word, ...rest] = words
  if (word === undefined || rest.length > 0) throw new UsageError('tree add takes one path or URL')
  if (!isUrl(word) && /^(?:[a-z][\w+.-]*:\/\/|[\w.-]+@[\w.-]+:)/i.test(word))
    throw new UsageError(`${word}: only http and https URLs are cloned; clone it yourself and add the path`)
  const url = absoluteWord(word)
  const name = nameOption(options.name) ?? nameOf(url)
  const branches = listOption(options.branch, '--branch').map(parseBranch)
  const scopes = listOption(options.scope, '--scope')
  const commitUrl = typeof options['commit-url'] === 'string' ? options['commit-url'] : ''
  if (commitUrl !== '' && !isCommitTemplate(commitUrl))
    throw new UsageError('--commit-url takes a web address with {sha} where the hash belongs')
  const context = openContext({ database })
  if (!isUrl(url) && !existsSync(url)) throw new CommandError(`${word}: there is no such repository or bundle`)
  mkdirSync(dirname(database), { recursive: true })
  return underLock(database, async () => {
    const { refs } = await openRepository(context, name, url)
    const chosen = chooseBranches(word, refs, branches)
    return withDatabase(openWriter(database), async (db) => {
      if (!putTree(db, { name, url, scopes, commitUrl, branches: chosen }))
        throw new CommandError(`${name}: another tree has this name; choose one with --name, or remove it first`)
      return readTrees(db, database, json, [find(db, name)])
    })
  })
}

function runList({ database, json, words }: CommandInput): Promise<string> {
  if (words.length > 0) throw new UsageError('tree list takes no arguments')
  return withDatabase(openReader(database), (db) => {
    const all = listTrees(db).map((tree) => toView(db, tree))
    return json ? toJson(all) : treeTable(all)
  })
}

async function runRemove({ database, json, words }: CommandInput): Promise<string> {
  const [name, ...rest] = words
  if (name === undefined || rest.length > 0) throw new UsageError('tree remove takes the name of one tree')
  return underLock(database, () =>
    withDatabase(openExistingWriter(database), async (db) => {
      const tree = find(db, name)
      await bringUpToDate(db, openProgress(process.stderr))
      removeTree(db, tree.id)
      removeRepository(openContext({ database }), name)
      return json ? toJson({ removed: name }) : `${name}: removed; no series refers to its commits any more\n`
    }),
  )
}

async function runUpdate({ database, json, words }: CommandInput): Promise<string> {
  const [name, ...rest] = words
  if (rest.length > 0) throw new UsageError('tree update takes the name of one tree, or none for all')
  return underLock(database, () =>
    withDatabase(openExistingWriter(database), (db) =>
      readTrees(db, database, json, name === undefined ? listTrees(db) : [find(db, name)]),
    ),
  )
}

/** Updates trees and reports what was read. Throws PartialError if one fails. */
async function readTrees(db: Db, database: string, json: boolean, trees: readonly StoredTree[]): Promise<string> {
  const progress = openProgress(process.stderr)
  await bringUpToDate(db, progress)
  const done = await updateTrees(db, trees, {
    context: openContext({ database }),
    progress,
    nowMs: Date.now,
    onTree: (summary) => process.stderr.write(json ? `${treeLine(summary)}\n` : ''),
  })
  const output = json ? toJson(done.map((summary) => toRunView(db, summary))) : updateText(done)
  const failure = failedText(
    'trees',
    done.map(({ tree, ok }) => ({ name: tree, ok })),
  )
  if (failure === '') return output
  throw new PartialError(failure, output)
}

function updateText(done: readonly TreeSummary[]): string {
  return done.length === 0 ? treeTable([]) : done.map((summary) => `${treeLine(summary)}\n`).join('')
}

function toRunView(db: Db, { tree, ok: _, commits, ...run }: TreeSummary) {
  return { ...toView(db, find(db, tree)), new: commits, ...run }
}

function find(db: Db, name: string): StoredTree {
  const tree = findTree(db, name)
  if (tree === undefined) throw new CommandError(`${name}: there is no such tree; reroll tree list shows the trees`)
  return tree
}

/** The branches that were named, or the default branch. Throws CommandError for one that the repository does not have. */
function chooseBranches(word: string, { head, branches }: Refs, named: readonly NamedBranch[]): TreeEntry['branches'] {
  const wanted = named.length > 0 ? named : head === null ? [] : [{ name: head, role: undefined }]
  const known = [...branches.keys()].slice(0, MAX_LISTED).join(', ')
  if (wanted.length === 0)
    throw new CommandError(
      `${word}: it has no default branch; name branches with --branch${known === '' ? '' : ` (${known})`}`,
    )
  for (const { name } of wanted) {
    if (!branches.has(name))
      throw new CommandError(`${word}: it has no branch ${name}${known === '' ? '' : `, but ${known}`}`)
  }
  return wanted.map(({ name, role }) => ({ name, role: role ?? guessBranchRole(name, name === head) }))
}

/** Branches that an error message lists. */
const MAX_LISTED = 10

interface NamedBranch {
  readonly name: string
  readonly role: BranchRole | undefined
}

/** `BRANCH` or `BRANCH=ROLE`. */
function parseBranch(word: string): NamedBranch {
  const at = word.lastIndexOf('=')
  const [text, role] = at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)]
  const name = text.replace(/^refs\/heads\//, '')
  const known = BRANCH_ROLES.find((one) => one === role)
  if (!isRefName(name) || (role !== undefined && known === undefined))
    throw new UsageError(`--branch takes a branch, or BRANCH=ROLE with a role of ${BRANCH_ROLES.join(', ')}`)
  return { name, role: known }
}

/** A tree's name is also that of a folder. */
const NAME = /^[a-z0-9_][\w.+-]{0,63}$/i

function nameOption(value: CommandInput['options'][string]): string | undefined {
  if (value === undefined) return undefined
  if (typeof value !== 'string' || !NAME.test(value))
    throw new UsageError('--name takes letters, digits and the characters . _ + -, at most 64')
  return value
}

/** The last part of a path or URL that says something: `linux` of `https://git.kernel.org/.../linux.git`, and of `/src/linux/.git`. */
function nameOf(url: string): string {
  const parts = url.split(/[/\\]/).map((part) => part.replace(/\.(?:git|bundle)$/, ''))
  const last = parts.filter((part) => part !== '').at(-1) ?? ''
  const name = last
    .replace(/[^\w.+-]/g, '-')
    .replace(/^[^a-z0-9_]+/i, '')
    .slice(0, 64)
  if (NAME.test(name)) return name
  throw new UsageError('the name of this tree cannot be guessed; choose one with --name')
}

function listOption(value: CommandInput['options'][string], option: string): string[] {
  const all = value === undefined ? [] : Array.isArray(value) ? value : [value]
  return all.map((one) => {
    if (typeof one !== 'string' || one === '') throw new UsageError(`${option} takes a value`)
    return one
  })
}
