import { describe, expect, it } from 'vitest'
import { readPullAnswer } from '../../lib/review/pullAnswer'

const REQUEST = {
  from: 'max@example.org',
  recipients: ['lin@example.net', 'list@example.org'],
  url: 'git://git.forge.example/max/x.git',
}
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
    'Feel free to send it again.',
    'Please send it with a signed tag.',
    'I cannot pull it before the weekend.',
    'Please send them via email, too.',
    '> Pulled, thanks!\n\nGreat.',
    'Pulled?',
  ])('does not: %j', (body) => {
    expect(read('lin@example.net', body)).toBeUndefined()
  })

  it.each([
    "At this point I don't have much waiting.  Feel free to send it through the s390 tree.",
    "Please take this via your tree, I don't have other patches.",
    'Please take these with your other fixes.',
    "I'm not pulling this, the tag is unsigned.",
  ])('says that it is not pulled: %j', (body) => {
    expect(read('lin@example.net', body)?.kind).toBe('declined')
    expect(read('max@example.org', body)).toBeUndefined()
  })

  it('counts from those whom it was sent to alone', () => {
    expect(read('eve@evil.example', 'Pulled, thanks!')).toBeUndefined()
    expect(read('max@example.org', 'Pulled in the fix from Ada.')).toBeUndefined()
  })

  const TRACKED =
    'The pull request you sent on Mon, 1 Jan 2024:\n\n> git://git.forge.example/max/x.git tags/x-1\n\nhas been merged into top/linux.git:\nhttps://git.forge.example/c/0123456789abcdef\n'
  const APPLIED = 'Hello:\n\nThis pull request was applied to netdev/net.git (main)\nby Lin <lin@example.net>:\n'

  it('counts from a bot of the host that has the repository, in the form of its notices', () => {
    expect(read('pr-tracker-bot@forge.example', TRACKED)).toEqual({
      kind: 'pulled',
      quote: 'has been merged into top/linux.git: https://git.forge.example/c/0123456789abcdef',
    })
    expect(read('patchwork-bot+netdevbpf@forge.example', APPLIED)?.kind).toBe('pulled')
  })

  it.each([
    ['pr-tracker-bot@evil.example', TRACKED],
    ['pr-tracker-bot@evil.git.forge.example', TRACKED],
    ['pr-tracker-bot@notforge.example', TRACKED],
    ['pr-tracker-bot@example', TRACKED],
    ['eve@forge.example', TRACKED],
    ['pr-tracker-bot@forge.example', 'Pulled, thanks!'],
    ['pr-tracker-bot@forge.example', TRACKED.replace('0123456789abcdef', 'x')],
    ['patchwork-bot@evil.example', APPLIED],
  ])('does not count from another bot, in another form, or from a person who writes like a bot: %s', (from, body) => {
    expect(read(from, body)).toBeUndefined()
  })

  it('by its sender may withdraw it', () => {
    expect(read('max@example.org', 'Please, scratch this.\n\nMy robot sent an old one.')?.kind).toBe('withdrawn')
    expect(read('lin@example.net', 'Please ignore this mail.')).toBeUndefined()
  })
})
