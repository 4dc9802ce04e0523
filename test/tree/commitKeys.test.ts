import { describe, expect, it } from 'vitest'
import { readConnections } from '../../lib/derive/mailKeys'
import type { MessageId } from '../../lib/mail/types'
import { fingerprintDiff } from '../../lib/patch/fingerprint'
import { patchId } from '../../lib/patch/patchId'
import { hashKey, postingKeys } from '../../lib/series/keys'
import { readSubject } from '../../lib/series/kind'
import { readSketch } from '../../lib/series/sketch'
import { commitKeys, commitTitleKey, isNamed, linkKey, namedCommitKey, patchMailKeys } from '../../lib/tree/commitKeys'

const NONE = { links: [], fixes: [], reverts: [], origins: [] }
const ID = 'a@example.org' as MessageId
const author = { name: 'Jane Doe', email: 'jane@example.org' }

describe('the keys of a commit', () => {
  it('are those of the patch mail with the same title and diff', () => {
    const commit = commitKeys({ title: 'a: do a thing', author, parents: 1, marks: NONE }, 'abc')
    expect(commit).toEqual(['patch-id abc', 'commit-title a:doathing'])
    expect(patchMailKeys(['a: Do  a thing.'], 'abc')).toEqual(commit)
  })

  it('name the mails and commits that its message names', () => {
    const marks = { links: [ID], fixes: ['0123456789ab'], reverts: ['0123456789abcdef'], origins: ['fedcba987654'] }
    expect(commitKeys({ title: '', author, parents: 1, marks }, null)).toEqual([
      linkKey(ID),
      namedCommitKey('0123456'),
      namedCommitKey('fedcba9'),
    ])
  })

  it('are for its lowest lines those of a patch that the author posts with them', () => {
    const body = '--- a/f.c\n+++ b/f.c\n@@ -1 +1 @@\n-the old line of code\n+the new line of code\n'
    const subject = readSubject({ subject: '[PATCH] b: another title', references: [] }, true)
    const sketch = readSketch({ from: author, body, succession: '' }, subject)
    const keys = commitKeys({ title: '', author, parents: 1, marks: NONE }, null, fingerprintDiff(body))
    expect(keys).toHaveLength(2)
    expect(postingKeys({ ...subject, from: author, sketch }).lines).toEqual(keys)
  })

  it('are found for a patch mail whose text has a line that starts like a diff', () => {
    const diff =
      'diff --git a/f.c b/f.c\n--- a/f.c\n+++ b/f.c\n@@ -1 +1 @@\n-the old line of code\n+the new line of code\n'
    const keysOf = (body: string) =>
      readConnections(
        {
          messageId: ID,
          outerIds: [],
          references: [],
          subject: '[PATCH] a: do a thing',
          from: author,
          body,
          succession: '',
          automatic: false,
        },
        0,
        true,
      ).keys
    const [key] = commitKeys({ title: '', author, parents: 1, marks: NONE }, patchId(diff) ?? null).map(hashKey)
    expect(keysOf(`Words.\n---\n${diff}`)).toContain(key)
    expect(keysOf(`diff shows two lines.\n---\n${diff}`)).toContain(key)
  })

  it('are for a merge only what it names', () => {
    const marks = { links: [ID], fixes: [], reverts: ['0123456789ab'], origins: [] }
    expect(commitKeys({ title: 'Merge branch a', author, parents: 2, marks }, '')).toEqual([namedCommitKey('0123456')])
  })

  it('leave out the patch-id of a commit without a diff', () => {
    expect(commitKeys({ title: 'a', author, parents: 1, marks: NONE }, '')).toEqual(['commit-title a'])
  })
})

describe('the title of a commit for comparing', () => {
  it.each([
    ['[media] a: do a thing', '[PATCH v2 1/3] [media] a: do a thing'],
    ['a/{b,c}.h: do a thing', '[PATCH] a/{b, c}.h: Do a thing'],
    ['a: rename `b`', '[PATCH] a: rename b'],
    ['a: do a thing', 'Re: [LTP] [PATCH] a: do a thing.'],
  ])('is the same for "%s" and "%s"', (commit, subject) => {
    expect(commitTitleKey(commit)).toBe(commitTitleKey(subject))
  })

  it('is another for a revert', () => {
    expect(commitTitleKey('Revert "a: do a thing"')).not.toBe(commitTitleKey('a: do a thing'))
  })

  it('gives no key when nothing is left of it', () => {
    expect(patchMailKeys(['[PATCH 1/2] ', ''], null)).toEqual([])
  })
})

describe('a shortened hash', () => {
  it('names every commit that starts with it', () => {
    expect(isNamed('0123456789abcdef', '0123456789ab')).toBe(true)
    expect(isNamed('0123456789abcdef', '0123457')).toBe(false)
    expect(isNamed('0123456789abcdef', '01234')).toBe(false)
  })
})
