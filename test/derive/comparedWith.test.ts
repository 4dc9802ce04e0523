import { describe, expect, it } from 'vitest'
import { deriveMails } from '../../lib/derive/deriveMails'
import { diff, mail, type Short } from './fixture'

const whole = (id: string, mark: string, at: number, changed: readonly number[] = []): Short[] => [
  { id, subject: `[PATCH${mark} 0/3] topic`, at },
  ...[1, 2, 3].map((number) => ({
    id: `${id}${number}`,
    subject: `[PATCH${mark} ${number}/3] part ${number}`,
    to: [id],
    at: at + number,
    body: diff(`${number}.c`, changed.includes(number) ? `${id}${number}` : 'same'),
  })),
]

/** Each version as 'v2<v1 2': what it is compared with, and the patches with other code. */
function compared(mails: readonly Short[]): string[] {
  return deriveMails(mails.map(mail)).series.flatMap(({ versions, comparisons }) =>
    versions.map(({ label, position, comparedWith }) => {
      const changed = comparisons.filter(({ to, verdict }) => to === position && verdict.change === 'code')
      const from = versions[(comparedWith ?? 0) - 1]?.label ?? '-'
      return `${label}<${from} ${changed.map(({ right }) => right).join(',')}`.trim()
    }),
  )
}

describe('the version that another one is compared with', () => {
  it('is the one that it continues, although a partial reroll with the same number stands between them', () => {
    const part = { id: 'x', subject: '[PATCH v3 2/3] part 2', to: ['b2'], at: 300, body: diff('2.c', 'tried') }
    expect(compared([...whole('a', '', 0), ...whole('b', ' v2', 200), part, ...whole('c', ' v3', 900)])).toEqual([
      'v1<-',
      'v2<v1',
      'v3<v2 2',
      'v3 (2)<v2',
    ])
  })

  it('is the state that a partial reroll changes, not the patch that it answers', () => {
    const rerolls: Short[] = [
      { id: 'x', subject: '[PATCH v2 2/3] part 2', to: ['a2'], at: 300, body: diff('2.c', 'x') },
      { id: 'y', subject: '[PATCH v3 3/3] part 3', to: ['a3'], at: 400, body: diff('3.c', 'y') },
    ]
    expect(compared([...whole('a', '', 0), ...rerolls])).toEqual(['v1<-', 'v2<v1 2', 'v3<v2 3'])
  })

  it('is the one before that when none of its patches are archived', () => {
    const cover = { id: 'b', subject: '[PATCH v2 0/3] topic', at: 200 }
    expect(compared([...whole('a', '', 0), cover, ...whole('c', ' v3', 900, [1])])).toEqual([
      'v1<-',
      'v2<v1',
      'v3<v1 1',
    ])
  })
})
