import { describe, expect, it } from 'vitest'
import { at } from '../../lib/at'
import { deriveMails } from '../../lib/derive/deriveMails'
import { mail, REX, type Short } from './fixture'

const POSTING: readonly Short[] = [
  { id: 'c', subject: '[PATCH 0/3] topic' },
  { id: 'p1', subject: '[PATCH 1/3] one', to: ['c'], at: 1 },
  { id: 'p3', subject: '[PATCH 3/3] three', to: ['c'], at: 3 },
]
const P2: Short = { id: 'p2', subject: '[PATCH 2/3] two', to: ['c'], at: 2 }
const TAG = 'Reviewed-by: Rex Roe <rex@example.org>\n'
const answer = (subject: string, to: readonly string[]): Short => ({
  id: 'r',
  subject,
  to,
  from: REX,
  at: 60,
  body: TAG,
})

/** The place of the reply and the patches that have its tag. */
function placed(...mails: readonly Short[]): string {
  const [series] = deriveMails(mails.map(mail)).series
  const place = series?.places.find(({ key }) => key === 'r')
  const newest = series?.versions.at(-1)
  const tagged = newest?.patches.flatMap(({ number, trailers }) =>
    trailers.some(({ mailKey }) => mailKey === 'r') ? [number] : [],
  )
  const whole = newest?.coverTags.length === 0 ? '' : ' all'
  return `${place?.version}/${place?.number} tags ${tagged?.join(',')}${whole}`
}

describe('a reply', () => {
  it('to a patch that is not imported is about that patch', () => {
    expect(placed(...POSTING, answer('Re: [PATCH 2/3] two', ['p2', 'c']))).toBe('1/2 tags ')
  })

  it('below the cover letter is about the patch in its subject', () => {
    expect(placed(...POSTING, P2, answer('Re: [PATCH 2/3] two', ['c']))).toBe('1/2 tags 2')
  })

  it('below another patch is about the patch in its subject', () => {
    expect(placed(...POSTING, P2, answer('Re: [PATCH 2/3] two', ['p1', 'c']))).toBe('1/2 tags 2')
  })

  it('keeps to its thread when its subject has another title or total', () => {
    expect(placed(...POSTING, P2, answer('Re: [PATCH 2/3] other words', ['p1', 'c']))).toBe('1/1 tags 1')
    expect(placed(...POSTING, P2, answer('Re: [PATCH 2/4] two', ['p1', 'c']))).toBe('1/1 tags 1')
  })

  it('to a patch is not about the series because its subject is that of the cover letter', () => {
    expect(placed(...POSTING, P2, answer('Re: [PATCH 0/3] topic', ['p1', 'c']))).toBe('1/1 tags 1')
  })

  it('to the cover letter is about the series', () => {
    expect(placed(...POSTING, P2, answer('Re: [PATCH 0/3] topic', ['c']))).toBe('1/0 tags  all')
  })

  it('to a patch of v2 stays there when only the cover letters have the version', () => {
    const v2 = (['c', 'p1', 'p3'] as const).map((id, index): Short => {
      const subject = at(['[PATCH 0/3 v2] topic', '[PATCH 1/3] one', '[PATCH 3/3] three'], index)
      return { id: `v2-${id}`, subject, at: 1000 + index, ...(id !== 'c' && { to: ['v2-c'] }) }
    })
    const mails = [...POSTING, P2, ...v2]
    expect(placed(...mails, { ...answer('Re: [PATCH 1/3] one', ['v2-p1']), at: 2000 })).toBe('2/1 tags 1')
    expect(placed(...mails, { ...answer('Re: [PATCH 3/3] three', ['v2-p1']), at: 2000 })).toBe('2/3 tags 3')
    expect(placed(...mails, { ...answer('Re: [PATCH v2 3/3] three', ['v2-p1']), at: 2000 })).toBe('2/3 tags 3')
  })
})
