import { describe, expect, it } from 'vitest'
import { splitBody } from '../../lib/patch/body'
import { parsePatch } from '../../lib/patch/patch'
import { derive, JANE, type Short } from './fixture'

const EMPTY = 'Nothing changes.\n\nSigned-off-by: Jane Doe <jane@example.org>\n-- \n2.43.0\n'
const LOG = `Update.

Signed-off-by: Jane Doe <jane@example.org>
---
 sub | 2 +-
 1 file changed, 1 insertion(+), 1 deletion(-)

Submodule sub 1111111..2222222:
  > drip less
  < drip more
-- 
2.43.0
`

const posting = (body: string, subject = '[PATCH 1/2] sub: update'): Short[] => [
  { id: 'a', subject, body },
  { id: 'b', subject: '[PATCH 2/2] use it', to: ['a'], at: 1 },
]

const STAT = ` fw.bin | Bin 0 -> 400000 bytes
 1 file changed, 0 insertions(+), 0 deletions(-)
`
const CUT = `Import.

Signed-off-by: Jane Doe <jane@example.org>
---
${STAT}
[ The patch is too large for this list. ]
`

describe('a numbered patch whose diff a list cut', () => {
  it('has its place, says so, and keeps its message and trailers', () => {
    expect(derive(posting(CUT))).toEqual([['v1: - 1=a 2=b']])
    const { message, notes, trailers, issues } = parsePatch({ title: 'x', from: JANE, body: CUT })
    expect({ message, notes, trailers: trailers.length }).toEqual({
      message: 'Import.',
      notes: '[ The patch is too large for this list. ]',
      trailers: 1,
    })
    expect(issues.map(({ code }) => code)).toEqual(['damaged-diff'])
  })

  it('is missing when its mail quotes, has no diffstat or `---` line, or no number', () => {
    const missing = [['v1: - 2=b missing 1']]
    expect(derive(posting(`> Why?\n\n${CUT}`))).toEqual(missing)
    expect(derive(posting(CUT.replace('---\n', '')))).toEqual(missing)
    expect(derive(posting(CUT.replace(STAT, '')))).toEqual(missing)
    expect(derive(posting(CUT, 'Re: [PATCH 1/2] sub: update'))).toEqual(missing)
    expect(derive([{ id: 'a', subject: '[PATCH] sub: update', body: CUT }])).toEqual([])
  })
})

describe('a numbered patch without a diff', () => {
  it('has its place when it is an empty commit or the log of a submodule', () => {
    expect(derive(posting(EMPTY))).toEqual([['v1: - 1=a 2=b']])
    expect(derive(posting(LOG))).toEqual([['v1: - 1=a 2=b']])
  })

  it('is a file that differs as a whole when it is the log of a submodule', () => {
    const { diff, commitMessage } = splitBody(LOG)
    expect(diff.files.map(({ newPath, binaryText }) => [newPath, binaryText.split('\n').length])).toEqual([['sub', 3]])
    expect(commitMessage.join('\n')).toBe('Update.\n\nSigned-off-by: Jane Doe <jane@example.org>')
  })

  it('is none when the mail quotes, counts files as a cover letter, has no mark of git, or no number', () => {
    const missing = [['v1: - 2=b missing 1']]
    expect(derive(posting(`> Why?\n\n${EMPTY}`))).toEqual(missing)
    expect(derive(posting(`Jane Doe (2):\n  one\n  two\n\n 2 files changed, 1 insertion(+)\n\n${EMPTY}`))).toEqual(
      missing,
    )
    expect(derive(posting('Is this one right?\n'))).toEqual(missing)
    expect(derive(posting('Submodule sub is broken.\n'))).toEqual(missing)
    expect(derive(posting(EMPTY, 'Re: [PATCH 1/2] sub: update'))).toEqual(missing)
    expect(derive(posting(EMPTY, '[PATCH] sub: update'))).toEqual([['v1: a 2=b missing 1']])
  })
})
