import { describe, expect, it } from 'vitest'
import { ANN, JANE, REX, review, type ShortReply, standingLines } from './fixture'

const VERSIONS = [[{ line: 'a = 1;' }, { line: 'b = 1;' }]]
const mail = (from: typeof REX, id: string, body: string, more: Partial<ShortReply> = {}): ShortReply => ({
  id,
  from,
  body,
  at: 10,
  ...more,
})
const comments = (...replies: ShortReply[]): string[] =>
  standingLines(review(VERSIONS, replies)).filter((line) => !/ applied | author /.test(line))

describe('a reviewer who applies the patch', () => {
  const request = mail(REX, 'r1', 'Please rename a.', { patch: 1 })

  it('settles what the same reviewer asked for', () => {
    expect(comments(request, mail(REX, 'r2', 'Applied, thanks.', { at: 20, patch: 1 }))).toEqual([
      'Rex Roe 1 requests-changes v1 cleared',
    ])
  })

  it('settles what the same mail asks', () => {
    expect(comments(mail(REX, 'r1', 'Merged, thanks. Do you plan to convert the others?', { patch: 1 }))).toEqual([
      'Rex Roe 1 asks v1 cleared',
    ])
  })

  it('settles what is on the cover letter of the only patch', () => {
    const only = [[{ line: 'a = 1;' }]]
    const replies = [
      mail(REX, 'r1', 'Please drop the cover letter.', { patch: 0 }),
      mail(REX, 'r2', 'Merged.', { at: 20, patch: 1 }),
    ]
    expect(standingLines(review(only, replies))).toContain('Rex Roe all requests-changes v1 cleared')
  })

  it('settles nothing for others, but their own comments, when nobody addressed them', () => {
    const eve = { name: 'Eve Doe', email: 'eve@elsewhere.example' }
    const asked = mail(eve, 'e1', 'Please rename a.', { patch: 1 })
    expect(comments(request, asked, mail(eve, 'e2', 'Applied, thanks.', { at: 20, patch: 1 }))).toEqual([
      'Eve Doe 1 requests-changes v1 cleared',
      'Rex Roe 1 requests-changes v1 open',
    ])
  })

  it('settles nothing on another patch', () => {
    expect(comments(request, mail(REX, 'r2', 'Applied, thanks.', { at: 20, patch: 2 }))).toEqual([
      'Rex Roe 1 requests-changes v1 open',
    ])
  })

  it('settles nothing that is asked later', () => {
    const applied = mail(REX, 'r1', 'Applied, thanks.', { patch: 1 })
    expect(comments(applied, mail(REX, 'r2', 'Please rename a.', { at: 20, patch: 1 }))).toEqual([
      'Rex Roe 1 requests-changes v1 open',
    ])
  })

  it('settles nothing that somebody else asked for', () => {
    expect(comments(request, mail(ANN, 'a1', 'Applied, thanks.', { at: 20, patch: 1 }))).toEqual([
      'Rex Roe 1 requests-changes v1 open',
    ])
  })

  it('leaves what the author declined as it is', () => {
    const declined = mail(JANE, 'j', "I'd rather keep the name.", { at: 15, to: 'r1' })
    expect(comments(request, declined, mail(REX, 'r2', 'Applied, thanks.', { at: 20, patch: 1 }))).toEqual([
      'Rex Roe 1 requests-changes v1 declined',
    ])
  })
})
