import { describe, expect, it } from 'vitest'
import { parseReply } from '../../lib/review/replyText'

const REX = { name: 'Rex Roe', email: 'rex@example.org' }
const names = (body: string, sender = REX) =>
  parseReply(body, sender).tags.map(({ name, fits }) => `${name}${fits ? '' : ' (other)'}`)

describe('the review tags of a reply', () => {
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
    ['Reviewed-by:\n Rex Roe <rex@example.org>', 'Reviewed-by'],
    ['Reviewed-by: Rex\nRoe <rex@example.org>', 'Reviewed-by'],
    ['Reviewed-by: Rex Roe <rex@\nexample.org>', 'Reviewed-by'],
    ['Tested-by:\nrex@example.org', 'Tested-by'],
    ['Reviewed-by: Rex Roe <rex@example.org', 'Reviewed-by'],
    ['Reviewed-by: Rex Roe <rex.example.org>', 'Reviewed-by'],
    ['Reviewed-by: Rex Roe', 'Reviewed-by'],
    ['Reviewed-by: Rex Roe <rex@example.org>, with one nit:', 'Reviewed-by'],
    ['Acked-by: Roe, Rex <rex@example.org>', 'Acked-by'],
    ['Acked-by: Rex Roe (corporate) <rex@example.org>', 'Acked-by'],
    ['Acked-by: Rex Roe <rex@example.org> [for the parts in net]', 'Acked-by'],
    ['Tested-and-reviewed-by: Rex Roe <rex@example.org>', 'Tested-and-reviewed-by'],
    ['Build-tested-by: Rex Roe <rex@example.org>', 'Build-tested-by'],
    ['Reluctantly-acked-by: Rex Roe <rex@example.org>', 'Reluctantly-acked-by'],
    ['With that Reviewed-by: Rex Roe <rex@example.org>', 'Reviewed-by'],
    ['Nice, please add my Reviewed-By: Rex Roe <rex@example.org>.', 'Reviewed-by'],
    ['\ufeffReviewed-by:\u00a0Rex Roe <rex@example.org>', 'Reviewed-by'],
    [
      'On Monday, 3 May 2021, Jane Doe\n<jane@example.org> wrote:\n> a\n\nReviewed-by: Rex Roe <rex@example.org>',
      'Reviewed-by',
    ],
    [
      '-----Original Message-----\n> From: Jane <jane@example.org>\n> text\nReviewed-by: Rex Roe <rex@example.org>\n> more',
      'Reviewed-by',
    ],
    [
      'diff --git a/f b/f\n--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n+b\n\nReviewed-by: Rex Roe <rex@example.org>',
      'Reviewed-by',
    ],
    ['> quoted\nReviewed-by: Rex Roe <rex@example.org>\n> more', 'Reviewed-by'],
    ['Ack-by: Rex Roe <rex@example.org>', 'Acked-by'],
    ['Acknowledged-by: Rex Roe <rex@example.org>', 'Acked-by'],
    ['Approved-by: Rex Roe <rex@example.org>', 'Approved-by'],
    ['R-b: Rex Roe <rex@example.org>', 'Reviewed-by'],
    ['t-b: rex@example.org', 'Tested-by'],
  ])('reads %s', (body, expected) => {
    expect(names(body)).toEqual([expected])
  })

  it.each([
    '> Reviewed-by: Rex Roe <rex@example.org>',
    'I think his Reviewed-by: Rex Roe <rex@example.org> was early',
    'Acked-by: me',
    'R-b: me',
    'rb: the red-black tree of rex@example.org and others',
    'Cannot be reviewed by rex@example.org',
    'Please have it reviewed by Rex Roe <rex@example.org>',
    'Nacked-by: Rex Roe <rex@example.org>',
    'Not-acked-by: Rex Roe <rex@example.org>',
    'Unreviewed-by: Rex Roe <rex@example.org>',
    'You may add Reviewed-by: Jane Doe <jane@example.org>',
    'Reviewed-by: Jane',
    'Reviewed-by: Jane Doe',
    'Reviewed-by:\n> Rex Roe <rex@example.org>',
    'Reviewed-by:\n\nRex Roe <rex@example.org> said so',
    'From: Jane Doe <jane@example.org>\nSent: Monday\nTo: Rex\nSubject: x\n\nReviewed-by: Rex Roe <rex@example.org>',
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
    [{ name: 'Jane Doe', email: 'rex@org' }, false],
  ])('says whether a tag of Rex Roe names its sender %o: %s', (sender, fits) => {
    expect(parseReply('Acked-by: Rex Roe <rex@example.org>', sender).tags[0]?.fits).toBe(fits)
  })
})

describe('the value of a review tag', () => {
  it.each([
    ['Reviewed-by: Rex Roe <rex@example.org', 'Rex Roe <rex@example.org>'],
    ['Reviewed-by: Rex\nRoe <rex@example.org>', 'Rex Roe <rex@example.org>'],
    ['Reviewed-by: Rex Roe', 'Rex Roe <rex@example.org>'],
    ['Reviewed-by: Rex Roe <rex@example.org>, with one nit:', 'Rex Roe <rex@example.org>'],
    ['Reviewed-by: Rex Roe <rex@example.org> # s390', 'Rex Roe <rex@example.org> # s390'],
    ['Reviewed-by; Rex Roe <rex@example.org>', 'Rex Roe <rex@example.org>'],
    ['Reviewed-by: Rex Roe <rex@example.org<mailto:rex@example.org>>', 'Rex Roe <rex@example.org>'],
    ['Reviewed-by: Rex Roe rex@example.org<mailto:rex@example.org>', 'Rex Roe <rex@example.org>'],
    ['Reviewed-by: Rex Roe [mailto:rex@example.org]', 'Rex Roe <rex@example.org>'],
    ['Reviewed-by: Rex Roe <mailto:rex@example.org>', 'Rex Roe <rex@example.org>'],
    ['*Reviewed-by: Rex Roe <rex@example.org>*', 'Rex Roe <rex@example.org>'],
    ['Reviewed-by: Rex Roe &lt;rex@example.org&gt;.', 'Rex Roe <rex@example.org>'],
  ])('is in the form of a commit message: %s', (body, expected) => {
    expect(parseReply(body, REX).tags.map(({ value }) => value)).toEqual([expected])
  })
})

describe('the tags of a reply that refuse a patch', () => {
  it.each([
    'Nacked-by: Rex Roe <rex@example.org>',
    'NAK-ed-by: Rex Roe <rex@example.org>',
    'Not-Acked-by: Rex Roe <rex@example.org>',
    'NACKed-by:\n Rex Roe <rex@example.org>',
  ])('reads %s', (body) => {
    expect(parseReply(body, REX).naks.map(({ name }) => name)).toEqual(['Nacked-by'])
  })

  it.each(['> Nacked-by: Rex Roe <rex@example.org>', 'Acked-by: Rex Roe <rex@example.org>'])(
    'finds none in %s',
    (body) => {
      expect(parseReply(body, REX).naks).toEqual([])
    },
  )
})
