import { MAIL_KEYS } from '../../../lib/messageId'
import schemas from '../../api/schemas.json'
import type { Endpoint } from './endpoint'
import { OTHER_ENDPOINTS } from './otherEndpoints'
import { SERIES_ENDPOINTS } from './seriesEndpoints'

const MAIL_KEY = {
  type: 'string',
  description: 'Present when another mail was received with this Message-ID before: the name of this one in addresses.',
}
/** Every endpoint of the JSON API. */
export const ENDPOINTS: readonly Endpoint[] = [...SERIES_ENDPOINTS, ...OTHER_ENDPOINTS]

/** The OpenAPI 3.1 document: the endpoints, with schemas that `npm run openapi` generates from the view models. */
export function openApiDocument() {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Reroll',
      version: '1',
      description:
        'Patch series on mailing lists: how they evolved, and where each reviewer stands. Read-only; times are ISO 8601, UTC.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    paths: Object.fromEntries(ENDPOINTS.map((endpoint) => [endpoint.path, { get: toOperation(endpoint) }])),
    components: { schemas: withKeys(moveRefs(schemas.definitions)) },
  }
}

function toOperation({ path, summary, parameters, answer, failures }: Endpoint) {
  const schema = answer === null ? { type: 'object' } : { $ref: `#/components/schemas/Answers/properties/${answer}` }
  const error = { $ref: '#/components/schemas/Answers/properties/error' }
  return {
    operationId: path
      .replace(/^\/api\//, '')
      .replace(/[^A-Za-z]+/g, '-')
      .replace(/^-|-$/g, ''),
    summary,
    parameters,
    responses: {
      200: { description: 'Found.', content: { 'application/json': { schema } } },
      ...Object.fromEntries(
        Object.entries(failures).map(([status, description]) => [
          status,
          { description, content: { 'application/json': { schema: error } } },
        ]),
      ),
    },
  }
}

/** The generator writes `#/definitions/X`; OpenAPI keeps schemas in `#/components/schemas/X`. */
function moveRefs(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(moveRefs)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === '$ref' && typeof inner === 'string'
        ? inner.replace('#/definitions/', '#/components/schemas/')
        : moveRefs(inner),
    ]),
  )
}

/** Adds the keys of mails to the schemas, beside their Message-IDs. */
function withKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withKeys)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).flatMap(([name, inner]) => {
    const key = MAIL_KEYS[name]
    const own = [name, withKeys(inner)] as const
    return key === undefined || typeof inner !== 'object' ? [own] : [own, [key, MAIL_KEY] as const]
  })
  return Object.fromEntries(entries)
}
