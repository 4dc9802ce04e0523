import type { ReactNode } from 'react'

/**
 * HTML that needs no more escaping. Only html.ts makes it, so that nothing else can pass a text as HTML. For React it is a list, which
 * refuses to be one: it would take the HTML for text.
 */
export class Finished implements Iterable<ReactNode> {
  constructor(readonly html: string) {}

  [Symbol.iterator](): never {
    throw new TypeError('What html`` gives is drawn by renderMarkup alone')
  }
}
