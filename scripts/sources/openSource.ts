import { closeSync, existsSync, openSync, readFileSync, readSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseMessageReference } from '../../lib/mail/archiveLink'
import { parseMailPage } from '../../lib/mail/pages/mailPage'
import { isUrl } from '../../lib/url'
import { openContext, type SourceContext } from './context'
import { openGathered } from './gathered'
import { findEpochs, isGitDirectory, openEpoch, openMirror } from './gitArchive'
import { isBundle, openBundle } from './gitBundle'
import { isPage, readPage } from './htmlPage'
import { parseUrl } from './http'
import { openLoreThread } from './lore/threadSource'
import { holdsMailFiles, isMaildir, openEmlFile, openEmlFolder, openMaildir } from './mailFolder'
import { openMboxFile } from './mboxFile'
import { openUrl } from './openUrl'
import { type Source, SourceError } from './source'
import { isSingleMail, openStdin } from './stdin'

/** Enough to get past the long trace headers that come before the first field by which a mail is recognised. */
const HEAD_BYTES = 4_096
const MAX_PAGE_BYTES = 16 * 1024 * 1024

/** Opens a source with the settings from the environment; see openSourceIn. */
export function openSource(word: string): Promise<Source> {
  return openSourceIn(openContext({ database: process.env.REROLL_DB ?? 'db/reroll.sqlite' }), word)
}

/**
 * Opens the source that a word names; nothing is fetched yet. If a file or folder has that name, it wins over a Message-ID.
 * Throws SourceError if the word names nothing that can be read.
 */
export async function openSourceIn(context: SourceContext, word: string): Promise<Source> {
  if (word === '-') return openStdin(context.stdin)
  if (isUrl(word)) return openUrl(context, word)
  if (/^[a-z][\w+.-]*:\/\//i.test(word)) throw new SourceError(`${word}: only http and https URLs are fetched`)
  if (existsSync(word)) return statSync(word).isDirectory() ? openFolder(word) : openFile(context, word)
  const id = isMeantAsId(word) ? parseMessageReference(word) : undefined
  return id === undefined ? openMboxFile(word) : openLoreThread(context, word, id)
}

/** Whether a word is meant as a Message-ID: it contains an `@` and does not begin or end like a path. */
function isMeantAsId(word: string): boolean {
  if (/^(?:<|mid:|id:|message-id:)/i.test(word)) return true
  return word.includes('@') && !/^[./~]|\.(?:mbox|mbx|gz|eml|git|bundle|txt|html?)$|\/$/i.test(word)
}

function openFolder(folder: string): Source {
  if (isMaildir(folder)) return openMaildir(folder)
  if (findEpochs(folder).length > 0) return openMirror(folder)
  if (isGitDirectory(folder)) return openEpoch(folder)
  return holdsMailFiles(folder) ? openEmlFolder(folder) : openMboxFile(folder)
}

function openFile(context: SourceContext, path: string): Source {
  const head = readHead(path)
  if (isBundle(head)) return openBundle(path)
  if (isSingleMail(head)) return openEmlFile(path)
  if (!isPage(head) || statSync(path).size > MAX_PAGE_BYTES) return openMboxFile(path)
  const html = readFileSync(path, 'utf8')
  if (parseMailPage(html) === undefined) return openMboxFile(path)
  return openGathered(path, 'saved page', parseUrl(context.lore).host, () => readPage(context, path, html))
}

/** The first bytes of a file. Throws SourceError if it cannot be read. */
export function readHead(path: string): Buffer {
  const bytes = Buffer.alloc(HEAD_BYTES)
  try {
    const file = openSync(path, 'r')
    try {
      return bytes.subarray(0, readSync(file, bytes, 0, HEAD_BYTES, 0))
    } finally {
      closeSync(file)
    }
  } catch (error) {
    throw new SourceError(`${path}: cannot be read: ${(error as Error).message}`)
  }
}

/** The word, with an existing path made absolute, so that it names the same source from any directory. */
export function absoluteWord(word: string): string {
  return !isUrl(word) && existsSync(word) ? resolve(word) : word
}
