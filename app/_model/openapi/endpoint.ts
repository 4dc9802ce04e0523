export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query'
  readonly required?: boolean
  readonly description: string
  readonly schema: Readonly<Record<string, unknown>>
}

export interface Endpoint {
  readonly path: string
  readonly summary: string
  readonly parameters: readonly Parameter[]
  /** Name in Answers, app/api/answers.ts; null for this document itself. */
  readonly answer: string | null
  /** Other statuses it can answer with, and why. */
  readonly failures: Readonly<Record<number, string>>
}

export const TEXT = { type: 'string' }
export const NUMBER = { type: 'integer' }
/** The number of a patch: 2.5 for one that was inserted. */
export const PATCH_NUMBER = { type: 'number' }

export const query = (
  name: string,
  description: string,
  schema: Parameter['schema'] = TEXT,
  required = false,
): Parameter => ({
  name,
  in: 'query',
  ...(required ? { required } : {}),
  description,
  schema,
})

export const ID: Parameter = {
  name: 'id',
  in: 'path',
  required: true,
  description: 'Any Message-ID of the series, without brackets, percent-encoded.',
  schema: TEXT,
}

export const BAD =
  'A parameter has a value that is not valid for it, or the answer would be longer than 16 MiB; `error` says which.'
export const UNKNOWN = 'No series or mail with this ID, version or patch has been imported.'
export const PAGE = query('page', 'Page number, starting at 1.', { ...NUMBER, minimum: 1 })
