/** The line that separates the text of a mail from its signature (RFC 3676, section 4.3). */
export const SIGNATURE_LINE = '-- '

/** A bare `--` starts a signature only when at most this many lines follow it. */
const MAX_LINES = 6

/**
 * Whether a signature starts at `lines[at]`: at `-- `, or at a `--` whose blank a list stripped, when it is near the end of the mail.
 * <20220901143747.32858-1-kevin.tian@intel.com> has a bare `--` above half of its cover letter, which is not a signature.
 */
export function isSignatureStart(lines: readonly string[], at: number): boolean {
  if (lines[at] === SIGNATURE_LINE) return true
  if (lines[at] !== '--') return false
  for (let after = at + 1 + MAX_LINES; after < lines.length; after++) if (lines[after]?.trim() !== '') return false
  return true
}
