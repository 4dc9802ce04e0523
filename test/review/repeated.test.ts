import { describe, expect, it } from 'vitest'
import { indexRepeated } from '../../lib/review/repeated'
import { parseReply } from '../../lib/review/replyText'
import { REX } from './fixture'

const QUESTION = 'Please rename the function to pump_close(), the name is misleading.\n\nNAK until that is done.\n'
const TAG = 'Reviewed-by: Rex Roe <rex@example.org>'

/** The sender's own words, when the mail above is `above` and an answer beside it `beside`. */
function own(body: string, above: string, beside: readonly string[] = []): string[] {
  const repeatable = { above: [indexRepeated(above)], beside: beside.map(indexRepeated) }
  return parseReply(body, REX, () => repeatable).own.flatMap(({ text }) => (text === '' ? [] : [text]))
}

describe('a quotation without marks', () => {
  it.each([
    [
      'of Outlook in Dutch',
      'Van: Cleo <cleo@example.net>\nVerzonden: maandag 14 juli 2025 10:00\nOnderwerp: RE: pump\n\n',
    ],
    ['of Outlook in Japanese', '差出人: Cleo <cleo@example.net>\n送信日時: 2025年7月14日 10:00\n件名: RE: pump\n\n'],
    ['of Lotus Notes', 'Cleo Coder <cleo@example.net>\n14/07/2025 10:00\n\nTo\nann@example.org\nSubject\nRe: pump\n\n'],
    ['below dashes', '---------- 14 jul 10:00 Cleo <cleo@example.net> ----------\n'],
    ['without an attribution', ''],
  ])("%s is not the sender's", (_, header) => {
    expect(own(`Works here.\n\n${TAG}\n\n${header}${QUESTION}`, QUESTION)).toEqual(['Works here.', TAG])
  })

  it('is found when its lines are wrapped anew', () => {
    const wrapped = QUESTION.replace('pump_close(), ', 'pump_close(),\n')
    expect(own(`Works here.\n\n${wrapped}`, QUESTION)).toEqual(['Works here.'])
  })

  it.each([0, 1, 2, 3, 4])('of eight words is found after %i others, and of seven is not', (before) => {
    const above = `${'one two three four'.split(' ').slice(0, before).join(' ')} the name of this new function is misleading now`
    expect(own('Works here.\n\nthe name of this new function is misleading\n', above)).toEqual(['Works here.'])
    const seven = 'the name of this new function is'
    expect(own(`Works here.\n\n${seven}\n`, above)).toEqual(['Works here.', seven])
  })

  it('may be of an answer beside the mail', () => {
    expect(own(`Works here.\n\n${QUESTION}`, 'The patch.\n', [QUESTION])).toEqual(['Works here.'])
  })

  it("marked with a name is not the sender's", () => {
    const cited = 'Cleo> Please rename it.\n\nCleo> NAK until then.\n\nIt is fine.\n'
    expect(own(cited, '')).toEqual(['It is fine.'])
  })
})

describe("the sender's own words", () => {
  it('may cite a few words of the mail above', () => {
    const body = 'You write "the name is misleading", but I think\nthat it is fine as it is.\n'
    expect(own(body, QUESTION)).toEqual(body.trim().split('\n'))
  })

  it('may be a trailer that the mail above has', () => {
    const tags = `Reviewed-by: Rex Roe <rex@example.org>\nTested-by: Rex Roe <rex@example.org>`
    expect(own(`${tags}\n`, `Stop the drip.\n\n${tags}\n`)).toEqual(tags.split('\n'))
  })

  it('does not take the titles that a thank-you mail lists from the cover letter', () => {
    const titles = [
      'pump: keep the pressure when the valve closes too early',
      'pump: drop the old table of all the valves',
    ]
    const cover = `Fixes.\n\n  ${titles.join('\n  ')}\n`
    const list = (commit: string) => titles.flatMap((title, index) => [`[${index + 1}/2] ${title}`, commit])
    const thanks = (commit: string) => `Applied, thanks!\n\n${list(commit).join('\n')}\n`
    const commit = '      commit: 0123456789abcdef'
    expect(own(thanks(commit), cover)).toEqual(['Applied, thanks!', ...list(commit)])
    expect(own(thanks('      words'), cover)).toEqual(['Applied, thanks!', '      words', '      words'])
  })

  it('may be what others say in as many words', () => {
    expect(own('Looks good to me.\nThanks!\n', 'The patch.\n', ['Looks good to me.\nThanks!\n'])).toEqual([
      'Looks good to me.',
      'Thanks!',
    ])
  })

  it('may have one line that looks like a comparison', () => {
    expect(own('if a> b holds,\nit is fine.\n', QUESTION)).toEqual(['if a> b holds,', 'it is fine.'])
  })
})
