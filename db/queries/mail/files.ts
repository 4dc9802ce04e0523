import { type MailFile, readFiles } from '../../../lib/mail/mime'

/** A file that came with a mail; `content` is served as text or as a download, never as what it says it is. */
export interface FileView extends MailFile {
  /** From 1. */
  readonly place: number
  /** Whether it can be shown as text. */
  readonly text: boolean
}

/** The files of a raw mail. */
export async function readFileViews(raw: Buffer): Promise<FileView[]> {
  const files = await readFiles(raw)
  return files.map((file, at) => ({ ...file, place: at + 1, text: /^text\//i.test(file.type) }))
}
