import { parseAddress } from '../address'
import { headerValues, parseHeaderBlock, parseMessageIds } from '../header'
import { between, elementText, textOf } from './htmlText'
import type { ShownMail } from './shownMail'

/** The headers are in a collapsed row, whose id changed over the years. */
const HEADER_MARKS = ['id="toggle-patch-headers"', 'id="patch-headers"', 'id="patchheaders"']

/** Reads a patch page of Patchwork: it has a row "Message ID", the text in `<pre class="content">`, and all headers in a collapsed row. Comments are not read. Undefined for any other page. */
export function readPatchworkPage(html: string): ShownMail | undefined {
  const head = html.search(/<th[^<>]{0,100}>\s{0,20}Message ID\s{0,20}<\/th>/i)
  if (head < 0) return undefined
  const row = elementText(html, 'td', head) ?? ''
  const messageId =
    parseMessageIds(`<${/[^\s<>"]{1,120}@[^\s<>"]{1,120}/.exec(row.slice(0, 2_000))?.[0] ?? ''}>`)[0] ?? null
  const { fields } = parseHeaderBlock(Buffer.from(readHeaders(html)))
  const value = (name: string) => headerValues(fields, name)[0] ?? ''
  return {
    messageId,
    from: parseAddress(value('from')),
    date: value('date'),
    subject: value('subject'),
    inReplyTo: parseMessageIds(value('in-reply-to'))[0] ?? null,
    body: readBody(html),
  }
}

/** The element around the diff. The message is before it, the comments of others are after it. */
const DIFF_MARKS = ['<div id="patch"', '<div class="patch"', '<pre id="patch-diff"', '<pre class="patch']
const CONTENT = '<pre class="content">'

function readBody(html: string): string {
  const marks = DIFF_MARKS.map((mark) => html.indexOf(mark)).filter((at) => at >= 0)
  const at = marks.length === 0 ? html.length : Math.min(...marks)
  const message = html.indexOf(CONTENT)
  const diff = html.startsWith('<pre', at) ? at : html.indexOf(CONTENT, at)
  return `${message < 0 || message >= at ? '' : preAt(html, message)}\n${diff < 0 || at === html.length ? '' : preAt(html, diff)}`
}

/** The text of the preformatted element that starts here. By the rules of HTML a line end at its start does not count. */
function preAt(html: string, at: number): string {
  return textOf(between(html, '>', '</pre>', at) ?? '').replace(/^\n/, '')
}

function readHeaders(html: string): string {
  const at = Math.max(...HEADER_MARKS.map((mark) => html.indexOf(mark)))
  return at < 0 ? '' : textOf(between(html, '<pre>', '</pre>', at) ?? '')
}
