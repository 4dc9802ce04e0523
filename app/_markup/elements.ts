/** Elements that React or the browser treats in a way of its own, which a page's content does not need. */
export const REFUSED: ReadonlySet<string> = new Set([
  'base',
  'iframe',
  'link',
  'meta',
  'noscript',
  'object',
  'script',
  'style',
  'template',
  'textarea',
])
