import type { NearestView } from '../../db/queries/status/nearest'
import { checkMessageId } from './messageIdParam'

/** What an address that leads nowhere asks for. */
export type Missing =
  /** A mail that has not been imported. */
  | { readonly kind: 'mail'; readonly id: string }
  /** A mail that is here, but in no series, or not a pull request. */
  | { readonly kind: 'other-mail'; readonly id: string }
  /** A version, patch, person or file that a series or mail does not have. */
  | { readonly kind: 'part'; readonly series: NonNullable<NearestView['series']> }
  /** The review of somebody who wrote nothing on a series. */
  | { readonly kind: 'review'; readonly series: NonNullable<NearestView['series']>; readonly address: string }
  | { readonly kind: 'person'; readonly address: string }
  | { readonly kind: 'list'; readonly list: string }
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'commit'; readonly sha: string }
  | { readonly kind: 'page' }

/** Finds what the path of an address asks for. `findNearest` looks up a Message-ID. A path that no page has, or that cannot be decoded, asks for a page. */
export function findMissing(path: string, findNearest: (id: string) => NearestView | undefined): Missing {
  const [kind = '', first = '', ...rest] = decodeParts(path)
  switch (kind) {
    case 'series':
    case 'message':
    case 'pull':
    case 'r':
      return checkMessageId(first) === undefined ? { kind: 'page' } : missingMail(first, rest, findNearest(first))
    case 'people':
      return { kind: 'person', address: first }
    case 'list':
      return { kind: 'list', list: first }
    case 'path':
      return { kind: 'path', path: [first, ...rest].join('/') }
    case 'commit':
      return { kind: 'commit', sha: first }
    default:
      return { kind: 'page' }
  }
}

function missingMail(id: string, [part, address = '']: readonly string[], nearest: NearestView | undefined): Missing {
  if (nearest === undefined) return { kind: 'mail', id }
  if (nearest.series === null) return { kind: 'other-mail', id }
  return part === 'since'
    ? { kind: 'review', series: nearest.series, address }
    : { kind: 'part', series: nearest.series }
}

function decodeParts(path: string): readonly string[] {
  try {
    return path
      .split('/')
      .filter((part) => part !== '')
      .map(decodeURIComponent)
  } catch {
    return []
  }
}
