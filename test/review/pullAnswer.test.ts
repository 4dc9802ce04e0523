import { describe, expect, it } from 'vitest'
import { readPullAnswer } from '../../lib/review/pullAnswer'

const REQUEST = { from: 'max@example.org', recipients: ['lin@example.net', 'list@example.org'] }
const read = (from: string, body: string) => readPullAnswer({ from, body }, REQUEST)

describe('an answer to a pull request', () => {
  it.each([
    'Pulled, thanks!',
    'On Monday Max wrote:\n> please pull\n\nPulled now, thanks.\n\nLin',
    "They're in linux-next even, so it's fine.  Pulled, thanks!",
    "I've pulled this, but please fix the tags next time.",
    'Applied, thanks.',
  ])('says that it was pulled: %j', (body) => {
    expect(read('lin@example.net', body)?.kind).toBe('pulled')
  })

  it.each([
    "I haven't pulled this yet.",
    'I pulled it but then dropped it again.',
    'Once merged, please send the rest.',
    'Feel free to send it through another tree.',
    '> Pulled, thanks!\n\nGreat.',
    'Pulled?',
  ])('does not: %j', (body) => {
    expect(read('lin@example.net', body)).toBeUndefined()
  })

  it('counts from those whom it was sent to alone', () => {
    expect(read('eve@evil.example', 'Pulled, thanks!')).toBeUndefined()
    expect(read('max@example.org', 'Pulled in the fix from Ada.')).toBeUndefined()
  })

  it('counts from the bots of kernel.org', () => {
    const body =
      'The pull request you sent:\n\n> git://example.org/x.git\n\nhas been merged into torvalds/linux.git:\nhttps://git.example.org/c/1\n'
    expect(read('pr-tracker-bot@kernel.org', body)).toEqual({
      kind: 'pulled',
      quote: 'has been merged into torvalds/linux.git: https://git.example.org/c/1',
    })
    const applied = 'Hello:\n\nThis pull request was applied to netdev/net.git (main)\nby Lin <lin@example.net>:\n'
    expect(read('patchwork-bot+netdevbpf@kernel.org', applied)?.kind).toBe('pulled')
    expect(read('pr-tracker-bot@evil.example', body)).toBeUndefined()
  })

  it('by its sender may withdraw it', () => {
    expect(read('max@example.org', 'Please, scratch this.\n\nMy robot sent an old one.')?.kind).toBe('withdrawn')
    expect(read('lin@example.net', 'Please ignore this mail.')).toBeUndefined()
  })
})
