import { describe, expect, it } from 'vitest'
import { DAY_MS } from '../../lib/isoTime'
import { tiePulled } from '../../lib/tree/tie'
import { commit, lines, MARA, NONE, NOW, patch, REX, SENT, tied } from './tiable'

describe('a pull request that posts a patch again', () => {
  const pull = patch('pull', { series: 'pull', from: MARA, pull: true, receivedMs: NOW + 5 * DAY_MS })

  it('is tied beside the posting of the author, although it came after the commit', () => {
    expect(tied(commit(), patch('a'), pull)).toEqual(['a patch-id', 'pull patch-id'])
  })

  it('is tied alone when the patch was posted nowhere else', () => {
    expect(tied(commit(), { ...pull, receivedMs: SENT })).toEqual(['pull patch-id'])
  })

  it('is tied once when the maintainer asks for it twice', () => {
    const again = {
      ...pull,
      key: 'again',
      version: 'again',
      receivedMs: NOW + 6 * DAY_MS,
    }
    expect(tied(commit(), patch('a'), pull, again)).toEqual(['a patch-id', 'again patch-id'])
  })

  it('is not tied with another diff, or years later', () => {
    expect(tied(commit(), patch('a'), { ...pull, patchId: 'q', title: 'b: another' })).toEqual(['a patch-id'])
    expect(tied(commit(), patch('a'), { ...pull, receivedMs: NOW + 900 * DAY_MS })).toEqual(['a patch-id'])
  })
})

describe('a patch that was posted in two series', () => {
  const first = patch('first', { series: 'one', version: 'one' })
  const second = patch('second', { series: 'two', version: 'two', receivedMs: SENT + DAY_MS })

  it('is tied in both, by its diff or by title and author', () => {
    expect(tied(commit(), first, second)).toEqual(['second patch-id', 'first patch-id'])
    expect(tied(commit(), { ...first, patchId: 'q' }, second)).toEqual(['second patch-id', 'first title'])
  })

  it('is tied once in each', () => {
    const older = patch('older', { series: 'one', version: 'older', receivedMs: SENT - DAY_MS })
    expect(tied(commit(), older, first, second)).toEqual(['second patch-id', 'first patch-id'])
    expect(tied(commit(), older, { ...first, patchId: 'q' }, second)).toEqual(['second patch-id', 'older patch-id'])
  })

  it('is tied in one when the other is by somebody else with another diff, or for a stable tree or another project, or later', () => {
    const other = { ...first, patchId: 'q', author: REX, from: REX }
    expect(tied(commit(), other, second)).toEqual(['second patch-id'])
    expect(tied(commit(), { ...first, words: ['5.10'] }, second)).toEqual(['second patch-id'])
    expect(tied(commit(), first, { ...second, receivedMs: NOW + 2 * DAY_MS })).toEqual(['first patch-id'])
    const [ours, theirs] = [{ words: ['iptables'] }, { words: ['ulogd2'] }]
    expect(tied(commit(), { ...first, ...theirs }, { ...second, ...ours })).toEqual(['second patch-id'])
    expect(tied(commit(), { ...first, words: [] }, { ...second, ...ours })).toEqual([
      'second patch-id',
      'first patch-id',
    ])
  })

  it('is tied in one when the other changes other lines under its title', () => {
    expect(tied(commit(), { ...first, patchId: 'q', lines: lines(50, 10) }, second)).toEqual(['second patch-id'])
  })
})

describe('a backport', () => {
  const origins = ['0123456789ab']
  const review = patch('review', { words: ['5.10'], from: MARA, receivedMs: SENT + DAY_MS })

  it('is tied to the posting for the stable tree, and to the original without one', () => {
    const backport = commit({ marks: { ...NONE, origins } })
    expect(tied(backport, patch('a'), review)).toEqual(['review patch-id'])
    expect(tied(backport, patch('a'))).toEqual(['a patch-id'])
  })

  it('leaves the commit that it was made from with the original posting', () => {
    expect(tied(commit(), patch('a'), review)).toEqual(['a patch-id'])
  })
})

describe('a patch that was posted below a pull request alone', () => {
  const found = (made: ReturnType<typeof commit>, ...mails: ReturnType<typeof patch>[]) =>
    tiePulled(made, mails).map(({ mail, key }) => `${mail.key} ${key}`)

  it('is found by its diff, or its title and author, up to three months after the commit', () => {
    const pulled = patch('a', { pull: true, lines: [], receivedMs: NOW + 80 * DAY_MS })
    expect(found(commit(), pulled)).toEqual(['a patch-id'])
    expect(found(commit({ patchId: 'q' }), pulled)).toEqual(['a title'])
    expect(found(commit({ patchId: 'q', author: REX }), pulled)).toEqual([])
    expect(found(commit(), { ...pulled, receivedMs: NOW + 100 * DAY_MS })).toEqual([])
  })

  it('is the newest when it was posted again', () => {
    const [first, again] = [patch('a', { pull: true }), patch('b', { pull: true, receivedMs: SENT + DAY_MS })]
    expect(found(commit(), first, again)).toEqual(['b patch-id'])
  })
})
