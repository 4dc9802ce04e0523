import type { Issue } from '../issue'
import { cutHeaders, type HeaderBlock, parseHeaderBlock } from './header'
import { cutParts } from './parts'

export interface LimitedMail {
  readonly raw: Buffer
  /** Its headers. */
  readonly block: HeaderBlock
  readonly issues: readonly Issue[]
}

/** The raw mail as far as it is read, with an issue for each limit that it goes beyond; what is kept of it is the whole. Linear. */
export function limitMail(raw: Buffer): LimitedMail {
  const head = cutHeaders(raw)
  const block = parseHeaderBlock(head.raw)
  const parts = cutParts(head.raw, block)
  return { raw: parts.raw, block, issues: [...head.issues, ...parts.issues] }
}
