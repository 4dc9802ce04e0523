import { describe, expect, it } from 'vitest'
import { foldReviewTags, formatNumbers, splitPerson } from '../../app/_model/reviewTags'
import { series } from './fixtures'

describe('foldReviewTags', () => {
  it('ties a tag to the version of the mail that gave it, and lists the versions that carry it', () => {
    const [track] = series.tracks
    if (track === undefined) throw new Error('no track')
    expect(foldReviewTags(track, series.versions)).toEqual([
      {
        kind: 'Reviewed-by',
        person: 'Rita Reader',
        email: 'rita@example.org',
        given: { versionKey: '1', label: 'v1', source: 'reply', messageId: 'reply-1@example.org' },
        carried: ['v2'],
      },
      {
        kind: 'Acked-by',
        person: 'Ari Archer',
        email: 'ari@example.org',
        given: { versionKey: '2', label: 'v2', source: 'cover-reply', messageId: 'cover-reply@example.org' },
        carried: [],
      },
    ])
  })

  it('reads names and addresses in all common forms', () => {
    expect(splitPerson('"Reader, Rita" <Rita@Example.org> # s390')).toEqual({
      name: 'Reader, Rita',
      email: 'rita@example.org',
    })
    expect(splitPerson('rita@example.org')).toEqual({ name: 'rita@example.org', email: 'rita@example.org' })
    expect(splitPerson('Rita')).toEqual({ name: 'Rita', email: '' })
    expect(splitPerson('><'.repeat(1000)).email).toBe('')
  })

  it('formats runs of numbers', () => {
    expect(formatNumbers([9, 1, 2, 3, 5, 6, 9])).toBe('1–3, 5, 6, 9')
    expect(formatNumbers([])).toBe('')
  })
})
