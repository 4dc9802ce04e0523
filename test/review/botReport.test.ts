import { describe, expect, it } from 'vitest'
import { parsePatch } from '../../lib/patch/patch'
import { openFindPlace, readBotReport } from '../../lib/review/botReport'

const ROBOT = `Hi Ada,

I love your patch! Perhaps something to improve:

[auto build test WARNING on next/master]
[also build test WARNING on v5.18]

If you fix the issue, kindly add following tag where applicable
Reported-by: kernel test robot <lkp@example.org>

All warnings (new ones prefixed by >>):

   drivers/alpha/core.c: In function 'alpha_count':
   drivers/alpha/core.c:10:2: warning: this one was there before
>> drivers/alpha/core.c:17:13: warning: variable 'val' set but not used [-Wunused-but-set-variable]
>> drivers/alpha/core.c:17:13: warning: variable 'val' set but not used [-Wunused-but-set-variable]
>> ld: alpha.o: undefined reference to 'beta'
`
const PATCH = parsePatch({
  title: 'alpha: count',
  from: { name: 'Ada', email: 'ada@example.org' },
  body: [
    'Why.',
    '---',
    'diff --git a/drivers/alpha/core.c b/drivers/alpha/core.c',
    '--- a/drivers/alpha/core.c',
    '+++ b/drivers/alpha/core.c',
    '@@ -15,2 +15,3 @@',
    ' a',
    '+int val;',
    ' b',
    '@@ -40,2 +41,3 @@',
    ' c',
    '+d',
    ' e',
    '',
  ].join('\n'),
})

describe('a report of the kernel test robot', () => {
  it('gives the lines that are marked as new, each once, with file and line', () => {
    expect(readBotReport(ROBOT)).toEqual([
      {
        text: "warning: variable 'val' set but not used [-Wunused-but-set-variable]",
        path: 'drivers/alpha/core.c',
        line: 17,
      },
      { text: "ld: alpha.o: undefined reference to 'beta'", path: null, line: null },
    ])
  })

  it('reads sparse, sphinx and a report with a bar before each line', () => {
    expect(readBotReport('>> a/b.c:62:25: sparse: sparse: symbol x was not declared')[0]?.text).toBe(
      'sparse: symbol x was not declared',
    )
    expect(readBotReport('>> Documentation/alpha.rst:6: WARNING: Title too short.')[0]).toMatchObject({
      path: 'Documentation/alpha.rst',
      line: 6,
    })
    expect(readBotReport('| >> a/b.c:1:2: error: no')[0]?.path).toBe('a/b.c')
  })
})

it('reads the head of an oops with the file it happened in', () => {
  const oops =
    'syzbot found\n\nBUG: KASAN: use-after-free in alpha_count+0x96/0xa0 drivers/alpha/core.c:16\nRead of size 8\n'
  expect(readBotReport(oops)).toEqual([
    { text: 'BUG: KASAN: use-after-free in alpha_count+0x96/0xa0', path: 'drivers/alpha/core.c', line: 16 },
  ])
})

it('finds nothing in a note that a patch was applied', () => {
  expect(
    readBotReport('Hello:\n\nThis series was applied to netdev/net.git (master)\n\nHere is the summary:\n'),
  ).toEqual([])
})

describe('the place of a finding', () => {
  const at = (path: string | null, line: number | null) => openFindPlace(PATCH)({ text: '', path, line })

  it('is the hunk that covers the line, or the file when no hunk does', () => {
    expect(at('drivers/alpha/core.c', 17)).toMatchObject({ kind: 'hunk', hunk: 0 })
    expect(at('drivers/alpha/core.c', 43)).toMatchObject({ kind: 'hunk', hunk: 1 })
    expect(at('drivers/alpha/core.c', 18)).toMatchObject({ kind: 'file' })
    expect(at('drivers/alpha/core.c', null)).toMatchObject({ kind: 'file' })
  })

  it('is undefined for a file that the patch does not touch, and without a file', () => {
    expect(at('drivers/alpha/other.c', 17)).toBeUndefined()
    expect(at(null, null)).toBeUndefined()
  })
})

it('takes little time on hostile text and gives at most twenty findings', () => {
  expect(
    readBotReport(Array.from({ length: 999 }, (_, index) => `>> a.c:${index}:1: error: no`).join('\n')),
  ).toHaveLength(20)
  for (const sign of ['a', '/', ':', '1', ' ', '.', '>> ']) readBotReport(`>> ${sign.repeat(500)}\n`.repeat(2_000))
})
