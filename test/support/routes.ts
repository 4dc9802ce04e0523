import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './cli'

/** A route of the app, as its folder is named: `/series/[id]/diff/[range]`. */
export interface Route {
  readonly path: string
  /** The path of its file. */
  readonly file: string
  /** Whether a path, without its query, is handled by this route. */
  readonly answers: (path: string) => boolean
}

/** All routes of app/, the most specific first. */
export function listRoutes(): Route[] {
  const files = readdirSync(join(ROOT, 'app'), { recursive: true }).map(String)
  const routes = files.flatMap((file) => {
    const name = /^(?:(.*)\/)?route\.tsx?$/.exec(file)
    if (name === null) return []
    const path = `/${name[1] ?? ''}`
    const pattern = toPattern(path)
    return [{ path, file: join(ROOT, 'app', file), answers: (asked: string) => pattern.test(asked) }]
  })
  // A name comes before a parameter, and a parameter before a catch-all.
  const rank = ({ path }: Route) => path.replaceAll('[[...', '~~~').replaceAll('[...', '~~').replaceAll('[', '~')
  return routes.sort((a, b) => (rank(a) < rank(b) ? -1 : 1))
}

function toPattern(path: string): RegExp {
  const parts = path
    .split('/')
    .filter((part) => part !== '')
    .map((part) => {
      if (part.startsWith('[[...')) return '(?:/.*)?'
      if (part.startsWith('[...')) return '/.+'
      return part.startsWith('[') ? '/[^/]+' : `/${part.replaceAll('.', '\\.')}`
    })
  return new RegExp(`^${parts.join('') || '/'}$`)
}
