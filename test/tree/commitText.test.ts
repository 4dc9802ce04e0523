import { describe, expect, it } from 'vitest'
import { parseCommitMessage, revertedTitle } from '../../lib/tree/commitText'

const SHA = '0123456789abcdef0123456789abcdef01234567'
const OTHER = 'fedcba9876543210fedcba9876543210fedcba98'
const marks = (body: string) => parseCommitMessage(`subsystem: do a thing\n\n${body}\n`).marks

describe('the title of a commit message', () => {
  it('is joined from the lines above the first blank one, as git prints it', () => {
    expect(parseCommitMessage('\n\nsubsystem: do\n a thing\n\nWords.\n').title).toBe('subsystem: do a thing')
  })

  it('is empty for a commit without a message', () => {
    expect(parseCommitMessage('')).toEqual({ title: '', marks: { links: [], fixes: [], reverts: [], origins: [] } })
    expect(parseCommitMessage('\n \n').title).toBe('')
  })

  it('is no trailer, although it may look like one', () => {
    expect(parseCommitMessage('Link: https://lore.kernel.org/r/a@example.org').marks.links).toEqual([])
  })
})

describe('the links of a commit message', () => {
  it.each([
    ['Link: https://lore.kernel.org/r/a-1@example.org'],
    ['Link: https://lore.kernel.org/list/a-1@example.org/T/#u'],
    ['Link: https://patch.msgid.link/a-1@example.org'],
    ['Link: https://lkml.kernel.org/r/a-1%40example.org'],
    ['Link: <https://lkml.kernel.org/r/a-1@example.org>'],
    ['link: https://lore.kernel.org/r/a-1@example.org # [1]'],
    ['Patchwork: https://patchwork.kernel.org/project/list/patch/a-1@example.org/'],
    ['Discussion: https://postgr.es/m/a-1@example.org'],
    ['Archived-At: https://inbox.example.org/list/a-1@example.org/'],
    ['Link: https://www.mail-archive.com/search?l=mid&q=x&i=a-1@example.org'],
    ['Message-ID: <a-1@example.org>'],
    ['Message-Id: <a-1@example.org>'],
    ['Message-Id: a-1@example.org'],
    ['Msgid: <a-1@example.org>'],
  ])('are read from %s', (line) => {
    expect(marks(`Words.\n\nSigned-off-by: Jane Doe <jane@example.org>\n${line}`).links).toEqual(['a-1@example.org'])
  })

  it.each([
    ['Closes: https://lore.kernel.org/r/a-1@example.org'],
    ['BugLink: https://lore.kernel.org/r/a-1@example.org'],
    ['Reported-by: Rex <a-1@example.org>'],
    ['Link: https://bugzilla.example.org/show_bug.cgi?id=1'],
    ['Link: see the mail of jane@example.org'],
    ['As in https://lore.kernel.org/r/a-1@example.org'],
    ['> Link: https://lore.kernel.org/r/a-1@example.org'],
  ])('are not read from %s', (line) => {
    expect(marks(line).links).toEqual([])
  })

  it('are kept in order and without repeats', () => {
    const link = (id: string) => `Link: https://lore.kernel.org/r/${id}@example.org`
    expect(marks([link('b'), link('a'), link('b')].join('\n')).links).toEqual(['b@example.org', 'a@example.org'])
  })
})

describe('the commits that a message fixes', () => {
  it.each([
    [`Fixes: ${SHA}`, [SHA]],
    ['Fixes: 0123456789ab ("subsystem: add a thing")', ['0123456789ab']],
    ['Fixes: 01234567', ['01234567']],
    ['Fixes: commit 0123456789ab ("title")', ['0123456789ab']],
    ['Fixes: 0123456789AB title without brackets', ['0123456789ab']],
    ['Fix: 0123456789ab', ['0123456789ab']],
    ['Fixes: 0123456789ab ("defaced 1234567"), fedcba987654 ("b")', ['0123456789ab', 'fedcba987654']],
    ['Fixes: 0123456789ab ("a")\nFixes: fedcba987654 ("b")', ['0123456789ab', 'fedcba987654']],
  ])('are read from %s', (line, expected) => {
    expect(marks(line).fixes).toEqual(expected)
  })

  it.each([
    ['Fixes: #960'],
    ['Fixes: https://github.com/example/thing/issues/1091'],
    ['Fixes: the crash of 2023'],
    ['This fixes 0123456789ab'],
    ['Fixes: 12345'],
  ])('are not read from %s', (line) => {
    expect(marks(line).fixes).toEqual([])
  })
})

