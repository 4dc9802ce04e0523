import { describe, expect, it } from 'vitest'
import { formatCommitUrl, guessCommitUrl, isCommitTemplate } from '../../lib/tree/forge'

describe('the address of a commit', () => {
  it.each([
    [
      'https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git',
      'https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/commit/?id={sha}',
    ],
    [
      'git://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/',
      'https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/commit/?id={sha}',
    ],
    ['https://github.com/example/thing.git', 'https://github.com/example/thing/commit/{sha}'],
    ['https://github.com/example/thing', 'https://github.com/example/thing/commit/{sha}'],
    ['git@github.com:example/thing.git', 'https://github.com/example/thing/commit/{sha}'],
    ['ssh://git@github.com/example/thing.git', 'https://github.com/example/thing/commit/{sha}'],
    ['https://gitlab.com/group/part/thing.git', 'https://gitlab.com/group/part/thing/-/commit/{sha}'],
    ['https://gitlab.example.org/group/thing.git', 'https://gitlab.example.org/group/thing/-/commit/{sha}'],
    ['https://codeberg.org/example/thing.git', 'https://codeberg.org/example/thing/commit/{sha}'],
    ['https://kernel.googlesource.com/pub/scm/thing', 'https://kernel.googlesource.com/pub/scm/thing/+/{sha}'],
  ])('is guessed for %s', (url, expected) => {
    expect(guessCommitUrl(url)).toBe(expected)
  })

  it('never repeats a name or password', () => {
    expect(guessCommitUrl('https://jane:secret@github.com/example/thing')).toBe(
      'https://github.com/example/thing/commit/{sha}',
    )
  })

  it.each([
    ['/srv/git/thing.git'],
    ['thing.bundle'],
    ['https://git.example.org/thing.git'],
    ['https://github.com/'],
    ['https://github.com/a"b/<c>'],
    ['https://github.com/a/{sha}'],
    ['javascript:alert(1)//github.com/a/b'],
    ['file:///github.com/a/b'],
  ])('is not guessed for %s', (url) => {
    expect(guessCommitUrl(url)).toBe('')
  })

  it('has the hash where the template says', () => {
    expect(formatCommitUrl('https://example.org/?h={sha}', '0123abc')).toBe('https://example.org/?h=0123abc')
    expect(formatCommitUrl('', '0123abc')).toBe(null)
  })

  it('is a web address', () => {
    expect(isCommitTemplate('https://example.org/thing/commit/?id={sha}')).toBe(true)
    expect(isCommitTemplate('https://example.org/thing/commit/')).toBe(false)
    expect(isCommitTemplate('javascript:alert("{sha}")')).toBe(false)
    expect(isCommitTemplate('https://{sha}/')).toBe(false)
  })
})
