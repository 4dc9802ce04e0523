import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { at } from '../../../lib/at'
import { runGit } from '../../sources/git'

/** A made-up git repository that grows, and the mails in which some of its commits were posted. */
export interface MadeUpTree {
  /** Adds commits to the branch `main`; returns the mails of those that were posted, as they were sent before. */
  readonly grow: (commits: number) => Promise<string[]>
}

const [FILES, LINES, AUTHORS, MAINTAINERS] = [500, 60, 200, 5]
/** One commit of this many was posted to the list; one is a merge; one is a release. */
const [POSTED, MERGES, RELEASES] = [20, 25, 2_000]
const START_S = 1_600_000_000
const STEP_S = 600
const DAY_S = 24 * 60 * 60

/** Opens a new repository in a folder. */
export async function openMadeUpTree(folder: string): Promise<MadeUpTree> {
  const { code, stderr } = await runGit(['init', '--quiet', '--bare', '--initial-branch=main', '--', folder])
  if (code !== 0) throw new Error(stderr)
  const files = Array.from({ length: FILES }, (_, file) =>
    Array.from({ length: LINES }, (_, line) => `\tfirst_value(${file}, ${line});`),
  )
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
      for (const end = made + commits; made < end; made++) {
        const { text, mail } = nextCommit(made, files, made === end - commits)
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

/** The commands of git fast-import that make a commit, and its mail if it was posted. Changes one line of one file. */
function nextCommit(
  made: number,
  files: string[][],
  isFirst: boolean,
): { readonly text: string; readonly mail?: string } {
  const file = (made * 7_919) % FILES
  const line = (made * 31) % LINES
  const old = at(files, file)
  const now = old.with(line, `\tvalue_of_commit(${made}, ${file + line});`)
  files[file] = now
  const person = made % AUTHORS
  const isPosted = made % POSTED === 0
  const title = `unit ${file % 40}: set value ${line} of part ${made}`
  const words =
    'Without this the value is the one that was there before, which nobody wanted.\nSet it, so that readers find what they look for.'
  const from = `Author ${person} <author${person}@example.org>`
  const trailer = `Signed-off-by: ${from}`
  const id = `part-${made}@example.org`
  const link = isPosted && made % 3 === 0 ? `\nLink: https://lore.kernel.org/r/${id}` : ''
  const message = `${title}\n\n${words}\n\n${trailer}${link}\n`
  const atS = START_S + made * STEP_S
  const maintainer = `Maintainer ${made % MAINTAINERS} <maintainer${made % MAINTAINERS}@example.org>`
  const path = `unit${file % 40}/part${file}.c`
  const [parent, merged] =
    isFirst && made > 0
      ? ['from refs/heads/main^0\n', '']
      : ['', made % MERGES === 0 && made % POSTED !== 0 ? `merge :${made - 10}\n` : '']
  const text = [
    `commit refs/heads/main\nmark :${made + 1}\nauthor ${from} ${atS - 2 * DAY_S} +0000\ncommitter ${maintainer} ${atS} +0000\n`,
    data(message),
    parent,
    isFirst ? '' : merged,
    made === 0
      ? files.map((lines, index) => fileCommand(`unit${index % 40}/part${index}.c`, lines)).join('')
      : fileCommand(path, now),
    made % RELEASES === RELEASES - 1 ? `reset refs/tags/v5.${Math.floor(made / RELEASES)}\nfrom :${made + 1}\n\n` : '',
  ].join('')
  if (!isPosted || made === 0) return { text }
  return { text, mail: mailOf({ id, from, title, words, trailer, path, line, old, now, sentS: atS - 2 * DAY_S }) }
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
  readonly trailer: string
  readonly path: string
  readonly line: number
  readonly old: readonly string[]
  readonly now: readonly string[]
  readonly sentS: number
}

function mailOf({ id, from, title, words, trailer, path, line, old, now, sentS }: Posted): string {
  const first = Math.max(0, line - 3)
  const end = Math.min(LINES, line + 4)
  const around = (lines: readonly string[]) => lines.map((text) => ` ${text}\n`).join('')
  return [
    `From: ${from}\nTo: list@example.org\nDate: ${new Date(sentS * 1_000).toUTCString().replace('GMT', '+0000')}\n`,
    `Message-ID: <${id}>\nSubject: [PATCH] ${title}\n\n${words}\n\n${trailer}\n---\n ${path} | 2 +-\n\n`,
    `diff --git a/${path} b/${path}\nindex 1234567..89abcde 100644\n--- a/${path}\n+++ b/${path}\n`,
    `@@ -${first + 1},${end - first} +${first + 1},${end - first} @@\n${around(old.slice(first, line))}`,
    `-${at(old, line)}\n+${at(now, line)}\n${around(old.slice(line + 1, end))}-- \n2.39.0\n\n`,
  ].join('')
}
