import { describe, expect, it } from 'vitest'
import { parseReply } from '../../lib/review/replyText'

const REX = { name: 'Rex Roe', email: 'rex@example.org' }
const values = (body: string) => parseReply(body, REX).tags.map(({ value }) => value)

describe('what surrounds the value of a tag', () => {
  it.each([
    ['Reviewed-by: Rex Roe <rex@example.org> Thanks!', 'Rex Roe <rex@example.org>'],
    ['Reviewed-by: Rex Roe <rex@example.org>, thanks', 'Rex Roe <rex@example.org>'],
    ['Reviewed-by: Rex Roe <rex@example.org> for patches 1-3', 'Rex Roe <rex@example.org>'],
    ['Reviewed-by: Rex Roe rex@example.org', 'Rex Roe <rex@example.org>'],
    ['Reviewed-by: Rex Roe rex@example.org # s390', 'Rex Roe <rex@example.org> # s390'],
    ['`Reviewed-by: Rex Roe <rex@example.org>`', 'Rex Roe <rex@example.org>'],
    ['`Reviewed-by:` Rex Roe <rex@example.org>', 'Rex Roe <rex@example.org>'],
    // These are as they should be.
    ['Reviewed-by: Rex Roe <rex@example.org> # s390', 'Rex Roe <rex@example.org> # s390'],
    ['Reviewed-by: Rex Roe <rex@example.org> (s390)', 'Rex Roe <rex@example.org> (s390)'],
    ['Reviewed-by: rex@example.org', 'rex@example.org'],
  ])('%s has the value "%s"', (line, value) => {
    expect(values(`${line}\n`)).toEqual([value])
  })

  it('is not read in code that mentions a tag', () => {
    expect(values('The script greps for `Reviewed-by:` lines.\n')).toEqual([])
  })
})
