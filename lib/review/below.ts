import { groupBy } from '../groupBy'
import type { Address } from '../mail/types'
import { type ReplyLine, TRAILER } from './quote'
import { markRepeated, type Repeatable, repeatsLine } from './repeated'

/** A mail is known when it has at least this part of the text below the header block that names it. */
const KNOWN = 0.5
const SIGNATURE = /^-- ?$/

/**
 * Finds what a sender wrote below a header block without marks, as Outlook puts it above a quotation: where a known mail has at least half of the lines
 * there, the others are the sender's, up to a signature. Where it has not, all of them stay quoted, because the mail that is quoted is missing. `lines` are
 * those of readLines, `from` wrote them. A tag in the name of somebody else is quoted, however programs changed it. Linear in the lines and the texts of `repeatable`, which is asked for only when there is such a block.
 */
export function readBelow(
  lines: readonly ReplyLine[],
  from: Address,
  repeatable: () => Repeatable,
): readonly ReplyLine[] {
  const blocks = groupBy(
    lines.filter(({ below, text }) => below !== undefined && text.trim() !== ''),
    ({ below }) => below,
  )
  if (blocks.size === 0) return lines
  const { above, beside } = repeatable()
  const texts = [...above, ...beside]
  const opened = lines.map((line) => (line.below === undefined ? line : { ...line, source: 'own' as const }))
  const repeated = markRepeated(opened, { above, beside })
  const own = new Set<number>()
  for (const block of blocks.values()) {
    const rest = block.filter(
      ({ line, text }) => repeated[line]?.source === 'own' && !texts.some((one) => repeatsLine(text, one)),
    )
    if (rest.length > (1 - KNOWN) * block.length) continue
    const end = rest.findIndex(({ text }) => SIGNATURE.test(text))
    for (const { line, text } of end < 0 ? rest : rest.slice(0, end)) if (!isOthersTag(text, from)) own.add(line)
  }
  return lines.map((line) => (own.has(line.line) ? { ...line, source: 'own' } : line))
}

/** <OS7PR01MB11839C07366372AC254F28E51FD82A@OS7PR01MB11839.jpnprd01.prod.outlook.com> has `Reviewed-by: Li Wang <liwang@redhat.com<mailto:liwang@redhat.com>>`. */
function isOthersTag(text: string, { name, email }: Address): boolean {
  const words = text.toLowerCase()
  return TRAILER.test(text) && !words.includes(email) && (name === '' || !words.includes(name.toLowerCase()))
}
