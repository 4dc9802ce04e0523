import { describe, expect, it } from 'vitest'
import { findVersion, labelInText, labelVersions, shortLabel } from '../../lib/series/label'
import type { Version } from '../../lib/series/types'

const head = {
  index: 0,
  key: 'k',
  messageId: 'k',
  parent: null,
  ghost: null,
  thread: 0,
  orderMs: 0,
  receivedMs: 0,
  sentAtMs: null,
  answers: false,
  from: { name: '', email: '' },
  kind: 'patch',
  tag: { dotted: null },
} as unknown as Version['head']

const version = (number: number, more: Partial<Version> = {}): Version => ({
  version: number,
  revision: null,
  labelled: number > 1,
  rfc: false,
  resend: false,
  total: 1,
  words: [],
  cover: null,
  copies: [],
  patches: [],
  head,
  repliesTo: null,
  succeeds: false,
  ...more,
})

describe('labels of versions', () => {
  const labels = labelVersions([
    version(1, { rfc: true }),
    version(2, { rfc: true }),
    version(1),
    version(1),
    version(2),
    version(2, { resend: true }),
    version(5),
    version(5, { revision: 1 }),
  ])

  it('name each version once, for people and for addresses', () => {
    expect(labels.map(({ label }) => label)).toEqual([
      'RFC',
      'RFC v2',
      'v1',
      '4th posting (unlabelled)',
      'v2',
      'v2 RESEND',
      'v5',
      'v5.1',
    ])
    expect(labels.map(({ key }) => key)).toEqual(['rfc1', 'rfc2', '1', '1-2', '2', '2-resend', '5', '5.1'])
    expect(new Set(labels.map(({ key }) => key)).size).toBe(labels.length)
  })

  it('are found again by key, by label and by number, whatever the case', () => {
    for (const one of labels) {
      expect(findVersion(labels, one.key)).toBe(one)
      expect(findVersion(labels, one.label.toUpperCase())).toBe(one)
    }
    expect(findVersion(labels, 'v5')?.label).toBe('v5')
    expect(findVersion(labels, ' 2 ')?.label).toBe('v2')
    expect(findVersion(labelVersions([version(3, { rfc: true })]), '3')?.label).toBe('RFC v3')
    expect(findVersion(labels, '9')).toBeUndefined()
    expect(findVersion(labels, '')).toBeUndefined()
  })

  const repeated = labelVersions([
    version(1),
    version(2),
    version(2),
    version(2),
    version(1),
    version(1, { labelled: true }),
    version(2, { resend: true }),
    version(2, { resend: true }),
    version(1, { rfc: true }),
    version(2, { rfc: true }),
    version(2, { rfc: true }),
    version(1, { rfc: true }),
  ])

  it('name a version that repeats an earlier one after that one, or after its place if its subject names no version', () => {
    expect(repeated.map(({ label, key }) => [key, label])).toEqual([
      ['1', 'v1'],
      ['2', 'v2'],
      ['2-2', 'v2 repost'],
      ['2-3', 'v2 repost 2'],
      ['1-2', '5th posting (unlabelled)'],
      ['1-3', 'v1 repost 2'],
      ['2-resend', 'v2 RESEND'],
      ['2-resend-2', 'v2 RESEND 2'],
      ['rfc1', 'RFC'],
      ['rfc2', 'RFC v2'],
      ['rfc2-2', 'RFC v2 repost'],
      ['rfc1-2', '12th posting (RFC, unlabelled)'],
    ])
    const many = labelVersions(Array.from({ length: 23 }, () => version(1))).map(({ label }) => shortLabel(label))
    expect([many[1], many[2], many[10], many[20], many[21], many[22]]).toEqual([
      '2nd',
      '3rd',
      '11th',
      '21st',
      '22nd',
      '23rd',
    ])
  })

  it('have a short form without the words that only an unlabelled posting has', () => {
    expect(repeated.map(({ label }) => shortLabel(label)).filter((label) => label.endsWith('th'))).toEqual([
      '5th',
      '12th',
    ])
    expect(shortLabel('v2 repost')).toBe('v2 repost')
    expect(['v2', '8th posting (unlabelled)'].map(labelInText)).toEqual(['v2', 'the 8th posting (unlabelled)'])
  })

  it('that are repeated are found by label, short form, key and count', () => {
    for (const one of repeated) {
      for (const name of [one.key, one.label, shortLabel(one.label)]) expect(findVersion(repeated, name)).toBe(one)
    }
    const keys = (words: readonly string[]) => words.map((word) => findVersion(repeated, word)?.key)
    expect(keys(['v1 (2)', '1 (2)', 'v2 (3)', 'v2 RESEND (2)', 'RFC (2)', 'RFC v2 (2)'])).toEqual([
      '1-2',
      '1-2',
      '2-3',
      '2-resend-2',
      'rfc1-2',
      'rfc2-2',
    ])
    expect(keys(['(2)', 'v1 (9)', 'v1 ()', '9th'])).toEqual([undefined, undefined, undefined, undefined])
  })
})
