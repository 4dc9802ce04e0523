import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../support/cli'

export interface ExportedFunction {
  /** Relative to the project folder: lib/mail/subject.ts */
  readonly file: string
  readonly name: string
  readonly parameters: readonly Parameter[]
}

interface Parameter {
  readonly type: string
  readonly required: boolean
}

/** Every function that a file of lib/ exports, with its parameters, read from the source. */
export function listExports(): ExportedFunction[] {
  const files = readdirSync(join(ROOT, 'lib'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  )
  return files.sort().flatMap((name) => {
    const source = readFileSync(join(ROOT, 'lib', name), 'utf8')
    return [...source.matchAll(/^export (?:async )?function (\w+)(?:<[^(]*>)?\(/gm)].map(
      ({ 0: head, 1: found = '', index }) => ({
        file: `lib/${name}`,
        name: found,
        parameters: readParameters(source, index + head.length),
      }),
    )
  })
}

/** Splits a parameter list at its outermost commas; `at` is the position after the bracket. */
function readParameters(source: string, at: number): Parameter[] {
  const parts: string[] = ['']
  let depth = 0
  let last = ''
  for (const sign of source.slice(at)) {
    if (sign === ')' && depth === 0) break
    if ('([{<'.includes(sign)) depth++
    if (')]}'.includes(sign) || (sign === '>' && last !== '=')) depth--
    if (sign === ',' && depth === 0) parts.push('')
    else parts[parts.length - 1] += sign
    last = sign
  }
  return parts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [, optional = '', rest = ''] = /^(?:\w+|\{[^}]*\}|\[[^\]]*\])(\??):\s*([\s\S]*)$/.exec(part) ?? []
      const [type = '', initial] = rest.split(/ = /)
      const inferred = /^\w+ = /.test(part)
      return { type: type.trim(), required: optional === '' && initial === undefined && !inferred }
    })
}

const TEXT_TYPES = new Set(['string', 'Buffer', 'readonly string[]', 'Iterable<string>'])

/** Whether a function reads outside text, by the type of its first parameter or by its name. */
export function isParser({ name, parameters }: ExportedFunction): boolean {
  return TEXT_TYPES.has(parameters[0]?.type ?? '') || /^(?:parse|read|find|split|decode)[A-Z]/.test(name)
}

/** Builds an argument of each type that a parser takes; texts are the hostile one. */
const ARGUMENTS: Readonly<Record<string, (text: string) => unknown>> = {
  string: (text) => text,
  'string | undefined': (text) => text,
  Buffer: (text) => Buffer.from(text),
  'readonly string[]': (text) => text.split('\n'),
  'Iterable<string>': (text) => text.split('\n'),
  number: () => 0,
  boolean: () => true,
  Address: () => ({ name: 'Rex Roe', email: 'rex@example.org' }),
  'Patch | undefined': () => undefined,
  '(at: number) => boolean': () => (at: number) => at > 2,
  '(written: string) => string | undefined': () => (written: string) => written,
}

/** The arguments of a call with one text, by the types of the parameters; undefined when one of them needs a case of its own. */
export function argumentsByType({ parameters }: ExportedFunction): ((text: string) => readonly unknown[]) | undefined {
  const makers = parameters.filter(({ required }) => required).map(({ type }) => ARGUMENTS[type])
  if (makers.length === 0 || makers.some((maker) => maker === undefined)) return undefined
  return (text) => makers.map((maker) => maker?.(text))
}
