import { z } from 'zod'

/** A repository in a manifest: its path on the server, and a value that changes whenever the repository does. */
interface Repository {
  readonly path: string
  /** '' if the manifest has none. */
  readonly state: string
}

const MANIFEST = z.record(z.string(), z.object({ fingerprint: z.string().optional(), modified: z.number().optional() }))

/** The repositories that a grokmirror manifest lists; none if the text is not such a manifest. */
export function parseRepositories(text: string): Repository[] {
  try {
    return Object.entries(MANIFEST.parse(JSON.parse(text))).map(([path, { fingerprint, modified }]) => ({
      path,
      state: fingerprint ?? (modified === undefined ? '' : String(modified)),
    }))
  } catch {
    return []
  }
}
