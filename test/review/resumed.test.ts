import { describe, expect, it } from 'vitest'
import { ANN, JANE, REX, REX_TAG, review, type ShortReply } from './fixture'

const TWO = [[{ line: 'one' }, { line: 'two' }]]
const reply = (id: string, from: ShortReply['from'], at: number, body: string, to?: string): ShortReply => ({
  id,
  from,
  at,
  body,
  patch: 1,
  ...(to !== undefined && { to }),
})
const asked = reply('a', REX, 1, '> +one\n\nPlease rename this function.')
const answer = reply('b', JANE, 2, '> Please rename this function.\n\nIt is called so elsewhere.', 'a')
const resumedOf = (...replies: readonly ShortReply[]) => {
  const { resumed, turn, people } = review(TWO, replies)
  return [
    resumed.map(({ mailKey, person }) => `${mailKey} ${people[person]?.name}`),
    `${turn.whose} ${turn.why} ${turn.people.map(({ name }) => name).join()}`.trim(),
  ]
}

describe('a reviewer whose comment the author answered', () => {
  it('has to look at the answer', () => {
    expect(resumedOf(asked, answer)).toEqual([[], 'reviewers answered Rex Roe'])
  })

  it('has looked at it once they replied to it, even below a mail of their own', () => {
    const on = reply('c', REX, 3, 'The callers all use the other name in that file.', 'b')
    const resumed = [['a Rex Roe'], 'reviewers in-review']
    expect(resumedOf(asked, answer, on)).toEqual(resumed)
    expect(resumedOf(asked, answer, reply('c', REX, 3, 'I was at lunch.', 'b'), { ...on, id: 'd', to: 'c' })).toEqual(
      resumed,
    )
  })

  it('has looked at it once they gave a tag after it', () => {
    const tag = { ...reply('c', REX, 3, REX_TAG.replace('Reviewed', 'Tested')), patch: 2 }
    expect(resumedOf(asked, answer, tag)[0]).toEqual(['a Rex Roe'])
    expect(resumedOf(asked, { ...tag, at: 1.5 }, answer)[0]).toEqual([])
  })

  it('has not looked at it when others replied, or when they wrote elsewhere', () => {
    const other = reply('c', ANN, 3, 'The callers all use the other name in that file.', 'b')
    const elsewhere = { ...reply('d', REX, 4, 'The callers all use the other name in that file.'), patch: 2 }
    expect(resumedOf(asked, answer, other, elsewhere)).toEqual([[], 'reviewers answered Rex Roe'])
  })

  it('need not look at an answer that agrees, however short: it is for the author to act', () => {
    const says = (words: string) => {
      const { standings, turn } = review(TWO, [
        asked,
        { ...answer, body: `> Please rename this function.\n\n${words}\n` },
      ])
      return [standings.find(({ mailKey }) => mailKey === 'a')?.status, `${turn.whose} ${turn.why}`]
    }
    for (const words of ['Right', 'Right.', 'True', 'Ok', 'Will do'])
      expect([words, ...says(words)]).toEqual([words, 'promised', 'author promised'])
    expect(says('It is called so elsewhere.')).toEqual(['open', 'reviewers answered'])
  })
})
