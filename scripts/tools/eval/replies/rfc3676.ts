/** A paragraph of a flowed text. */
export interface FlowedParagraph {
  /** Number of quote marks. */
  readonly depth: number
  readonly text: string
}

/**
 * Decodes format=flowed as RFC 3676 has it, section 4: of each line the quote marks are counted (4.5), then a stuffed space is removed (4.4).
 * A line that ends in a space continues in the next line (4.1), unless that has another depth (4.5); a signature mark does neither (4.3). With `delSp`
 * that space is removed. Written for this check alone, so it must not share code with lib/mail.
 */
export function decodeRfc3676(text: string, delSp: boolean): FlowedParagraph[] {
  const paragraphs: FlowedParagraph[] = []
  let open: FlowedParagraph | undefined
  const close = () => {
    if (open !== undefined) paragraphs.push(open)
    open = undefined
  }
  for (const line of text.split('\n')) {
    const depth = line.length - line.replace(/^>+/, '').length
    const content = line.slice(depth).startsWith(' ') ? line.slice(depth + 1) : line.slice(depth)
    if (open?.depth !== depth || content === '-- ') close()
    const joined: string = (open?.text ?? '') + content
    if (content.endsWith(' ') && content !== '-- ') {
      open = { depth, text: delSp ? joined.slice(0, -1) : joined }
    } else {
      open = undefined
      paragraphs.push({ depth, text: joined })
    }
  }
  close()
  return paragraphs
}
