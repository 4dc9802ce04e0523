import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type BuiltMail, buildMails, type SampleSources } from './buildSample'
import { linesAfter } from './code'
import { applyEdit, type Committed } from './committed'
import { type Hand, openSampleGit, type SampleGit } from './git'
import { FIX } from './mailFacts'

/** When v4 was applied, and the fix, as the mails say; the hours and the hashes are ours. */
const APPLIED = Date.UTC(2022, 8, 22, 17, 50)
const FIXED = Date.UTC(2022, 8, 30, 21, 25)

const project = (date: string): Hand => ({ name: 'Reroll sample', email: 'sample@example.org', date })
const maintainer = (date: string): Hand => ({
  name: 'Alex Williamson',
  email: 'alex.williamson@redhat.com',
  date,
})
const mainline = (date: string): Hand => ({
  name: 'Linus Torvalds',
  email: 'torvalds@linux-foundation.org',
  date,
})

/**
 * Builds the git tree of the sample in an empty folder and writes it to a bundle: the stand-in files as they were before v4, its patches and the fix as `git am`
 * applies them on the maintainer's branch `next`, and `main`, which merges that branch before the tag v6.1-rc1. The same sources give the same commits.
 */
export function buildTree(sources: SampleSources, committed: readonly Committed[], folder: string, bundle: string) {
  const git = openSampleGit(folder)
  const base = project(rawDate(Date.UTC(2022, 8, 20, 12), '+0000'))
  git(base, ['init', '--quiet', '--template=', '--object-format=sha1', '--initial-branch=main'])
  writeBase(sources, folder)
  git(base, ['add', '--all'])
  git(base, ['commit', '--quiet', '-m', 'Reconstruction made for Reroll: stand-ins for the files of v6.0-rc'])
  git(base, ['checkout', '--quiet', '-b', 'next'])

  const applied = new Map<number, string>()
  for (const { facts, mail } of patchesToApply(sources)) {
    const atMs = facts.patch === FIX.patch ? FIXED : APPLIED + facts.patch * 1_000
    const changes = committed.find(({ patch }) => patch === facts.patch)
    const hand = maintainer(rawDate(atMs, '-0600'))
    const trailers = addedTrailers(facts.messageId, hand, changes, (patch) => describe(git, hand, applied.get(patch)))
    git(hand, ['am', '--quiet', '--patch-format=mboxrd'], addTrailers(mail, trailers))
    amend(git, hand, folder, changes)
    applied.set(facts.patch, git(hand, ['rev-parse', 'HEAD']))
  }

  const merge = mainline(rawDate(Date.UTC(2022, 9, 12, 20), '-0700'))
  const from = "Merge tag 'vfio-v6.1-rc1' of https://github.com/awilliam/linux-vfio"
  git(merge, ['checkout', '--quiet', 'main'])
  git(merge, ['merge', '--quiet', '--no-ff', '-m', from, 'next'])
  const release = mainline(rawDate(Date.UTC(2022, 9, 16, 22, 36, 24), '-0700'))
  git(release, ['tag', '--annotate', '-m', 'Linux 6.1-rc1', 'v6.1-rc1'])
  git(release, ['bundle', 'create', '--quiet', bundle, '--branches', '--tags'])
}

/** The refs of a bundle with what they name, one per line: two bundles of the same commits have the same, whatever git packed them. */
export function bundleRefs(bundle: Buffer): string {
  const header = bundle.toString('latin1', 0, bundle.indexOf('\n\n') + 1)
  return header
    .split('\n')
    .filter((line) => /^[0-9a-f]{40} refs\//.test(line))
    .sort()
    .join('\n')
}

function writeBase({ standIns }: SampleSources, folder: string): void {
  for (const file of standIns) {
    const lines = linesAfter(file, FIX.version, 0)
    if (lines.length === 0) continue
    mkdirSync(dirname(join(folder, file.path)), { recursive: true })
    writeFileSync(join(folder, file.path), lines.map((line) => `${line}\n`).join(''))
  }
}

/** The mails of the patches of v4 in their order, and of the fix. */
function patchesToApply(sources: SampleSources): BuiltMail[] {
  return [sources.series, sources.fix]
    .flatMap((thread) => buildMails(sources, thread))
    .filter(({ facts }) => !facts.isReply && facts.version === FIX.version && facts.patch > 0)
    .sort((a, b) => a.facts.patch - b.facts.patch)
}

/** What the committer writes below the trailers of the author. */
function addedTrailers(
  messageId: string,
  { name, email }: Hand,
  changes: Committed | undefined,
  describePatch: (patch: number) => string,
): string[] {
  const fixes = changes?.fixes ?? null
  return [
    ...(fixes === null ? [] : [`Fixes: ${describePatch(fixes)}`]),
    ...(changes?.trailers ?? []),
    `Link: https://lore.kernel.org/r/${messageId}`,
    ...(changes?.notes ?? []),
    `Signed-off-by: ${name} <${email}>`,
  ]
}

/** A commit as `Fixes:` names it: the first 12 digits of its hash and its title. */
function describe(git: SampleGit, hand: Hand, sha: string | undefined): string {
  if (sha === undefined) throw new Error('A fix can only follow the patch that it fixes')
  return git(hand, ['log', '-1', '--abbrev=12', '--format=%h ("%s")', sha])
}

/** Adds lines at the end of the message of a patch mail, above its `---`. */
function addTrailers(mail: string, trailers: readonly string[]): string {
  const at = mail.indexOf('\n---\n')
  if (at < 0) throw new Error('A patch mail has a line ---')
  return [mail.slice(0, at), ...trailers].join('\n') + mail.slice(at)
}

/** Changes the code of the last commit as the committer did. */
function amend(git: SampleGit, hand: Hand, folder: string, changes: Committed | undefined): void {
  if (changes === undefined || changes.edits.length === 0) return
  for (const edit of changes.edits) {
    const path = join(folder, edit.path)
    writeFileSync(path, applyEdit(readFileSync(path, 'utf8'), edit))
  }
  git(hand, ['commit', '--quiet', '--all', '--amend', '--no-edit'])
}

function rawDate(ms: number, zone: string): string {
  return `${ms / 1_000} ${zone}`
}
