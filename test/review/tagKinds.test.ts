import { describe, expect, it } from 'vitest'
import { approvalKinds } from '../../lib/review/tagKinds'

describe('what a review tag says', () => {
  it.each([
    ['Reviewed-by', ['reviewed']],
    ['Acked-by', ['acked']],
    ['acked-by', ['acked']],
    ['Reviewed-and-acked-by', ['reviewed', 'acked']],
    ['Approved-by', ['reviewed']],
    ['Nacked-by', []],
    ['NACKed-by', []],
    ['Tested-by', []],
  ])('is for %s: %j', (name, kinds) => {
    expect(approvalKinds(name)).toEqual(kinds)
  })
})
