import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { applyVersion, type SparseVersion } from '../../lib/evolution/sparseBase'
import type { Patch } from '../../lib/patch/types'

const ENV = {
  ...process.env,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_AUTHOR_NAME: 'Jane Doe',
  GIT_AUTHOR_EMAIL: 'jane@example.org',
  GIT_COMMITTER_NAME: 'Jane Doe',
  GIT_COMMITTER_EMAIL: 'jane@example.org',
}

/** Runs git in a folder and returns what it printed. */
export function git(folder: string, args: readonly string[], input?: Buffer | string): string {
  return execFileSync('git', [...args], { cwd: folder, env: ENV, input, maxBuffer: 1 << 28 }).toString()
}

/**
 * Commits the patches of a version on top of a base rebuilt from their own lines: unknown lines become placeholders, hunk
 * headings are written into unknown lines above their hunks. Returns nothing; the branch `name` holds the commits.
 */
export function commitVersion(folder: string, name: string, patches: readonly Patch[], mails: readonly Buffer[]): void {
  const version = applyVersion(patches)
  git(folder, ['checkout', '-q', '--orphan', name])
  git(folder, ['rm', '-rfq', '--ignore-unmatch', '.'])
  const headings = bindHeadings(version, patches)
  for (const [path, known] of version.base) {
    if (known === null) continue
    const lines = new Map([...known].map(([line, { text }]) => [line, text]))
    for (const [line, text] of headings.get(path) ?? []) if (!lines.has(line)) lines.set(line, text)
    const last = Math.max(0, ...lines.keys()) + (reachesEnd(version, patches, path) ? 0 : 20)
    const text = Array.from({ length: last }, (_, at) => lines.get(at + 1) ?? ` unknown line ${at + 1} of ${path}`)
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), `${text.join('\n')}\n`)
  }
  git(folder, ['add', '-A'])
  git(folder, ['commit', '-q', '--allow-empty', '-m', `base of ${name}`])
  for (const mail of mails) git(folder, ['am', '-q', '--keep-cr'], mail)
}

/** A hunk with fewer than three lines of context at its end touches the end of its file. */
function reachesEnd(version: SparseVersion, patches: readonly Patch[], path: string): boolean {
  return version.placed.some(({ patch, file, hunk }) => {
    const diff = patches[patch - 1]?.files[file]
    if (diff?.oldPath !== path) return false
    const tail = diff.hunks[hunk]?.lines.slice(-3) ?? []
    return tail.some((line) => line.kind !== 'context')
  })
}

/** Finds an unknown line of the base above each hunk that can hold its heading, so that git finds it there. */
function bindHeadings(version: SparseVersion, patches: readonly Patch[]): Map<string, Map<number, string>> {
  const result = new Map<string, Map<number, string>>()
  for (const { patch, file, hunk, cells } of version.placed) {
    const diff = patches[patch - 1]?.files[file]
    const heading = diff?.hunks[hunk]?.heading ?? ''
    const path = diff?.oldPath ?? ''
    const known = version.base.get(path)
    const first = version.cells[cells[0] ?? -1]?.baseLine
    if (heading === '' || known == null || first == null) continue
    const bound = result.get(path) ?? new Map<number, string>()
    result.set(path, bound)
    for (let line = first - 1; line > 0; line--) {
      const text = known.get(line)?.text ?? bound.get(line)
      if (text === undefined) {
        bound.set(line, heading)
        break
      }
      if (/^[A-Za-z_$]/.test(text)) break
    }
  }
  return result
}
