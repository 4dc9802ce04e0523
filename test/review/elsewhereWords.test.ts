import { describe, expect, it } from 'vitest'
import { authorCues } from '../../lib/review/rules/answer'
import { severityOf } from '../../lib/review/severity'
import { readStatements } from './fixture'

const asks = (body: string) =>
  readStatements(body).flatMap(({ position, sentence }) => severityOf(position, sentence) ?? [])

describe('words that ask the author for nothing', () => {
  it.each([
    'Perhaps you can try it first to see if we can test the rest for now, till Jason acks tomorrow.',
    "Let's keep it there.",
    'We can do optimization on top anyhow.',
    "Otherwise it's a bug somewhere I guess.",
    'That might be best.',
  ])('"%s"', (body) => {
    expect(asks(body)).toEqual([])
  })

  it.each([
    ['Perhaps you can use the helper.', 'request'],
    ["Let's keep it there and add a comment.", 'request'],
    ["I'm not sure if dumping a call trace here is really useful.", 'request'],
    ['It crashes, here is the call trace:', 'defect'],
  ])('but "%s" is a %s', (body, severity) => {
    expect(asks(body)).toEqual([severity])
  })
})

it('an author who follows another thread promises no change', () => {
  expect(authorCues('I will follow that thread.')).not.toContain('concedes')
  expect(authorCues('I will follow that style.')).toContain('concedes')
})