describe('the commits that a message reverts', () => {
  it.each([
    [`This reverts commit ${SHA}.`, [SHA]],
    ['This reverts commit 0123456789ab ("title").', ['0123456789ab']],
    ['This reverts commit\n0123456789ab.', ['0123456789ab']],
    ['This reverts commits 0123456789ab and fedcba987654.', ['0123456789ab', 'fedcba987654']],
    ['This reverts commits 0123456789ab ("a"),\nfedcba987654 ("b").', ['0123456789ab', 'fedcba987654']],
    ['Revert 0123456789ab ("title"), it is not needed.', ['0123456789ab']],
    ['Reverts: 0123456789ab', ['0123456789ab']],
  ])('are read from %s', (line, expected) => {
    expect(marks(line).reverts).toEqual(expected)
  })

  it('are not the parents of a reverted merge', () => {
    expect(marks(`This reverts commit ${SHA}, reversing\nchanges made to ${OTHER}.`).reverts).toEqual([SHA])
  })

  it.each([
    [`This partially reverts commit ${SHA}.`],
    [`Partially revert ${SHA} ("title")`],
    [`> This reverts commit ${SHA}.`],
    [`    This reverts commit ${SHA}.`],
    ['Revert these patches and fix the issue in a different way.'],
    [`A later patch reverts commit ${SHA}.`],
  ])('are not read from %s', (line) => {
    expect(marks(line).reverts).toEqual([])
  })
})

describe('the commits that a message was backported from', () => {
  it.each([
    [`(cherry picked from commit ${SHA})`],
    [`(backported from commit ${SHA})`],
    [`(cherry picked from commit ${SHA} linux-next)`],
    [`[ Upstream commit ${SHA} ]`],
    [`[ upstream commit ${SHA} ]`],
    [`commit ${SHA} upstream.`],
    [`Commit ${SHA} upstream`],
    [`[ commit ${SHA} upstream ]`],
    [`upstream ${SHA} commit.`],
    [`Git-commit: ${SHA}`],
  ])('are read from %s', (line) => {
    expect(marks(`${line}\n\nWords.`).origins).toEqual([SHA])
  })

  it.each([
    [`In commit ${SHA} upstream this was removed.`],
    [`commit ${SHA} introduced a bug.`],
    [`> [ Upstream commit ${SHA} ]`],
    ['(cherry picked from the other branch)'],
  ])('are not read from %s', (line) => {
    expect(marks(line).origins).toEqual([])
  })
})

describe('the title that a title reverts', () => {
  it('is the quoted one', () => {
    expect(revertedTitle('Revert "a: do a thing"')).toEqual({ kind: 'revert', title: 'a: do a thing' })
    expect(revertedTitle('Reapply "a: do a thing"')).toEqual({ kind: 'reapply', title: 'a: do a thing' })
    expect(revertedTitle('a: Revert "a: do a thing"')).toEqual({ kind: 'revert', title: 'a: do a thing' })
  })

  it('is that of the first revert for a revert of a revert', () => {
    expect(revertedTitle('Revert "Revert "a: do a thing""')).toEqual({
      kind: 'revert',
      title: 'Revert "a: do a thing"',
    })
  })

  it('is unknown when the title only speaks of a revert', () => {
    expect(revertedTitle('fanotify14: Revert broken flag support check')).toBeUndefined()
    expect(revertedTitle('Do not revert "a: do a thing"')).toBeUndefined()
  })
})
