import { withOwnIds } from '../../lib/messageId'

/** Arrays and objects below this depth are written in one piece. */
const MAX_DEPTH = 2

/**
 * A view as indented JSON, as `JSON.stringify(value, withOwnIds, 2)` writes it, or undefined if that has more than `maxBytes` in UTF-8. An iterator at
 * the top is written as an array. Written piece by piece, so that the work ends at the limit; an iterator is not read on.
 */
export function boundedJson(value: unknown, maxBytes: number): string | undefined {
  const pieces: string[] = []
  let bytes = 0
  for (const piece of jsonPieces(value, 0)) {
    bytes += Buffer.byteLength(piece)
    if (bytes > maxBytes) return undefined
    pieces.push(piece)
  }
  return pieces.join('')
}

function* jsonPieces(value: unknown, depth: number): Generator<string> {
  if (depth < MAX_DEPTH && isIterable(value)) yield* listPieces(value, depth)
  else if (depth < MAX_DEPTH && typeof value === 'object' && value !== null) yield* objectPieces(value, depth)
  else yield JSON.stringify(value, withOwnIds, 2).replaceAll('\n', `\n${indent(depth)}`)
}

function* listPieces(values: Iterable<unknown>, depth: number): Generator<string> {
  let before = '['
  for (const value of values) {
    yield `${before}\n${indent(depth + 1)}`
    yield* jsonPieces(value ?? null, depth + 1)
    before = ','
  }
  yield before === '[' ? '[]' : `\n${indent(depth)}]`
}

function* objectPieces(value: object, depth: number): Generator<string> {
  let before = '{'
  for (const [name, inner] of Object.entries(withOwnIds('', value) ?? {})) {
    if (inner === undefined) continue
    yield `${before}\n${indent(depth + 1)}${JSON.stringify(name)}: `
    yield* jsonPieces(inner, depth + 1)
    before = ','
  }
  yield before === '{' ? '{}' : `\n${indent(depth)}}`
}

function indent(depth: number): string {
  return '  '.repeat(depth)
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value
}
