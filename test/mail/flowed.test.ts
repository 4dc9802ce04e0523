import { describe, expect, it } from 'vitest'
import { decodeFlowed } from '../../lib/mail/flowed'

const decode = (lines: readonly string[], delSp = false) => decodeFlowed(lines.join('\n'), delSp).split('\n')

describe('format=flowed', () => {
  it('joins the lines of a paragraph', () => {
    expect(decode(['one ', 'two ', 'three', 'four'])).toEqual(['one two three', 'four'])
    expect(decode(['one ', 'two'], true)).toEqual(['onetwo'])
  })

  it('joins quoted lines of one depth', () => {
    expect(decode(['> one ', '> two', '>> three ', '>> four'])).toEqual(['> one two', '>> three four'])
    expect(decode(['> > one ', '> > two'])).toEqual(['> > one two'])
  })

  it('ends a paragraph where the depth changes', () => {
    expect(decode(['(with a blank at the end) ', '> > x'])).toEqual(['(with a blank at the end) ', '> > x'])
    expect(decode(['> the last quoted line ', 'Applied.'])).toEqual(['> the last quoted line ', 'Applied.'])
    expect(decode(['> > inner ', '> outer'])).toEqual(['> > inner ', '> outer'])
  })

  it('leaves the answer below an empty quoted line alone', () => {
    const tag = 'Reviewed-by: Rex Roe <rex@example.org>'
    expect(decode(['> the last quoted line', '> ', '', tag])).toEqual(['> the last quoted line', '> ', '', tag])
    expect(decode(['> quoted', '>  ', '', tag])).toEqual(['> quoted', '>  ', '', tag])
  })

  it('ends a paragraph at an empty line and at a signature', () => {
    expect(decode(['one ', '', 'two'])).toEqual(['one ', '', 'two'])
    expect(decode(['one ', '-- ', 'Rex'])).toEqual(['one ', '-- ', 'Rex'])
    expect(decode(['-- ', 'Rex'])).toEqual(['-- ', 'Rex'])
  })

  it('removes the blank that protects a line', () => {
    expect(decode([' From here on', ' > is no quote'])).toEqual(['From here on', '> is no quote'])
  })
})
