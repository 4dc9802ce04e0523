import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** The name of the file that a commit has, and its content: `m` adds a mail, `d` withdraws one. */
type Entry = readonly ['m' | 'd', Buffer]

let commits = 0

/** Appends commits to an epoch of a public-inbox, which is created if it is missing. */
export function createEpoch(repository: string, entries: readonly Entry[]): void {
  const grows = existsSync(repository)
  if (!grows) execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=master', repository])
  const parts = entries.flatMap(([name, bytes], index) => [
    Buffer.from(
      `commit refs/heads/master\ncommitter T <t@example.org> ${1_709_287_200 + commits++} +0000\ndata 4\nmail\n`,
    ),
    Buffer.from(grows && index === 0 ? 'from refs/heads/master^0\n' : ''),
    Buffer.from(`deleteall\nM 100644 inline ${name}\ndata ${bytes.length}\n`),
    bytes,
    Buffer.from('\n\n'),
  ])
  const options = ['-c', 'fastimport.unpackLimit=1000', '-C', repository, 'fast-import', '--quiet']
  execFileSync('git', options, { input: Buffer.concat(parts), stdio: ['pipe', 'pipe', 'pipe'] })
}
