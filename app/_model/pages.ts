import type { SearchParams } from './searchParams'

/** A page without the frame that all pages of its route share: finished HTML, as strings of bytes (_markup/bytes.ts). */
export interface DrawnPage {
  /** Its title and the links of its head. */
  readonly head: string
  /** What stands in its main landmark. */
  readonly content: string
}

/** Draws a page of a route by the segments in its address, percent-encoded; undefined when it is none that can be drawn so. */
export type DrawPage = (
  params: Readonly<Record<string, string>>,
  search: SearchParams,
) => Promise<DrawnPage | undefined>

/** What stands in a frame where a page comes in. No text of a mail is in a frame, so that nothing else can look like it. */
export const FRAME_TITLE = 'frame'
export const FRAME_CONTENT = '<template></template>'

declare global {
  /** The routes that Next has loaded, as `/series/[id]`: definePage adds them, the server draws their pages (scripts/server/frames.ts). */
  var rerollPages: Map<string, DrawPage> | undefined
  /** Set by the server: takes a page that Next is rendering, for which Next then gets the frame alone. False where nobody puts it in. */
  var rerollPageKeeper: ((page: DrawnPage) => boolean) | undefined
}
