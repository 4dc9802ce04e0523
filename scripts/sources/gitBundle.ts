import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { gitReason, runGit } from './git'
import { openArchive } from './gitArchive'
import { type Source, SourceError } from './source'

/** Whether a file that starts with these bytes is a git bundle. */
export function isBundle(head: Buffer): boolean {
  return /^# v[23] git bundle/.test(head.toString('latin1', 0, 16))
}

/** Opens an epoch in a file, as `git bundle create` writes it. It is unpacked into a temporary folder while it is read. */
export function openBundle(path: string, name = path): Source {
  let folder: string | undefined
  const repository = () => join(folder ?? '', '0.git')
  return openArchive({
    name,
    key: resolve(path),
    kind: 'public-inbox bundle',
    async prepare() {
      folder = mkdtempSync(join(tmpdir(), 'reroll-bundle-'))
      try {
        await unbundle(resolve(path), name, repository())
      } catch (error) {
        rmSync(folder, { recursive: true, force: true })
        throw error
      }
    },
    epochs: () => [{ part: '0', repository: repository() }],
    cleanUp: () => {
      if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
    },
  })
}

/** Unpacks a bundle. `git clone` would reject a bundle in which a single old blob is missing. */
async function unbundle(path: string, name: string, repository: string): Promise<void> {
  const init = await runGit(['init', '--quiet', '--bare', repository])
  if (init.code !== 0) throw new SourceError(`${name}: ${gitReason(init.stderr)}`)
  const { code, stdout, stderr } = await runGit(['--git-dir', repository, 'bundle', 'unbundle', path])
  if (code !== 0) throw new SourceError(`${name}: the bundle cannot be read (${gitReason(stderr)}); copy it again`)
  const heads = stdout
    .split('\n')
    .flatMap((line) => /^([0-9a-f]{40,64}) (\S+)$/.exec(line)?.slice(1, 3).join(' ') ?? [])
  const head = heads.find((line) => / (?:HEAD|\S+\/(?:master|main))$/.test(line)) ?? heads[0]
  const oid = head?.split(' ')[0]
  if (oid === undefined) throw new SourceError(`${name}: the bundle contains no branch`)
  await runGit(['--git-dir', repository, 'update-ref', 'refs/heads/master', oid])
  await runGit(['--git-dir', repository, 'symbolic-ref', 'HEAD', 'refs/heads/master'])
}
