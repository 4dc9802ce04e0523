import { describe, expect, it } from 'vitest'
import { openFindNamed } from '../../lib/review/credit'

const people = ['Matthew Rosato', 'Eric Farman', 'Jason A. Gunthorpe', 'Jane Gray'].map((name, index) => ({
  name,
  emails: [`p${index}@example.org`],
}))
const findNamed = openFindNamed(people)

describe('initials in a credit', () => {
  it('name the one person who has them', () => {
    expect(['MR', 'EF', 'JAG'].map(findNamed)).toEqual([[0], [1], [2]])
  })

  it('name nobody when two people have them, or they are not capitals', () => {
    expect(['JG', 'mr', 'XY'].map(findNamed)).toEqual([[], [], []])
  })

  it('are not looked for where a word of a name fits', () => {
    expect(openFindNamed([{ name: 'MR Hand', emails: [] }, ...people])('MR')).toEqual([0])
  })
})
