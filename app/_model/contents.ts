/**
 * Takes the content of a page, which is finished HTML, and gives what Next is to send in its place. The server sets it and puts the
 * content back (scripts/server/contents.ts); without one, in development, Next sends the content itself.
 */
export type ContentKeeper = (html: string) => string

declare global {
  var rerollContentKeeper: ContentKeeper | undefined
}
