import { splitBody } from './body'

/**
 * Writes trailers into the body of a patch mail where `git am` reads them: at the end of the commit message, above the
 * `---` line or the diff. `lines` are whole trailers ('Reviewed-by: Jane Doe <jane@example.org>'). The rest of the body stays
 * as it is, to the byte.
 */
export function addTrailers(body: string, lines: readonly string[]): string {
  if (lines.length === 0) return body
  const { messageLine, commitMessage, trailers } = splitBody(body)
  const all = body.split('\n')
  const end = messageLine + commitMessage.length
  const gap = trailers.length > 0 || commitMessage.length === 0 ? [] : ['']
  return [...all.slice(0, end), ...gap, ...lines, ...all.slice(end)].join('\n')
}
