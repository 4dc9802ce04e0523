import type { LatestView } from '../../db/queries/views'
import { count } from './pageWords'

/** `3 new versions`, `11 comments`, `2 applied`; what there is none of is left out. */
export function latestParts({ versions, comments, applied }: LatestView): readonly string[] {
  const size = comments.reduce((sum, one) => sum + one.size, 0)
  return [
    ...(versions.length === 0 ? [] : [count(versions.length, 'new version')]),
    ...(size === 0 ? [] : [count(size, 'comment')]),
    ...(applied.length === 0 ? [] : [`${applied.length} applied`]),
  ]
}
