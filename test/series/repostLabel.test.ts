import { describe, expect, it } from 'vitest'
import { deriveMails } from '../../lib/derive/deriveMails'
import { findVersion, labelVersions } from '../../lib/series/label'
import { mail, type Short, V1, v2 } from '../derive/fixture'

const labels = (mails: readonly Short[]) =>
  deriveMails(mails.map(mail)).series.map(({ versions }) => versions.map(({ label }) => label))

describe('a second posting with one number', () => {
  it('is a repost when it is the same posting again, as a whole or in part', () => {
    const again = v2().map((one) => ({
      ...one,
      id: `${one.id}b`,
      to: (one.to ?? []).map((id) => `${id}b`),
      at: (one.at ?? 0) + 3_000,
    }))
    expect(labels([...V1, ...v2(), ...again])).toEqual([['v1', 'v2', 'v2 repost']])
    const part = { id: 'x', subject: '[PATCH v2 2/2] two', to: ['b2'], at: 3_000 }
    expect(labels([...V1, ...v2(), part])).toEqual([['v1', 'v2', 'v2 repost']])
  })

  it('is none when it is whole and only one patch was posted with the number before', () => {
    const lone = { id: 'x', subject: '[PATCH v2 2/2] two', to: ['b'], at: 50 }
    expect(labels([...V1, lone, ...v2([], { at: 3_000 })])).toEqual([['v1', 'v2', 'v2 (2)']])
  })

  it('is none when it brings another patch of the version', () => {
    const parts = [
      { id: 'x', subject: '[PATCH v2 1/2] one', to: ['a'], at: 50 },
      { id: 'y', subject: '[PATCH v2 2/2] two', to: ['b'], at: 30_000 },
    ]
    expect(labels([...V1, ...parts])).toEqual([['v1', 'v2', 'v2 (2)']])
  })

  it('is found by its label, and by its key', () => {
    const [version] = deriveMails(v2().map(mail)).series.flatMap(({ versions }) =>
      versions.map(({ posting }) => posting),
    )
    if (version === undefined) throw new Error('the fixture has no version')
    const all = labelVersions([version, { ...version, total: 3 }, { ...version, total: 3 }])
    expect(all.map(({ label, key }) => [label, key])).toEqual([
      ['v2', '2'],
      ['v2 (2)', '2-2'],
      ['v2 repost 2', '2-3'],
    ])
    for (const word of ['v2 (2)', '2-2']) expect(findVersion(all, word)?.key).toBe('2-2')
  })
})
