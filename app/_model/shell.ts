/** A Message-ID or an address comes from a stranger and is pasted into a shell: everything but plain characters is quoted. */
export function quoteForShell(text: string): string {
  return /^[A-Za-z0-9._@+=:,/-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
