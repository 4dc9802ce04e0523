import { branchWords, changedWords, NAMED_WORDS, namerLine, shortSha, TIE_WORDS } from '../../app/_model/commitWords'
import { type Db, openReader, withDatabase } from '../../db/open'
import { digCommit, findCommits, getCommit } from '../../db/queries/tree/commitPage'
import type { CommitDocument, PatchMailView, PulledView } from '../../db/queries/views'
import { CommandError, type CommandInput, toJson, UsageError } from './command'
import { clean } from './output'

/** From a commit to its review. Fails when the commit or its mail is not known, or several commits have the hash. */
export function runDig({ database, json, words }: CommandInput): Promise<string> {
  const [hash] = words
  if (words.length !== 1 || hash === undefined || !/^[0-9a-f]{7,64}$/i.test(hash))
    throw new UsageError('dig takes the hash of one commit, 7 digits of it at least')
  return withDatabase(openReader(database), (db) => {
    const sha = findOne(db, hash)
    const commit = getCommit(db, sha)
    const dug = commit === undefined ? undefined : digCommit(commit)
    if (commit === undefined || dug === undefined) throw noMail(sha, commit)
    return json ? toJson(dug) : `${commitLines(commit).map(clean).join('\n')}\n`
  })
}

function findOne(db: Db, hash: string): string {
  const commits = findCommits(db, hash)
  const [first] = commits
  if (first === undefined)
    throw new CommandError(`${hash}: no tree has this commit; reroll tree list shows which trees are read`)
  if (commits.length > 1) {
    const lines = commits.map(({ sha, title }) => clean(`  ${sha}  ${title}`))
    throw new CommandError([`${hash}: several commits start so; give more digits`, ...lines].join('\n'))
  }
  return first.sha
}

function noMail(sha: string, commit: CommitDocument | undefined): CommandError {
  const [reverted] = commit?.reverts ?? []
  const also =
    reverted === undefined ? '' : `, nor one for the commit that it reverts: ${reverted.sha}  ${reverted.title}`
  return new CommandError(clean(`${sha}: no imported mail is known that it was made from${also}`))
}

function commitLines(commit: CommitDocument): string[] {
  const inTurn = commit.reverts.filter(({ revertedBy }) => revertedBy !== commit.sha)
  return [
    `${commit.sha}  ${commit.title}`,
    `${branchWords(commit)}, committed by ${commit.committer.name} <${commit.committer.email}>, ${commit.committed}`,
    ...(commit.gone === null ? [] : [`gone from there since ${commit.gone}`]),
    ...commit.names.map(({ kind, sha, title }) => `${NAMED_WORDS[kind]} ${shortSha(sha)}  ${title}`),
    ...inTurn.map(({ revertedBy, sha, title }) => `${shortSha(revertedBy)} reverts ${shortSha(sha)}  ${title}`),
    ...commit.namers.map(namerLine),
    ...commit.mails.flatMap((mail) => mailLines(mail)),
    ...commit.reverts.flatMap(({ sha, mails }) =>
      mails.flatMap((mail) => mailLines(mail, `${shortSha(sha)} was made from `)),
    ),
    ...(commit.pulled === null ? [] : pulledLines(commit.pulled)),
  ]
}

function pulledLines({
  patch,
  patchTitle,
  messageId,
  pull,
  by,
  changed,
  compared,
  trailersAdded,
}: PulledView): string[] {
  const words = changedWords({ changed, compared, squashedWith: [] })
  return [
    '',
    `patch ${patch} of a pull request, in no series: ${patchTitle}`,
    `  mail    ${messageId}  (${TIE_WORDS[by]})`,
    ...(pull === null ? [] : [`  pull    ${pull.title}  ${pull.id}`]),
    `  posted against applied: ${words === '' ? 'not compared yet' : words}`,
    ...trailersAdded.map((trailer) => `  + ${trailer}`),
  ]
}

function mailLines(mail: PatchMailView, lead = ''): string[] {
  const changed = changedWords(mail)
  return [
    '',
    `${lead}patch ${mail.patch} of ${mail.label}: ${mail.patchTitle}`,
    `  mail    ${mail.messageId}  (${TIE_WORDS[mail.by]})`,
    `  series  ${mail.seriesTitle}  ${mail.seriesId}`,
    `  posted against applied: ${changed === '' ? 'not compared yet' : changed}`,
    ...mail.trailersAdded.map((trailer) => `  + ${trailer}`),
    ...mail.tags.map((tag) => `  ${tag}`),
    ...mail.open.map(
      ({ person, label, quote, messageId }) => `  still open: ${person.name} on ${label}: "${quote}"  ${messageId}`,
    ),
  ]
}
