/** An answer that browsers show as text and never as anything else. */
export function textResponse(
  body: string | Buffer,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const bytes = typeof body === 'string' ? body : new Uint8Array(body)
  return new Response(bytes, { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers } })
}

/** A JSON document, indented, since people read it in the browser. */
export function jsonResponse(value: unknown, status = 200): Response {
  return new Response(`${JSON.stringify(value, null, 2)}\n`, {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
  })
}

/** A name for the file that cannot leave the header: letters, digits, `.`, `_` and `-` only. */
export function attachmentHeader(filename: string): string {
  const name = filename.replace(/[^A-Za-z0-9._-]+/g, '_').replace(/^\.+/, '') || 'mail'
  return `attachment; filename="${name.slice(0, 150)}"`
}
