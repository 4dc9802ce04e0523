import { describe, expect, it } from 'vitest'
import { readPullRequest } from '../../lib/pull/pullRequest'
import { MAX_TITLES } from '../../lib/pull/shortlog'
import { readSubject } from '../../lib/series/kind'

const REQUEST = `Hi Max,

The following changes since commit c7d102232649226a69dddd58a4942cf13cff4f7c:

  Merge tag 'x' (2021-07-30 16:01:36 -0700)

are available in the Git repository at:

  git://example.org/tool.git tags/tool-1

for you to fetch changes up to 269fc69533de73a9065c0b7971bcd109880290b3:

  tool: do it (2021-08-06 17:07:41 +0200)

----------------------------------------------------------------
Ada Author (2):
      tool: do the first thing
      tool: do the second thing, which has a title that is so long
        that it was wrapped

Bob Builder (1):
      tool: build

 tool.c | 4 +-
 1 file changed, 2 insertions(+), 2 deletions(-)

Bob Builder (1):
  tool: build
`

function read(subject: string, body: string, { references = 0, hasDiff = false } = {}) {
  const mail = { subject, references: new Array(references).fill('x@example.org'), body }
  return readPullRequest({ subject: readSubject(mail, hasDiff), body })
}

describe('a pull request', () => {
  it('is read from the text of git request-pull, with its commits and its shortlog', () => {
    expect(read('[GIT PULL] tool fixes', REQUEST)).toEqual({
      kind: 'request',
      title: 'tool fixes',
      url: 'git://example.org/tool.git',
      ref: 'tags/tool-1',
      base: 'c7d102232649226a69dddd58a4942cf13cff4f7c',
      head: '269fc69533de73a9065c0b7971bcd109880290b3',
      patches: 3,
      shortlog: [
        {
          author: 'Ada Author',
          titles: [
            'tool: do the first thing',
            'tool: do the second thing, which has a title that is so long that it was wrapped',
          ],
        },
        { author: 'Bob Builder', titles: ['tool: build'] },
      ],
      version: 1,
    })
  })

  it.each([
    '[GIT PULL 00/15] tool',
    '[PULL 00/28] tool',
    '[PULL REQUEST] tool',
    '[tool GIT PULL 0/3] tool',
    '[PATCH net 0/7] tool',
    'tool for 5.16',
  ])('may have the subject %s', (subject) => {
    expect(read(subject, REQUEST)?.ref).toBe('tags/tool-1')
  })

  it('may name a branch on a line of its own, the commit above it, or no branch', () => {
    const at = (place: string) => {
      const found = read('[GIT PULL] x', `are available in the Git repository at${place}\n`)
      return [found?.url, found?.ref]
    }
    expect(at(':\n\n  https://example.org/tool.git\tfor-next')).toEqual(['https://example.org/tool.git', 'for-next'])
    expect(at(` ${'0123456789'.repeat(4)}:\n\n  git://example.org/t.git tags/a`)).toEqual([
      'git://example.org/t.git',
      'tags/a',
    ])
    expect(at(':\n\n  git@example.org:tool.git')).toEqual(['git@example.org:tool.git', null])
  })

  it('may be asked for in other words, when a repository is named', () => {
    const body = 'Hi,\n\nPlease pull from\n\n  git://example.org/tool.git for-next\n\nThanks\n'
    expect(read('tool: changes for the next release', body)).toMatchObject({
      url: 'git://example.org/tool.git',
      ref: 'for-next',
    })
    expect(read('tool: a question', 'Please pull your weight. See https://example.org/page.\n')).toBeUndefined()
    expect(read('tool: a question', 'I use git://example.org/tool.git here.\n')).toBeUndefined()
  })

  it('may be part of an answer, in words of its sender', () => {
    expect(read('Re: [PATCH 2/4] tool: do it', REQUEST, { references: 1 })?.title).toBe('tool: do it')
    const quoted = REQUEST.replace(/^/gm, '> ')
    expect(read('Re: [GIT PULL] tool', `${quoted}\nPulled, thanks.\n`, { references: 1 })).toBeUndefined()
    expect(
      read('Re: [GIT PULL] tool', `Pulled.\n\n-----Original Message-----\n${REQUEST}`, { references: 1 }),
    ).toBeUndefined()
  })

  it('is not a numbered patch of one, nor a patch to the text of git', () => {
    expect(read('[GIT PULL 05/15] tool: do it', 'Why.\n', { hasDiff: true })).toBeUndefined()
    const patch = `Why.\n---\ndiff --git a/x b/x\n@@ -1 +1,2 @@\n ${REQUEST}`
    expect(read('[PATCH] request-pull: say it', patch, { hasDiff: true })).toBeUndefined()
  })

  it('may be numbered itself, as those that ask for several branches at once are', () => {
    expect(read('[GIT PULL 2/4] device trees for 5.16', REQUEST)?.patches).toBe(3)
  })

  it('has the number of its try in the subject', () => {
    const versions = [
      '[GIT PULL v2] x',
      '[PATCH net 0/9,v2] x',
      '[GIT PULL] x take 3',
      '[GIT PULL] x for 5.11-take2',
    ].map((subject) => read(subject, REQUEST)?.version)
    expect(versions).toEqual([2, 2, 3, 2])
  })

  it('of 40,000 patches keeps some and counts all', { timeout: 5_000 }, () => {
    const titles = Array.from({ length: 40_000 }, (_, at) => `      tool: change number ${at}\n`).join('')
    const found = read('[GIT PULL] x', `Ada Author (40000):\n${titles}`)
    expect(found?.patches).toBe(40_000)
    expect(found?.shortlog[0]?.titles.length).toBe(MAX_TITLES)
  })
})
