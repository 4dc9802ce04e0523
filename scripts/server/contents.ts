import { AsyncLocalStorage } from 'node:async_hooks'
import '../../app/_model/contents'

const contents = new AsyncLocalStorage<string[]>()

/** A comment cannot come from mail: React and app/_markup write `<` as `&lt;` in every text. */
const MARK = /^<!--content (\d{1,4})-->$/

/**
 * Lets Next render pages around a mark instead of their content: what it is given as a text it copies a dozen times, into data for
 * a client runtime and into streams. The contents that pages draw during `work` are added to `kept`, in the order of their marks.
 */
export function keepContents(kept: string[], work: () => Promise<void>): Promise<void> {
  globalThis.rerollContentKeeper = keep
  return contents.run(kept, work)
}

/** The content that a comment stands for; '' for any other comment. */
export function contentOf(comment: string, kept: readonly string[]): string {
  const number = kept.length === 0 ? undefined : MARK.exec(comment)?.[1]
  return number === undefined ? '' : (kept[Number(number)] ?? '')
}

function keep(html: string): string {
  const kept = contents.getStore()
  if (kept === undefined) return html
  kept.push(html)
  return `<!--content ${kept.length - 1}-->`
}
