import { describe, expect, it } from 'vitest'
import { indexRepeated } from '../../lib/review/repeated'
import { parseReply } from '../../lib/review/replyText'
import { REX } from './fixture'

const FIRST = 'Close the valve before the tank runs over in the cellar of the house.\n\n'
const SECOND = 'This makes the pump wait for the first drip before it opens the valve.\n\n'
const HEADER = 'From: Jane Doe <jane@example.org>\nSent: Monday, July 14\nSubject: [PATCH] pump\n\n'
const TAG = 'Reviewed-by: Rex Roe <rex@example.org>'

/** The sender's own words, when the mail above is `above`. */
function own(body: string, above = `${FIRST}${SECOND}`): string[] {
  const repeatable = { above: [indexRepeated(above)], beside: [] }
  return parseReply(body, REX, () => repeatable).own.flatMap(({ text }) => (text === '' ? [] : [text]))
}

describe('below a header block without marks', () => {
  it.each([HEADER, '-------- Original Message --------\n', HEADER.replace('From', 'Von').replace('Sent', 'Gesendet')])(
    'only what the mail above has is quoted',
    (header) => {
      expect(own(`${header}${FIRST}${SECOND}${TAG}\n`)).toEqual([TAG])
      expect(own(`See below.\n\n${header}${FIRST}NAK.\n\n${SECOND}`)).toEqual(['See below.', 'NAK.'])
    },
  )

  it('everything is quoted when the mail that it comes from is missing', () => {
    expect(own(`Thanks.\n\n${HEADER}${FIRST}NAK.\n\n${SECOND}`, 'Other words.\n')).toEqual(['Thanks.'])
    expect(own(`Thanks.\n\n${HEADER}${FIRST}One.\n\nTwo.\n\nThree.\n`)).toEqual(['Thanks.'])
  })

  it('everything is quoted in a language that is not known, when a header has the subject of the patch', () => {
    const header = (subject: string, from = 'Fra') =>
      `${from}: Jane Doe <jane@example.org>\nSendt: 14. juli 2025\nEmne: ${subject}\n\n`
    expect(own(`Thanks.\n\n${header('SV: [PATCH v2] pump')}NAK.\n`, '')).toEqual(['Thanks.'])
    expect(own(`Thanks.\n\n${header('Re: [PATCH] pump', 'Från')}NAK.\n`, '')).toEqual(['Thanks.'])
    expect(own(`Thanks.\n\n${header('the pump')}NAK.\n`, '')).toContain('NAK.')
  })

  it('tags of others and what is below a signature mark are not the words of the sender', () => {
    expect(own(`${HEADER}${FIRST}Acked-by: Ann Poe <ann@example.org<mailto:ann@example.org>>\n\n${SECOND}`)).toEqual([])
    expect(own(`${HEADER}${FIRST}${SECOND}${FIRST}Fine.\n\n-- \nRex\n`)).toEqual(['Fine.'])
  })
})

describe('in a short answer with marked lines', () => {
  const above =
    'Please rename the function to pump_close(), the name is misleading.\n\nWe had this trouble with the valve driver.\n\nNAK.\n'

  it.each(['> + msleep(1);\n\n', '| Test | Result |\n| long | ok |\n\n'])(
    'two unmarked lines of the mail above are quoted',
    (marked) => {
      expect(own(`${TAG}\n\n${marked}${above}`, above)).toEqual([TAG])
    },
  )

  it('one such line is not', () => {
    const [line = ''] = above.split('\n')
    expect(own(`> + msleep(1);\n\n${line}\nWhy?\n`, above)).toEqual([line, 'Why?'])
  })
})
