import { openMboxFile } from './mboxFile'
import { type Source, SourceError } from './source'

/** Finds out what kind of source a word names and opens it. Throws SourceError with what to do when it is none. */
export async function openSource(word: string): Promise<Source> {
  if (/^https?:\/\//i.test(word)) {
    throw new SourceError(`${word}: fetching over the network is not built yet; download the mbox and name the file`)
  }
  return openMboxFile(word)
}
