import { describe, expect, it } from 'vitest'
import { indexRepeated } from '../../lib/review/repeated'
import { parseReply } from '../../lib/review/replyText'
import { REX } from './fixture'

const ABOVE = [
  'This must not go in before an Ack from Cleo; see the commit',
  '("pump: match supported models only").',
  '',
  'Signed-off-by: Jane Doe <jane@example.org>',
  'Reviewed-by: Rex Roe <rex@example.org>',
]
/** A mail that has marked quotations is searched for unmarked ones only when it is long. */
const ANSWER = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'].map(
  (word) => `It fails ${word} times here.`,
)

function own(...lines: readonly string[]): string[] {
  const repeatable = { above: [indexRepeated(ABOVE.join('\n'))], beside: [] }
  const reply = parseReply([...lines, '', ...ANSWER].join('\n'), REX, () => repeatable)
  return reply.own.flatMap(({ text }) => (text === '' || ANSWER.includes(text) ? [] : [text]))
}

describe('a line of a quotation that lost its mark', () => {
  it('is not written by the sender when it is below or above the same marked line as in the mail', () => {
    expect(own(`>> ${ABOVE[0]}`, `${ABOVE[1]}`, 'I have no such board.')).toEqual(['I have no such board.'])
    expect(own(`${ABOVE[0]}`, `> ${ABOVE[1]}`)).toEqual([])
  })

  it('is not written by the sender when it is the end of a line that was wrapped again', () => {
    expect(own(`>> And more: ${ABOVE[0]}`, `${ABOVE[1]}`, 'I have no such board.')).toEqual(['I have no such board.'])
    expect(
      own('> This must not go in before an Ack from', 'Cleo; see the', '> commit ("pump: match supported'),
    ).toEqual([])
    const answered = 'Who is Cleo?'
    expect(own('> This must not go in before an Ack from', answered, '> Cleo; see the commit')).toEqual([answered])
  })

  it('is written by the sender when a blank line or another line is in between', () => {
    expect(own(`>> ${ABOVE[0]}`, '', `${ABOVE[1]}`)).toEqual([ABOVE[1]])
    expect(own(`> ${ABOVE[0]}`, '> This is another line.', `${ABOVE[1]}`)).toEqual([ABOVE[1]])
  })

  it('is a statement when it is a trailer', () => {
    expect(own(`> ${ABOVE[3]}`, `${ABOVE[4]}`)).toEqual([ABOVE[4]])
  })
})
