import { z } from 'zod'
import { parseMessageReference } from '../../lib/mail/archiveLink'
import { startsWithFromLine } from '../../lib/mail/mboxrd'
import type { MessageId } from '../../lib/mail/types'
import type { SourceContext } from './context'
import { fetchDocument } from './document'
import { openGathered } from './gathered'
import { parseUrl } from './http'
import { collectSeries } from './lore/collect'
import { openLoreArchive, serverOf } from './lore/lookup'
import { readMboxBytes } from './mboxStream'
import { type Source, SourceError, type SourceItem } from './source'

/** What a Patchwork URL names. */
interface PatchworkRef {
  readonly origin: string
  readonly kind: 'series' | 'patches' | 'covers'
  /** A number, or a Message-ID. */
  readonly id: string
}

const MAIL = z.object({ id: z.number(), msgid: z.string(), mbox: z.string() })
const SERIES = z.object({ cover_letter: MAIL.nullable(), patches: z.array(MAIL).max(1_000) })
const MEMBER = z.object({ series: z.array(z.object({ id: z.number() })) }).and(MAIL)
const MAX_JSON_BYTES = 16 * 1024 * 1024

/**
 * Parses `/project/P/list/?series=N`, `/series/N/`, `/patch/N/`, `/project/P/patch/MSGID/`, `/cover/...` and the same below
 * `/api/`. Returns undefined for any other URL.
 */
export function parsePatchworkUrl(url: URL): PatchworkRef | undefined {
  const { origin, pathname, searchParams } = url
  const series = searchParams.get('series')
  if (series !== null && /^\d{1,9}$/.test(series) && /\/list\/?$/.test(pathname))
    return { origin, kind: 'series', id: series }
  const numbered = /^\/(?:api\/(?:[\d.]{1,8}\/)?)?(series|patch|patches|cover|covers)\/(\d{1,9})(?:\/|$)/.exec(pathname)
  const named = /^\/project\/[^/]{1,100}\/(patch|cover)\/([^/]{3,250})(?:\/|$)/.exec(pathname)
  const found = numbered ?? named
  if (found?.[1] === undefined || found[2] === undefined) return undefined
  const kind = found[1] === 'series' ? 'series' : found[1].startsWith('patch') ? 'patches' : 'covers'
  return { origin, kind, id: found[2] }
}

/**
 * Opens the series that a Patchwork URL names, or that its patch belongs to. Patchwork adds collected tags to its mboxes, so the
 * original mails and the other versions are fetched from the archive; Patchwork's copies are used only for mails missing there.
 */
export function openPatchwork(context: SourceContext, word: string, ref: PatchworkRef): Source {
  return openGathered(word, 'Patchwork series', new URL(ref.origin).host, async function* () {
    const members = await listOrLookUp(context, ref)
    const ids = members.flatMap(({ msgid }) => parseMessageReference(msgid) ?? [])
    const { mails, missing } = await lookUp(context, ids)
    for (const [position, raw] of mails.entries())
      yield { kind: 'mail', raw, position, archivedMs: null, server: serverOf(context.lore) }
    for (const member of members) {
      const id = parseMessageReference(member.msgid)
      if (id === undefined || missing.has(id)) yield* readMember(context, ref, member)
    }
  })
}

type Member = z.infer<typeof MAIL>

/** If Patchwork cannot be reached, a link that contains a Message-ID still leads to the mail in the archive. */
async function listOrLookUp(context: SourceContext, ref: PatchworkRef): Promise<Member[]> {
  try {
    return await listMembers(context, ref)
  } catch (error) {
    const id = parseMessageReference(decode(ref.id))
    if (!(error instanceof SourceError) || id === undefined || !id.includes('@')) throw error
    const { mails } = await lookUp(context, [id])
    if (mails.length === 0) throw error
    context.warn(`${error.message}; the mail was looked up by its Message-ID`)
    return [{ id: 0, msgid: `<${id}>`, mbox: '' }]
  }
}

async function listMembers(context: SourceContext, { origin, kind, id }: PatchworkRef): Promise<Member[]> {
  if (kind === 'series') return membersOf(await ask(context, `${origin}/api/series/${id}/`, SERIES))
  const byNumber = /^\d+$/.test(id)
  const url = byNumber
    ? `${origin}/api/${kind}/${id}/`
    : `${origin}/api/${kind}/?msgid=${encodeURIComponent(decode(id))}`
  const member = byNumber ? await ask(context, url, MEMBER) : (await ask(context, url, z.array(MEMBER)))[0]
  if (member === undefined) throw new SourceError(`${url}: Patchwork does not have this mail`)
  const series = member.series[0]
  return series === undefined ? [member] : membersOf(await ask(context, `${origin}/api/series/${series.id}/`, SERIES))
}

function membersOf({ cover_letter, patches }: z.infer<typeof SERIES>): Member[] {
  return [...(cover_letter === null ? [] : [cover_letter]), ...patches]
}

async function ask<T>(context: SourceContext, url: string, shape: z.ZodType<T>): Promise<T> {
  const { body } = await fetchDocument(context, url, { maxBytes: MAX_JSON_BYTES })
  try {
    return shape.parse(JSON.parse(body.toString('utf8')))
  } catch {
    throw new SourceError(`${url}: not a response of Patchwork's REST API; check the URL`)
  }
}

interface LookedUp {
  readonly mails: readonly Buffer[]
  readonly missing: ReadonlySet<string>
}

/** Fetches the mails and their series from the archive. If it cannot be reached, all are missing and Patchwork's copies are used. */
async function lookUp({ http, lore }: SourceContext, ids: readonly MessageId[]): Promise<LookedUp> {
  try {
    const { mails, unknown } = await collectSeries(openLoreArchive(http, lore), ids)
    return { mails, missing: new Set(unknown) }
  } catch (error) {
    if (error instanceof SourceError) return { mails: [], missing: new Set(ids) }
    throw error
  }
}

/** Fetches Patchwork's copy of a mail. The URL comes from the server's response, so it must not point to another host. */
async function* readMember(context: SourceContext, ref: PatchworkRef, { mbox }: Member): AsyncGenerator<SourceItem> {
  const url = parseUrl(mbox)
  if (url.host !== new URL(ref.origin).host)
    throw new SourceError(`${ref.origin}: its mbox is on another host, ${url.host}, which is not contacted`)
  const { body } = await fetchDocument(context, `${ref.origin}${url.pathname}${url.search}`)
  // Some versions of Patchwork omit the `From ` line.
  if (startsWithFromLine(body)) yield* readMboxBytes(url.href, body)
  else yield { kind: 'mail', raw: body, position: 0, archivedMs: null }
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
