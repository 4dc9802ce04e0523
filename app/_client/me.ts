/** Who reads in this browser: one of the people of the archive, as they said on that person's page. */
export interface Me {
  readonly address: string
  readonly name: string
}

/** Longest address or name that is read. */
const MAX_LENGTH = 300

/** Decodes what `writeMe` encoded. Undefined for anything else, since other programs may have used this origin. */
export function readMe(text: string | null): Me | undefined {
  const { address, name } = parseObject(text ?? '')
  if (typeof address !== 'string' || typeof name !== 'string') return undefined
  if (address === '' || address.length > MAX_LENGTH || name.length > MAX_LENGTH) return undefined
  return { address, name: name === '' ? address : name }
}

/** Encodes a person for the storage of the browser. */
export function writeMe({ address, name }: Me): string {
  return JSON.stringify({ address, name })
}

/** The page of a person, as `personHref` writes it for the pages. */
export function meHref({ address }: Me): string {
  return `/people/${encodeURIComponent(address)}`
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}
