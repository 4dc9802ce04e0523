import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../support/cli'
import { fieldsOf, OBJECTS, unlistedDefinitions, withFields } from './apiFields'

const PATH = join(ROOT, 'docs/api.md')

describe('docs/api.md', () => {
  it('has every field about commits and pull requests in the words of the view models (npm run openapi writes it)', () => {
    const text = readFileSync(PATH, 'utf8')
    if (process.env.REROLL_UPDATE === '1') writeFileSync(PATH, withFields(text))
    expect(readFileSync(PATH, 'utf8')).toBe(withFields(text))
  })

  it('leaves out no object that commits and pull requests refer to', () => {
    expect(unlistedDefinitions()).toEqual([])
  })

  it('leaves no field without a meaning, nor those of an object inside another', () => {
    const fields = Object.keys(OBJECTS).flatMap((name) => fieldsOf(name).map((one) => ({ ...one, name })))
    expect(fields.filter(({ meaning }) => meaning === '').map(({ name, path }) => `${name}.${path}`)).toEqual([])
    expect(fields.map(({ name, path }) => `${name}.${path}`)).toContain('CommitView.backports[].reverted')
    expect(fields.map(({ name, path }) => `${name}.${path}`)).toContain('StateView.conflict.quote')
  })
})
