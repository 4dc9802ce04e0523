import { describe, expect, it } from 'vitest'
import { ANN, REX, REX_TAG, review, type ShortReply } from './fixture'

const PATCH = [[{ line: 'one' }]]
const FIRST: ShortReply = { id: 'a', from: ANN, body: 'I think a mutex is nicer.', at: 1, patch: 1 }
const second = (body: string, from = REX) => {
  const { standings, people } = review(PATCH, [FIRST, { id: 'b', from, body, at: 2, patch: 1, to: 'a' }])
  return standings.flatMap(({ person, position }) => (people[person]?.name === from.name ? [position] : []))
}

describe('a second reviewer who answers the first', () => {
  it.each([
    'Agreed. Also please add a Fixes: tag to the patch.',
    'Jane, please add a Fixes: tag in v2.',
    'And the error path leaks the buffer.',
    'This patch needs a test as well.',
  ])('asks the author with "%s"', (body) => {
    expect(second(body)).toEqual(['requests-changes'])
  })

  it.each([
    'Ann, could you please send a patch for that?',
    'And you should send a patch for that.',
    'Have you measured that, Ann?',
    'We should do that too.',
    'The issue is the compiler, so these are the remaining ones to fix for full coverage too.',
  ])('asks nothing of the author with "%s"', (body) => {
    expect(second(body)).not.toContain('requests-changes')
  })
})

describe('a stranger who writes a known name beside an address', () => {
  it('does not become its owner', () => {
    const eve = { name: 'Eve Evil', email: 'eve@evil.example' }
    const { standings, people } = review(PATCH, [
      { id: 'a', from: REX, body: 'NAK.', at: 1, patch: 1 },
      { id: 'b', from: eve, body: 'Reviewed-by: Eve Evil <rex@example.org>', at: 2, patch: 1 },
    ])
    expect(standings.map(({ person, position, status }) => [people[person]?.name, position, status])).toContainEqual([
      'Rex Roe',
      'nak',
      'open',
    ])
  })

  it('is distinguished from somebody who signs with both addresses', () => {
    const work = { name: 'Rex Roe', email: 'rex@work.example' }
    const { people } = review(PATCH, [
      { id: 'a', from: REX, body: 'NAK.', at: 1, patch: 1 },
      { id: 'b', from: work, body: REX_TAG, at: 2, patch: 1 },
    ])
    expect(people.filter(({ name }) => name === 'Rex Roe')).toHaveLength(1)
  })
})
