import { describe, expect, it } from 'vitest'
import { readStatements } from './fixture'

describe('the author', () => {
  const read = (body: string) => readStatements(body, { speaker: 'author' })
  const positionsOf = (body: string) => read(body).map(({ position }) => position)
  const cues = (body: string) => read(body).flatMap((event) => event.cues)
  it.each([
    ['concedes', 'Good catch, will fix.'],
    ['concedes', "So I'll leave it as is and add a comment."],
    ['declines', 'I prefer to keep it this way.'],
    ['declines', "I think it's quite common."],
    ['asks', 'Which one do you prefer?'],
    ['pings', 'Gentle ping.'],
  ])('%s: %s', (cue, body) => {
    expect(cues(body)).toEqual([cue])
  })

  it('has the position author whatever the mail says', () => {
    expect(positionsOf('Please see below. What is the point?')).toEqual(['author'])
  })

  it('may say where their own series went', () => {
    expect(positionsOf('Applied to the example-next branch.')).toContain('applied')
    const pushed = "I've rebased to rc4 and pushed this patch out to the example next branch."
    expect(positionsOf(pushed)).toContain('applied')
    expect(positionsOf('Applied your suggestion.')).not.toContain('applied')
  })
})
