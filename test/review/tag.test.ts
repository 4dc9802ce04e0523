import { describe, expect, it } from 'vitest'
import { findReviewTags } from '../../lib/review/tag'

const REX = { name: 'Rex Roe', email: 'rex@example.org' }
const names = (body: string, sender = REX) =>
  findReviewTags(body, sender).map(({ name, fits }) => `${name}${fits ? '' : ' (other)'}`)

describe('findReviewTags', () => {
  it.each([
    ['Reviewed-by: Rex Roe <rex@example.org>', 'Reviewed-by'],
    ['   acked-By: rex@example.org', 'Acked-by'],
    ['Tested by: Rex Roe <rex@example.org>', 'Tested-by'],
    ['Reviewd-by: Rex Roe <rex@example.org>', 'Reviewed-by'],
    ['Reveiewed-by: Rex Roe <rex@example.org>', 'Reviewed-by'],
    ['Reviewed-and-tested-by: Rex Roe <rex@example.org>', 'Reviewed-and-tested-by'],
    ['Acked-for-MFD-by: Rex Roe <rex@example.org>', 'Acked-for-mfd-by'],
    ['Acked-by: Rex Roe <rex@example.org> # s390', 'Acked-by'],
    ['Reviewed-by Rex Roe <rex@example.org>', 'Reviewed-by'],
    ['Reviewed-by: Rex Roe\n<rex@example.org>', 'Reviewed-by'],
    ['> quoted\nReviewed-by: Rex Roe <rex@example.org>\n> more', 'Reviewed-by'],
  ])('reads %s', (body, expected) => {
    expect(names(body)).toEqual([expected])
  })

  it.each([
    '> Reviewed-by: Rex Roe <rex@example.org>',
    'I think his Reviewed-by: Rex Roe <rex@example.org> was early',
    'Acked-by: me',
    'Cannot be reviewed by rex@example.org',
    'Please have it reviewed by Rex Roe <rex@example.org>',
    'Nacked-by: Rex Roe <rex@example.org>',
    'Not-acked-by: Rex Roe <rex@example.org>',
    'Suggested-by: Rex Roe <rex@example.org>',
    'hello\n-- \nReviewed-by: Rex Roe <rex@example.org>',
    'diff --git a/f b/f\n--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n+b\nReviewed-by: Rex Roe <rex@example.org>',
    '-----Original Message-----\nReviewed-by: Rex Roe <rex@example.org>',
  ])('finds none in %s', (body) => {
    expect(names(body)).toEqual([])
  })

  it.each([
    [{ name: 'Rex Roe', email: 'rex+list@example.org' }, true],
    [{ name: '', email: 'rex@mail.example.org' }, true],
    [{ name: 'Roe, Rex', email: 'other@example.com' }, true],
    [{ name: 'Rex', email: 'other@example.com' }, false],
    [{ name: 'Jane Doe', email: 'jane@example.org' }, false],
    [{ name: 'Jane Doe', email: 'rex@example.com' }, false],
  ])('tells whether the tag of Rex Roe speaks for %o', (sender, fits) => {
    expect(findReviewTags('Acked-by: Rex Roe <rex@example.org>', sender)[0]?.fits).toBe(fits)
  })
})
