import { createHash } from 'node:crypto'
import { visible } from './visible'

/** One thing that happened. */
export interface FeedEntry {
  /** What identifies the event, in parts that never change. Entries with the same parts are the same entry. */
  readonly identity: readonly string[]
  readonly title: string
  /** ISO, UTC. */
  readonly updated: string
  readonly author: string
  /** A path of this site. */
  readonly href: string
  /** Paragraphs of plain text. */
  readonly summary: readonly string[]
}

export interface Feed {
  readonly identity: readonly string[]
  readonly title: string
  /** Path of the feed, and of the page it belongs to. */
  readonly self: string
  readonly page: string
  readonly entries: readonly FeedEntry[]
}

/** The time of the last update of a feed without entries: Atom requires one, and a clock would change the feed on each request. */
const NEVER = '1970-01-01T00:00:00Z'

/**
 * Renders a feed as an Atom document (RFC 4287). `base` is the address of the site ('https://patches.example.org'); without it, links
 * are relative, which the RFC allows. Mail is hostile: all text is escaped and invisible characters are spelled out.
 */
export function renderFeed({ identity, title, self, page, entries }: Feed, base = ''): string {
  const newest = entries.map(({ updated }) => updated).sort()
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
    `<id>${feedId(identity)}</id>`,
    `<title>${escapeXml(title)}</title>`,
    `<updated>${newest[newest.length - 1] ?? NEVER}</updated>`,
    '<author><name>Reroll</name></author>',
    `<link rel="self" type="application/atom+xml" href="${escapeXml(base + self)}"/>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(base + page)}"/>`,
    ...entries.map((entry) => renderEntry(entry, base)),
    '</feed>',
    '',
  ].join('\n')
}

function renderEntry({ identity, title, updated, author, href, summary }: FeedEntry, base: string): string {
  return [
    '<entry>',
    `<id>${feedId(identity)}</id>`,
    `<title>${escapeXml(title)}</title>`,
    `<updated>${updated}</updated>`,
    `<author><name>${escapeXml(author) || 'unknown'}</name></author>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(base + href)}"/>`,
    `<summary>${escapeXml(summary.join('\n\n'))}</summary>`,
    '</entry>',
  ].join('\n')
}

/** A name-based UUID (RFC 9562, in the form of version 5) of the parts: the same on every machine and at every address of the site. */
export function feedId(identity: readonly string[]): string {
  const hash = createHash('sha1')
    .update(JSON.stringify(['reroll', ...identity]))
    .digest()
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6)
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = hash.toString('hex')
  return `urn:uuid:${[hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')}`
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Escapes text for an element or an attribute. Characters that XML 1.0 does not allow become U+FFFD. */
export function escapeXml(text: string): string {
  return visible(text)
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '\ufffd')
    .replace(/[&<>"']/g, (char) => ESCAPES[char] ?? char)
}
