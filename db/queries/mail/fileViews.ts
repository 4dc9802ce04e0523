import { type MailFile, readFiles } from '../../../lib/mail/mime'

/** A file that came with a mail. Its content is served as text or as a download, never as the type that it claims. */
export interface FileView extends MailFile {
  /** From 1. */
  readonly place: number
  /** Whether it can be shown as text. */
  readonly text: boolean
}

/** The files of a raw mail. */
export async function readFileViews(raw: Buffer): Promise<FileView[]> {
  const files = await readFiles(raw)
  return files.map((file, index) => ({ ...file, place: index + 1, text: /^text\//i.test(file.type) }))
}
