import { join } from 'node:path'
import { openWriter } from '../../db/migrate'
import type { Db } from '../../db/open'
import { ingestMails } from './ingest'

/** Imports mails into a database file that the pages then read. The next call replaces the file. Returns a handle for rows. */
export async function publish(folder: string, mails: readonly (Buffer | string)[]): Promise<Db> {
  const path = join(folder, `${Math.random().toString(36).slice(2)}.sqlite`)
  const db = openWriter(path)
  await ingestMails(db, mails)
  process.env.REROLL_DB = path
  return db
}

/** Renders a page with its handler and returns its main part, without what all pages share. Throws unless the status is 200. */
export async function renderPage(
  page: 'series' | 'message',
  id: string,
  { encoded = false }: { readonly encoded?: boolean } = {},
): Promise<string> {
  const params = Promise.resolve({ id: encoded ? decodeURIComponent(id) : id })
  const { GET } =
    page === 'series' ? await import('../../app/series/[id]/route') : await import('../../app/message/[id]/route')
  const response = await GET(new Request(`http://localhost/${page}`), { params })
  if (response.status !== 200) throw new Error(`the ${page} ${id} is answered ${response.status}`)
  const html = await response.text()
  return html.slice(html.indexOf('<main'), html.indexOf('</main>'))
}

/** The text that a reader sees: no markup, entities decoded, blanks collapsed. */
export function pageText(html: string): string {
  const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', '#x27': "'" }
  return html
    .replace(/<title>.*?<\/title>/g, ' ')
    .replace(/<[^>]*>/g, '')
    .replace(/&(lt|gt|amp|quot|#x27);/g, (_, name: string) => entities[name] ?? '')
    .replace(/\s+/g, ' ')
}
