import { describe, expect, it } from 'vitest'
import { parseSubject } from '../../lib/mail/subject'
import { sortTrees, stableTrees } from '../../lib/series/backport'

const treesOf = (subject: string, ...texts: string[]) => stableTrees(parseSubject(subject).words, texts)

describe('the stable trees of a posting', () => {
  for (const [subject, trees] of [
    ['[PATCH AUTOSEL 5.16 026/217] bpf: change a value', ['5.16']],
    ['[PATCH 6.1 001/123] perf: fix a symbol', ['6.1']],
    ['[PATCH 5.10.y 0/3] netfilter: fixes for 5.10.y', ['5.10']],
    ['[PATCH stable v5.10] tool: fix a leak', ['5.10']],
    ['[PATCH stable] tool: fix a leak', ['stable']],
    ['[PATCH 5.10.y 5.4.y] tool: fix a leak', ['5.4', '5.10']],
    ['[PATCH net-next v2 1/3] tool: fix a leak', []],
    ['[PATCH mm-unstable 1/3] tool: fix a leak', []],
    ['[PATCH for v6.1] media: fix a leak', []],
  ] as const) {
    it(`are ${trees.length === 0 ? 'none' : trees.join(' and ')} for ${subject}`, () => {
      expect(treesOf(subject)).toEqual(trees)
    })
  }

  it('count for "for v5.15" when a patch names the commit upstream', () => {
    const text = 'commit 838425f2defe5262906b698752d28fd2fca1aac2 upstream.\n\nWhy.\n'
    expect(treesOf('[PATCH for v5.15] perf symbol: remove a fixup', text)).toEqual(['5.15'])
    expect(treesOf('[PATCH for v5.15] perf symbol: remove a fixup', 'Why.\n')).toEqual([])
  })

  it('are sorted as numbers, each once', () => {
    expect(sortTrees(['5.10', '5.4', 'autosel', '5.10'])).toEqual(['autosel', '5.4', '5.10'])
  })
})
