/** The address of this site for commands to copy: REROLL_URL, or the local one, which the script of the page replaces by the one it was read at. */
export function siteUrl(): string {
  const set = (process.env.REROLL_URL ?? '').replace(/\/+$/, '')
  return set === '' ? `http://localhost:${process.env.PORT ?? '3000'}` : set
}
