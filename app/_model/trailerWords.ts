/** A trailer without the address: `Reviewed-by: Tony Krowiak`. Pages do not spread addresses. */
export function withoutAddress(trailer: string): string {
  const open = trailer.indexOf('<')
  return open > 0 && trailer.slice(0, open).trimEnd().endsWith(':') === false
    ? trailer.slice(0, open).trimEnd()
    : trailer
}
