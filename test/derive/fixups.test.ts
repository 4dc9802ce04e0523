import { describe, expect, it } from 'vitest'
import { deriveMails } from '../../lib/derive/deriveMails'
import { fixupTarget } from '../../lib/series/kind'
import { derive, diff, mail, REX, relations, type Short, V1, v2 } from './fixture'

const fixup = (more: Partial<Short> = {}): Short => ({
  id: 'f',
  subject: '[PATCH] fixup! two',
  to: ['b'],
  at: 50,
  body: diff('two.c', 'newer'),
  ...more,
})

const evidence = (mails: readonly Short[]) =>
  deriveMails(mails.map(mail)).relations.map((relation) => relation.evidence.join(' '))

describe('a fixup', () => {
  it.each(['fixup!', 'squash!', 'amend!', 'fixup! fixup!', 'Fixup!'])(
    'with the mark %s is tied to the patch that it names',
    (mark) => {
      const mails = [...V1, fixup({ subject: `[PATCH] ${mark} two` })]
      expect(relations(mails)).toEqual(['v1 fixup c'])
      expect(evidence(mails)).toEqual(['in-reply-to title sender author'])
    },
  )

  it('is found by its title when it answers nothing, whichever mail comes first', () => {
    expect(relations([...V1, fixup({ to: [] })])).toEqual(['v1 fixup c'])
    expect(relations([fixup({ to: [] }), ...V1])).toEqual(['v1 fixup c'])
  })

  it('belongs to the newest posting with that patch before it', () => {
    expect(relations([...V1, ...v2(), fixup({ to: [], at: 200 })])).toEqual(['v1 fixup c2'])
    expect(relations([...V1, ...v2(), fixup({ to: [], at: 50 })])).toEqual(['v1 fixup c'])
  })

  it('is no version of the series, whatever its number', () => {
    for (const mark of ['PATCH v2', 'PATCH 2/2', 'PATCH v2 2/2', 'RFC PATCH'])
      expect(derive([...V1, fixup({ subject: `[${mark}] fixup! two` })])).toHaveLength(2)
  })

  it('may have versions of its own', () => {
    const again = fixup({ id: 'g', subject: '[PATCH v2] fixup! two', to: ['f'], at: 60 })
    expect(derive([...V1, fixup(), again])).toEqual([['v1: c 1=a 2=b'], ['v1: - 1=f', 'v2: - 1=g']])
    expect(relations([...V1, fixup(), again])).toEqual(['v1 fixup c'])
  })

  it('by a stranger is a claim: it needs a reply or a title of four words', () => {
    expect(relations([...V1, fixup({ from: REX })])).toEqual(['v1 fixup c'])
    expect(evidence([...V1, fixup({ from: REX })])).toEqual(['in-reply-to title'])
    expect(relations([...V1, fixup({ from: REX, to: [] })])).toEqual([])
    const long = V1.map((one) => ({ ...one, subject: one.subject.replace('two', 'pump: count the drips twice') }))
    const named = fixup({ from: REX, to: [], subject: '[PATCH] fixup! pump: count the drips twice' })
    expect(relations([...long, named])).toEqual(['v1 fixup c'])
  })

  it('by a stranger for many series is for none of them', () => {
    const titles = ['first', 'second', 'third', 'fourth'].map((word) => `pump: count the ${word} drip`)
    const patches = titles.map((title, at): Short => ({ id: `p${at}`, subject: `[PATCH] ${title}`, at }))
    const fixes = titles.map(
      (title, at): Short => ({
        id: `f${at}`,
        subject: `[PATCH ${at + 1}/4] fixup! ${title}`,
        to: at === 0 ? [] : ['f0'],
        at: 50 + at,
      }),
    )
    expect(relations([...patches, ...fixes])).toHaveLength(4)
    expect(relations([...patches, ...fixes.map((one) => ({ ...one, from: REX }))])).toEqual([])
    expect(relations([...patches, ...fixes.slice(0, 3).map((one) => ({ ...one, from: REX }))])).toHaveLength(3)
  })

  it('inside the series that has the patch ties nothing', () => {
    const inside: Short[] = [
      { id: 'p', subject: '[PATCH 1/2] two' },
      { id: 'q', subject: '[PATCH 2/2] fixup! two', to: ['p'], at: 1 },
    ]
    expect(relations(inside)).toEqual([])
    expect(derive(inside)).toEqual([['v1: - 1=p 2=q']])
  })

  it('for another patch, or for one that comes later, ties nothing', () => {
    expect(relations([...V1, fixup({ subject: '[PATCH] fixup! three' })])).toEqual([])
    expect(relations([...V1.map((one) => ({ ...one, at: 90 + (one.at ?? 0) })), fixup({ to: [] })])).toEqual([])
  })
})

it('the title of a fixup is read without its marks', () => {
  expect(fixupTarget('squash! fixup! pump: two')).toBe('pump: two')
  expect(fixupTarget('fixup pump: two')).toBeUndefined()
  expect(fixupTarget('fixup! ')).toBeUndefined()
})
