import { join } from 'node:path'
import { renderToStaticMarkup } from 'react-dom/server'
import { openWriter } from '../../db/migrate'
import type { Db } from '../../db/open'
import { ingestMails } from './ingest'

/** Imports mails into a database file that the pages then read; the file is replaced by the next call. Gives the handle for rows. */
export async function publish(folder: string, mails: readonly (Buffer | string)[]): Promise<Db> {
  const path = join(folder, `${Math.random().toString(36).slice(2)}.sqlite`)
  const db = openWriter(path)
  await ingestMails(db, mails)
  process.env.REROLL_DB = path
  return db
}

/** A page as the server makes it, but for the frame around all pages. */
export async function renderPage(
  page: 'series' | 'message',
  id: string,
  { encoded = false }: { readonly encoded?: boolean } = {},
): Promise<string> {
  const params = { params: Promise.resolve({ id: encoded ? id : encodeURIComponent(id) }) }
  const { default: Page } =
    page === 'series' ? await import('../../app/series/[id]/page') : await import('../../app/message/[id]/page')
  return renderToStaticMarkup(await Page(params))
}

/** What a reader sees: markup away, entities as characters, blanks collapsed. */
export function pageText(html: string): string {
  const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', '#x27': "'" }
  return html
    .replace(/<title>.*?<\/title>/g, ' ')
    .replace(/<[^>]*>/g, '')
    .replace(/&(lt|gt|amp|quot|#x27);/g, (_, name: string) => entities[name] ?? '')
    .replace(/\s+/g, ' ')
}
