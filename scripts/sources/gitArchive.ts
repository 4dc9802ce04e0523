import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { type Epoch, findTip, readEpoch } from './epoch'
import { type Source, SourceError, type SourceItem } from './source'

/** A cursor is yielded after this many mails, so that a killed import loses no more than that. */
const BATCH_MAILS = 10_000

/** The last commit that was read of each epoch. */
type ArchiveCursor = Readonly<Record<string, string>>

/** Whether a directory is a git repository, bare or with a working tree. */
export function isGitDirectory(folder: string): boolean {
  return gitDirectory(folder) !== undefined
}

function gitDirectory(folder: string): string | undefined {
  return [folder, join(folder, '.git')].find(
    (path) =>
      ['HEAD', 'objects'].every((name) => existsSync(join(path, name))) &&
      statSync(join(path, 'objects')).isDirectory(),
  )
}

/** The epochs of a mirror, in order: `0.git`, `1.git` ... in the directory or in its `git` folder. Empty for any other directory. */
export function findEpochs(folder: string): Epoch[] {
  for (const place of [join(folder, 'git'), folder]) {
    if (!existsSync(place) || !statSync(place).isDirectory()) continue
    const epochs = readdirSync(place).flatMap((entry) => {
      const part = /^(\d{1,6})(?:\.git)?$/.exec(entry)?.[1]
      const repository = part === undefined ? undefined : gitDirectory(join(place, entry))
      return part === undefined || repository === undefined ? [] : [{ part, repository }]
    })
    if (epochs.length > 0) return epochs.sort((a, b) => Number(a.part) - Number(b.part))
  }
  return []
}

/** Opens a single epoch, a git repository. Its number is the name of the directory, or 0 if that is not a number. */
export function openEpoch(folder: string, name = folder): Source {
  const part = /^\d{1,6}$/.exec(basename(resolve(folder)).replace(/\.git$/, ''))?.[0] ?? '0'
  const repository = gitDirectory(folder) ?? folder
  return openArchive({ name, key: resolve(folder), kind: 'public-inbox epoch', epochs: () => [{ part, repository }] })
}

/** Opens a mirror of several epochs on disk. Epochs that are added later are found by the next run. */
export function openMirror(folder: string, name = folder): Source {
  return openArchive({ name, key: resolve(folder), kind: 'public-inbox mirror', epochs: () => findEpochs(folder) })
}

interface Archive {
  readonly name: string
  readonly key: string
  readonly kind: string
  readonly host?: string
  readonly prepare?: () => Promise<void>
  /** Called after `prepare`. */
  readonly epochs: () => readonly Epoch[]
  /** Called when reading ends, also after an error. */
  readonly cleanUp?: () => void
}

/** Opens a public-inbox archive: its epochs in order, each from the commit after the last one that was read. */
export function openArchive({ name, key, kind, host, prepare, epochs, cleanUp }: Archive): Source {
  let done = 0
  return {
    name,
    key,
    kind,
    resumes: true,
    bytes: null,
    bytesRead: () => done,
    ...(host === undefined ? {} : { host }),
    ...(prepare === undefined ? {} : { prepare }),
    async *items(text): AsyncGenerator<SourceItem> {
      const commits: Record<string, string> = { ...parseArchiveCursor(text) }
      try {
        const all = epochs()
        if (all.length === 0) throw new SourceError(`${name}: it no longer has any epoch (git/0.git); check the path`)
        for (const epoch of all) {
          const tip = await findTip(name, epoch)
          if (tip === undefined || tip === commits[epoch.part]) continue
          let batch = 0
          const since = commits[epoch.part] ?? null
          const onCommit = (commit: string) => {
            commits[epoch.part] = commit
          }
          for await (const item of readEpoch(name, epoch, tip, since, onCommit)) {
            done++
            if (batch >= BATCH_MAILS && commits[epoch.part] !== since) {
              yield { kind: 'cursor', cursor: JSON.stringify(commits) }
              batch = 0
            }
            batch++
            yield item
          }
          yield { kind: 'cursor', cursor: JSON.stringify(commits) }
        }
      } finally {
        cleanUp?.()
      }
    },
  }
}

/** The last commit of each epoch. A damaged cursor gives none, so the archive is read again and no mail is lost. */
function parseArchiveCursor(text: string | null): ArchiveCursor {
  if (text === null) return {}
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return {}
    return Object.fromEntries(Object.entries(value).filter(([, commit]) => /^[0-9a-f]{40,64}$/.test(String(commit))))
  } catch {
    return {}
  }
}
