/**
 * Splits `Name <address> # note` into name and lower-case address; a bare address is both. Linear in the length.
 * Text without an address is treated as the name.
 */
export function splitPerson(value: string): { readonly name: string; readonly email: string } {
  const open = value.indexOf('<')
  const close = value.indexOf('>', open + 1)
  if (open >= 0 && close > open) {
    const email = value
      .slice(open + 1, close)
      .trim()
      .toLowerCase()
    return { name: value.slice(0, open).trim().replace(/^"|"$/g, '') || email, email }
  }
  const name = value.trim()
  return { name, email: name.includes('@') ? name.toLowerCase() : '' }
}

/** A trailer without the address: `Reviewed-by: Tony Krowiak`. It stays as it is if nothing else would be left. Pages do not spread addresses. */
export function withoutAddress(trailer: string): string {
  const open = trailer.indexOf('<')
  const words = open === -1 ? '' : trailer.slice(0, open).trimEnd()
  return words === '' || words.endsWith(':') ? trailer : words
}
