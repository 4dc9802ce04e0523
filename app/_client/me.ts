/** Who reads in this browser: one of the people of the archive, as they said on that person's page. */
export interface Me {
  readonly address: string
  readonly name: string
  /** Their other addresses, in lower case. */
  readonly others: readonly string[]
}

/** Longest address or name that is read. */
const MAX_LENGTH = 300
/** Other addresses that are read. */
const MAX_OTHERS = 20

/** Decodes what `writeMe` encoded. Undefined for anything else, since other programs may have used this origin. */
export function readMe(text: string | null): Me | undefined {
  const { address, name, others } = parseObject(text ?? '')
  if (typeof address !== 'string' || typeof name !== 'string') return undefined
  if (address === '' || address.length > MAX_LENGTH || name.length > MAX_LENGTH) return undefined
  return { address, name: name === '' ? address : name, others: readAddresses(others) }
}

/** Encodes a person for the storage of the browser. */
export function writeMe({ address, name, others }: Me): string {
  return JSON.stringify({ address, name, others })
}

/** Whether an address is one of theirs. */
export function isMine({ address, others }: Me, email: string): boolean {
  const low = email.toLowerCase()
  return low === address.toLowerCase() || others.includes(low)
}

/** The page of a person, as `personHref` writes it for the pages. */
export function meHref({ address }: Me): string {
  return `/people/${encodeURIComponent(address)}`
}

function readAddresses(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return []
  return value
    .filter((one): one is string => typeof one === 'string' && one !== '' && one.length <= MAX_LENGTH)
    .slice(0, MAX_OTHERS)
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}
