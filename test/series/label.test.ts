import { describe, expect, it } from 'vitest'
import { findVersion, labelVersions } from '../../lib/series/label'
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
  patches: [],
  head,
  repliesTo: null,
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
    expect(labels.map(({ label }) => label)).toEqual(['RFC', 'RFC v2', 'v1', 'v1 (2)', 'v2', 'v2 RESEND', 'v5', 'v5.1'])
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
})
