import { describe, expect, it } from 'vitest'
import { pullSummary } from '../../lib/pull/summary'

const GIT = `The following changes since commit c7d102232649226a69dddd58a4942cf13cff4f7c:

  Merge tag 'x' (2021-07-30 16:01:36 -0700)

are available in the Git repository at:

  git://example.org/tool.git tags/tool-1

for you to fetch changes up to 269fc69533de73a9065c0b7971bcd109880290b3:

  tool: do it (2021-08-06 17:07:41 +0200)
`
const RULE = '----------------------------------------------------------------'
const SHORTLOG =
  'Ada Author (1):\n      tool: do it\n\n tool.c | 4 +-\n 1 file changed, 2 insertions(+), 2 deletions(-)\n'

describe('what a pull request says', () => {
  it('is the text of the mail and the message of the tag, without what git writes', () => {
    const body = `Max,\n\nplease take these.\n\n${GIT}\n${RULE}\nTool changes\n\n- do it\n\n${RULE}\n${SHORTLOG}\nMax said otherwise.\n`
    expect(pullSummary(body)).toBe('Max,\n\nplease take these.\n\nTool changes\n\n- do it')
  })

  it('is found without rules, as some scripts write it', () => {
    expect(pullSummary(`Please take these.\n\n${GIT}\nIt fixes a leak.\n\n${SHORTLOG}`)).toBe(
      'Please take these.\n\nIt fixes a leak.',
    )
  })

  it('is without the repository on a line of its own', () => {
    expect(
      pullSummary('Two fixes.\n\nPlease, pull these changes from:\n\ngit://example.org/tool.git HEAD\n\nThanks!\n'),
    ).toBe('Two fixes.\n\nThanks!')
    expect(pullSummary('Please pull these: they fix https://example.org/bug.\n')).toContain('they fix')
  })

  it('is nothing for the bare output of git, and for quoted text', () => {
    expect(pullSummary(`${GIT}\n${RULE}\n${SHORTLOG}`)).toBe('')
    expect(pullSummary('> please take these\n')).toBe('')
    expect(pullSummary('')).toBe('')
  })

  it('is cut when it is very long', () => {
    expect(pullSummary('word '.repeat(10_000))).toHaveLength(6_000)
  })
})
