import { z } from 'zod'

/** A repository of a manifest: its path below the server, and what changes whenever it does. */
export interface Repository {
  readonly path: string
  /** '' when the manifest does not tell. */
  readonly state: string
}

const MANIFEST = z.record(z.string(), z.object({ fingerprint: z.string().optional(), modified: z.number().optional() }))

/** The repositories that a manifest in the form of grokmirror lists; none when it is not one. */
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
