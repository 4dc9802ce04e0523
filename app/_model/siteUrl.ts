/** The address of this site for commands to copy: REROLL_URL, or the local one, which the script of the page replaces by the real one. */
export function siteUrl(): string {
  const set = (process.env.REROLL_URL ?? '').replace(/\/+$/, '')
  return set === '' ? LOCAL_URL : set
}

/** The same in app/_client/copy.ts, which imports nothing of the pages. */
const LOCAL_URL = 'http://localhost:3000'
