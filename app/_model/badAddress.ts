/** What is wrong with an address that no page can read, in a sentence, by the name under which scripts/server asks for the page that says so. */
const CAUSES = {
  long: 'this address is longer than 4,096 bytes, and no page here has such an address',
  percent: 'this address has a percent sign without two hexadecimal digits after it, or bytes that are not UTF-8',
  dots: 'this address has a part that is only dots, as in /series/../x',
  absolute: 'this server answers requests for a path that begins with a slash',
  incomplete: 'this address ends where a Message-ID, the address of a person or a hash should follow',
} as const

export type BadAddress = keyof typeof CAUSES

/** The sentence for a name; undefined for anything else. */
export function badAddressCause(name: string): string | undefined {
  return isBadAddress(name) ? CAUSES[name] : undefined
}

function isBadAddress(name: string): name is BadAddress {
  return Object.hasOwn(CAUSES, name)
}
