import { parseAddress } from '../address'
import { headerValues, parseHeaderBlock, parseMessageIds } from '../header'
import { between, elementText, textOf } from './html'
import type { ShownMail } from './shown'

/** The headers stand in a folded row, whose id changed over the years. */
const HEADER_MARKS = ['id="toggle-patch-headers"', 'id="patch-headers"', 'id="patchheaders"']

/** A patch page of Patchwork: a row "Message ID", the text in `<pre class="content">`, all headers in a folded row. Comments are not read. */
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
    body: `${preOf(html, '<pre class="content">')}\n${preOf(html, '<pre id="patch-diff"') || preOf(html, '<pre class="patch')}`,
  }
}

/** The text of the preformatted element that begins with this mark, '' when there is none. */
function preOf(html: string, mark: string): string {
  const found = between(html, mark, '</pre>') ?? ''
  return textOf(mark.endsWith('>') ? found : found.slice(found.indexOf('>') + 1))
}

function readHeaders(html: string): string {
  const at = Math.max(...HEADER_MARKS.map((mark) => html.indexOf(mark)))
  return at < 0 ? '' : textOf(between(html, '<pre>', '</pre>', at) ?? '')
}
