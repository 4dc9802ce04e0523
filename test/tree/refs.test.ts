import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { isRefName, MAX_REFS, parseRefs } from '../../lib/tree/refs'

const [A, B] = ['a'.repeat(40), 'b'.repeat(40)]

describe('the refs of a repository', () => {
  it('are read as git ls-remote lists them, with the default branch', () => {
    const text = `ref: refs/heads/next\tHEAD\n${A}\tHEAD\n${B}\trefs/heads/main\n${A}\trefs/heads/next\n${A}\trefs/pull/1/head\n${B}\trefs/tags/v1\n${A}\trefs/tags/v1^{}\n`
    expect(parseRefs(text)).toEqual({
      head: 'next',
      branches: new Map([
        ['main', B],
        ['next', A],
      ]),
      tags: new Map([['v1', B]]),
    })
  })

  it('are read as packed-refs and git bundle list-heads have them', () => {
    const text = `# pack-refs with: peeled fully-peeled sorted\n${A} refs/heads/a/b\n${B} refs/tags/v1\n^${A}\n`
    expect(parseRefs(text)).toEqual({ head: null, branches: new Map([['a/b', A]]), tags: new Map([['v1', B]]) })
  })

  it('have the default branch that has the commit of HEAD when its name is not known', () => {
    expect(parseRefs(`${A} refs/heads/x\n${A} refs/heads/master\n${B} refs/heads/main\n${A} HEAD`).head).toBe('master')
    expect(parseRefs(`${A} refs/heads/x\n${B} HEAD`).head).toBe(null)
    expect(parseRefs(`ref: refs/heads/gone HEAD\n${A} refs/heads/x`).head).toBe(null)
  })

  it('are bounded', () => {
    const text = Array.from({ length: MAX_REFS + 10 }, (_, at) => `${A} refs/heads/${at}\n`).join('')
    expect(parseRefs(text).branches.size).toBe(MAX_REFS)
  })

  it('have names that git accepts as well', () => {
    const good = ['main', 'linux-6.1.y', 'for-next', 'a/b/c', 'v6.1-rc1', 'ünï', 'a@b']
    const bad = [
      '',
      '-x',
      '/x',
      'x/',
      'a..b',
      'a//b',
      'a/.b',
      '.a',
      'a b',
      'a~b',
      'a^',
      'a:b',
      'a?b',
      'a*',
      'a[b',
      'a\\b',
      'a@{b',
      'x.lock',
      'x.lock/y',
      'a.',
      'a\u0001',
      'x'.repeat(300),
    ]
    expect(good.filter((name) => !isRefName(name))).toEqual([])
    expect(bad.filter(isRefName)).toEqual([])
    for (const name of [...good, ...bad].filter(isRefName))
      expect([name, spawnSync('git', ['check-ref-format', `refs/heads/${name}`]).status]).toEqual([name, 0])
  })
})
