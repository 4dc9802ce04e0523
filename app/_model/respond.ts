/** Answers with plain text, which browsers never show as anything else. */
export function textResponse(
  body: string | Buffer,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const bytes = typeof body === 'string' ? body : new Uint8Array(body)
  return new Response(bytes, { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers } })
}

/** Answers with a JSON document, indented for people who read it in a browser. */
export function jsonResponse(value: unknown, status = 200): Response {
  return jsonTextResponse(JSON.stringify(value, null, 2), status)
}

/** Answers with a JSON document that was written already. */
export function jsonTextResponse(text: string, status = 200): Response {
  return new Response(`${text}\n`, { status, headers: { 'content-type': 'application/json; charset=utf-8' } })
}

/** The value of a `Content-Disposition` header. The file name is reduced to letters, digits, `.`, `_` and `-`, so it cannot break the header. */
export function attachmentHeader(filename: string): string {
  const name = filename.replace(/[^A-Za-z0-9._-]+/g, '_').replace(/^\.+/, '') || 'mail'
  return `attachment; filename="${name.slice(0, 150)}"`
}
