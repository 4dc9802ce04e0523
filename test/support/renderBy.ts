import { askNext, type NextHandler, type Render } from '../../scripts/server/next'

/** Renders pages in this process, by a handler in place of Next. */
export function renderBy(handler: NextHandler): () => Render {
  return () => (target) => askNext(handler, target)
}
