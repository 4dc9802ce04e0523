import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { at as elementAt } from '../../../lib/at'
import { applyVersion } from '../../../lib/evolution/sparseBase'
import type { FileDiff, Patch } from '../../../lib/patch/types'

/** git is killed after this. */
const TIMEOUT_MS = 120_000

const ENV = {
  ...process.env,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
}

/**
 * The time `git range-diff` takes for all steps of a series, in milliseconds, on commits made from the same patches; their base
 * is rebuilt from the patches' own lines. Undefined if git is not installed, fails or takes longer than two minutes.
 */
export function timeRangeDiff(versions: readonly (readonly Patch[])[]): number | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'reroll-bench-'))
  const git = (words: readonly string[], input?: string) =>
    spawnSync('git', [...words], { cwd: folder, env: ENV, input, maxBuffer: 1 << 30, timeout: TIMEOUT_MS })
  try {
    if (git(['init', '-q', '--bare', '.']).status !== 0) return undefined
    for (const [index, patches] of versions.entries()) {
      if (git(['fast-import', '--quiet'], importStream(`v${index}`, patches)).status !== 0) return undefined
    }
    let wallMs = 0
    for (const [index, patches] of versions.entries()) {
      if (index === 0) continue
      const range = (at: number) => `v${at}~${elementAt(versions, at).length}..v${at}`
      const start = performance.now()
      const run = git(['range-diff', '--no-color', creationFactor(patches), range(index - 1), range(index)])
      wallMs += performance.now() - start
      if (run.status !== 0) return undefined
    }
    return wallMs
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A single patch must be paired however much was edited; by default git would print it as dropped and new. */
function creationFactor(patches: readonly Patch[]): string {
  return `--creation-factor=${patches.length === 1 ? 999 : 60}`
}

/** The input of git fast-import: one commit for the base, then one for each patch. */
function importStream(branch: string, patches: readonly Patch[]): string {
  const files = new Map<string, string[]>()
  for (const [path, known] of applyVersion(patches).base) {
    if (known === null) continue
    const last = known.size === 0 ? 0 : [...known.keys()].reduce((most, line) => Math.max(most, line), 0)
    files.set(
      path,
      Array.from({ length: last }, (_, at) => known.get(at + 1)?.text ?? ` unknown line ${at + 1} of ${path}`),
    )
  }
  const base = [...files].map(([path, lines]) => fileCommand(path, lines))
  const commits = patches.map((patch) => {
    const commands = patch.files.map((file) => applyFile(files, file))
    return commit(branch, `${patch.title}\n\n${patch.commitMessage}\n`, commands)
  })
  return [commit(branch, 'base', base), ...commits, ''].join('\n')
}

function commit(branch: string, message: string, commands: readonly string[]): string {
  return [
    `commit refs/heads/${branch}`,
    'committer Ada Author <ada@example.org> 1700000000 +0000',
    data(message),
    ...commands,
  ].join('\n')
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}`
}

function fileCommand(path: string, lines: readonly string[]): string {
  return `M 100644 inline ${JSON.stringify(path)}\n${data(lines.map((line) => `${line}\n`).join(''))}`
}

/** Applies a diff to the files in memory. Its line numbers are exact, because the base was made from it. */
function applyFile(files: Map<string, string[]>, { oldPath, newPath, hunks }: FileDiff): string {
  const lines = [...(files.get(oldPath ?? '') ?? [])]
  for (const { newStart, newCount, oldCount, lines: hunk } of hunks) {
    const at = newCount === 0 ? newStart : newStart - 1
    const now = hunk.filter(({ kind }) => kind !== 'minus').map(({ text }) => text)
    const after = lines.splice(Math.max(0, at)).slice(oldCount)
    for (const line of now) lines.push(line)
    for (const line of after) lines.push(line)
  }
  const gone = oldPath !== null && oldPath !== newPath ? [`D ${JSON.stringify(oldPath)}`] : []
  if (gone.length > 0 && oldPath !== null) files.delete(oldPath)
  if (newPath === null) return gone.join('\n')
  files.set(newPath, lines)
  return [...gone, fileCommand(newPath, lines)].join('\n')
}
