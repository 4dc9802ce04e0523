import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { at } from '../../../lib/at'
import { runGit } from '../../sources/git'

/** A made-up git repository that grows, and the mails in which some of its commits were posted. */
export interface MadeUpTree {
  /** Adds commits to the branch `main`; returns the mails of those that were posted, as they were sent before. */
  readonly grow: (commits: number) => Promise<string[]>
}

const [FILES, LINES, MAINTAINERS] = [500, 60, 50]
/** Commits for each author: all of linux has 1.4 million by some 28,000 people. */
const PER_AUTHOR = 50
/** One author of this many posts to the list, and one commit of POSTED of theirs; the rest of their commits went to other lists. */
const [POSTING, POSTED] = [4, 5]
/** One commit of this many is a merge; one is a release; one fixes another; one is for stable branches too. */
const [MERGES, RELEASES, FIXES, STABLE] = [25, 2_000, 6, 9]
const START_S = 1_600_000_000
const STEP_S = 600
const DAY_S = 24 * 60 * 60

/** Opens a new repository in a folder. `expected` is about how many commits it will have. */
export async function openMadeUpTree(folder: string, expected: number): Promise<MadeUpTree> {
  const { code, stderr } = await runGit(['init', '--quiet', '--bare', '--initial-branch=main', '--', folder])
  if (code !== 0) throw new Error(stderr)
  const files = Array.from({ length: FILES }, (_, file) =>
    Array.from({ length: LINES }, (_, line) => `\tfirst_value(${file}, ${line});`),
  )
  const authors = Math.ceil(expected / PER_AUTHOR)
  let made = 0
  return {
    async grow(commits) {
      const mails: string[] = []
      const git = spawn('git', ['--git-dir', folder, 'fast-import', '--quiet'], {
        stdio: ['pipe', 'ignore', 'inherit'],
      })
      const write = async (text: string): Promise<void> => {
        if (!git.stdin.write(text)) await once(git.stdin, 'drain')
      }
      const start = made
      for (; made < start + commits; made++) {
        const { text, mail } = nextCommit(made, files, start, authors)
        await write(text)
        if (mail !== undefined) mails.push(mail)
      }
      git.stdin.end()
      const [status] = (await once(git, 'close')) as [number]
      if (status !== 0) throw new Error(`git fast-import ended with ${status}`)
      return mails
    },
  }
}

const SENTENCES = [
  'The value that was there before is the one that the firmware leaves in the register after a warm reset.',
  'On some boards this makes the first transfer after a resume fail with a timeout.',
  'Set it when the device is opened, as the other drivers of this bus do, so that readers find what they look for.',
  'Nothing else depends on the order of these two writes, and the lock is held around both of them.',
  'The error path did not undo the first half of this, which left a reference that nobody dropped.',
  'While at it, use the helper for the part that was open-coded here since the driver was added.',
  'There is no functional change intended for machines on which the old value happened to be right.',
  'Tested with the suite of the subsystem on two machines, with and without the debugging options.',
]

/** Two paragraphs, as long as those of commit messages of linux are on the average. */
function explain(made: number): string {
  const sentence = (step: number) => at(SENTENCES, (made * 3 + step) % SENTENCES.length)
  return `${sentence(0)}\n${sentence(1)}\n${sentence(2)}\n\n${sentence(4)}\n${sentence(6)}`
}

/** The commands of git fast-import that make a commit, and its mail if it was posted. Changes one line of one file. `start` is the first of this run. */
function nextCommit(
  made: number,
  files: string[][],
  start: number,
  authors: number,
): { readonly text: string; readonly mail?: string } {
  const file = (made * 7_919) % FILES
  const line = (made * 31) % LINES
  const old = at(files, file)
  const now = old.with(line, `\tvalue_of_commit(${made}, ${file + line});`)
  files[file] = now
  const person = (made + Math.floor(made / authors) * 17) % authors
  const isPosted = person % POSTING === 0 && Math.floor(made / POSTING) % POSTED === 0
  const title = `unit ${file % 40}: set value ${line} of part ${made}`
  const words = explain(made)
  const from = `Author ${person} <author${person}@example.org>`
  const trailers = [
    ...(made % FIXES === 0
      ? [`Fixes: ${(made * 2_654_435_761).toString(16).padStart(12, '0').slice(-12)} ("unit ${file % 40}: add it")`]
      : []),
    ...(made % STABLE === 0 ? ['Cc: stable@example.org'] : []),
    `Reviewed-by: Author ${(person + 1) % authors} <author${(person + 1) % authors}@example.org>`,
    `Signed-off-by: ${from}`,
  ].join('\n')
  const id = `part-${made}@example.org`
  const maintainer = `Maintainer ${made % MAINTAINERS} <maintainer${made % MAINTAINERS}@example.org>`
  const link = made % 3 === 0 ? `\nLink: https://lore.kernel.org/r/${id}` : ''
  const message = `${title}\n\n${words}\n\n${trailers}${link}\nSigned-off-by: ${maintainer}\n`
  const atS = START_S + made * STEP_S
  const path = `unit${file % 40}/part${file}.c`
  const isMerge = made % MERGES === 0 && made > start + MERGES && !isPosted
  const text = [
    `commit refs/heads/main\nmark :${made + 1}\nauthor ${from} ${atS - 2 * DAY_S} +0000\ncommitter ${maintainer} ${atS} +0000\n`,
    data(message),
    made === start && made > 0 ? 'from refs/heads/main^0\n' : '',
    isMerge ? `merge :${made - 10}\n` : '',
    made === 0
      ? files.map((lines, index) => fileCommand(`unit${index % 40}/part${index}.c`, lines)).join('')
      : fileCommand(path, now),
    made % RELEASES === RELEASES - 1 ? `reset refs/tags/v5.${Math.floor(made / RELEASES)}\nfrom :${made + 1}\n\n` : '',
  ].join('')
  if (!isPosted || made === 0) return { text }
  return { text, mail: mailOf({ id, from, title, words, trailers, path, line, old, now, sentS: atS - 2 * DAY_S }) }
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`
}

function fileCommand(path: string, lines: readonly string[]): string {
  return `M 100644 inline ${path}\n${data(lines.map((line) => `${line}\n`).join(''))}`
}

interface Posted {
  readonly id: string
  readonly from: string
  readonly title: string
  readonly words: string
  readonly trailers: string
  readonly path: string
  readonly line: number
  readonly old: readonly string[]
  readonly now: readonly string[]
  readonly sentS: number
}

function mailOf({ id, from, title, words, trailers, path, line, old, now, sentS }: Posted): string {
  const first = Math.max(0, line - 3)
  const end = Math.min(LINES, line + 4)
  const around = (lines: readonly string[]) => lines.map((text) => ` ${text}\n`).join('')
  return [
    `From: ${from}\nTo: list@example.org\nDate: ${new Date(sentS * 1_000).toUTCString().replace('GMT', '+0000')}\n`,
    `Message-ID: <${id}>\nSubject: [PATCH] ${title}\n\n${words}\n\n${trailers}\n---\n ${path} | 2 +-\n\n`,
    `diff --git a/${path} b/${path}\nindex 1234567..89abcde 100644\n--- a/${path}\n+++ b/${path}\n`,
    `@@ -${first + 1},${end - first} +${first + 1},${end - first} @@\n${around(old.slice(first, line))}`,
    `-${at(old, line)}\n+${at(now, line)}\n${around(old.slice(line + 1, end))}-- \n2.39.0\n\n`,
  ].join('')
}
