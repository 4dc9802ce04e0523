import { describe, expect, it } from 'vitest'
import type { MessageId } from '../../lib/mail/types'
import { derive, JANE, REX, relations, type Short } from './fixture'
import { ABC, patchOf, single, XYZ } from './postings'

describe('a version by somebody else', () => {
  const byRex = (more: Partial<Short> = {}) =>
    single('b', '[PATCH v2] keep one in four words', 9, ABC, { from: REX, ...more })

  it('is proposed, not merged', () => {
    const both = [single('a', '[PATCH] keep one in four words', 0, ABC), byRex()]
    expect(derive(both)).toHaveLength(2)
    expect(relations(both)).toEqual(['v2 propose a'])
  })

  const copied = byRex({ body: `From: ${JANE.name} <${JANE.email}>\n\n${patchOf('driver.c', ABC)}` })
  const signed = (name: string, email: string) =>
    single('a', '[PATCH] keep one in four words', 0, ABC, {
      body: `Why.\n\nSigned-off-by: ${name} <${email}>\n${patchOf('driver.c', ABC)}`,
    })

  it('is only proposed when it copies the first sender as author, which anybody can write', () => {
    expect(derive([single('a', '[PATCH] keep one in four words', 0, ABC), copied])).toHaveLength(2)
    expect(relations([single('a', '[PATCH] keep one in four words', 0, ABC), copied])).toEqual(['v2 propose a'])
  })

  it('is linked when the older version names its sender as involved, and it keeps the author', () => {
    expect(derive([signed(REX.name, REX.email), copied])).toEqual([['v1: - 1=a', 'v2: - 1=b']])
  })

  it('is proposed when only the name of the sender is the same', () => {
    const other = { from: { name: JANE.name, email: 'jane@elsewhere.example' } }
    const both = [single('a', '[PATCH] keep one in four words', 0, ABC), byRex(other)]
    expect(derive(both)).toHaveLength(2)
    expect(relations(both)).toEqual(['v2 propose a'])
  })

  it('is linked from another address when each version names the sender of the other', () => {
    const from = { name: JANE.name, email: 'jane@elsewhere.example' }
    const naming = `Why.\n\nSigned-off-by: ${JANE.name} <${JANE.email}>\n${patchOf('driver.c', ABC)}`
    expect(derive([signed(from.name, from.email), byRex({ from, body: naming })])).toHaveLength(1)
    expect(derive([signed(from.name, from.email), byRex({ from })])).toHaveLength(2)
    const tagged = { name: JANE.name, email: 'jane+kernel@example.org' }
    expect(derive([single('a', '[PATCH] keep one in four words', 0, ABC), byRex({ from: tagged })])).toHaveLength(1)
  })

  it('is proposed when name and change-id are the same, and linked by hand or when both name the other address', () => {
    const notes = 'change-id: 20240101-pump-0123456789ab\n'
    const job = { name: 'Jane Doe', email: 'jane@new.example' }
    const old = single('a', '[PATCH] pump: drip', 0, ABC, { body: patchOf('a.c', ABC, notes) })
    const next = single('b', '[PATCH v2] valve: open', 9, XYZ, { body: patchOf('b.c', XYZ, notes), from: job })
    expect(derive([old, next])).toHaveLength(2)
    expect(relations([old, next])).toEqual(['v2 propose a'])
    expect(derive([old, next], [{ a: 'a' as MessageId, b: 'b' as MessageId, kind: 'link' }])).toHaveLength(1)
    const other = { ...next, from: { ...job, name: 'Jim Doe' } }
    expect(relations([old, other])).toEqual([])
    const sign = (text: string) =>
      text.replace('---', 'Signed-off-by: J <jane@new.example>\nSigned-off-by: J <jane@example.org>\n---')
    const signed = [old, next].map((one) => ({ ...one, body: sign(one.body ?? '') }))
    expect(derive(signed)).toHaveLength(1)
    expect(derive([old, signed[1] ?? next])).toHaveLength(2)
  })

  it('is not even proposed for a backport', () => {
    expect(
      relations([single('a', '[PATCH] keep one in four words', 0, ABC), byRex({ subject: '[PATCH 5.10 v2] one' })]),
    ).toEqual([])
  })

  it('is linked by Superseded-by of the older and Supersedes of the newer one only for the same sender', () => {
    const body = patchOf('driver.c', XYZ, 'Supersedes: <a@example.org>\n')
    const old = single('a@example.org', '[PATCH] keep one in four words', 0, ABC)
    expect(derive([old, single('b', '[PATCH v2] two', 9, XYZ, { body })])).toHaveLength(1)
    expect(derive([old, single('b', '[PATCH v2] two', 9, XYZ, { body, from: REX })])).toHaveLength(2)
    const superseded = { ...old, body: patchOf('driver.c', ABC, 'Superseded-by: <b@example.org>\n') }
    expect(derive([superseded, single('b@example.org', '[PATCH v2] two', 9, XYZ)])).toHaveLength(1)
  })

  it('is linked by the same fields in its header, under the same condition', () => {
    const old = single('a@example.org', '[PATCH] one', 0, ABC)
    const succession = 'obsoletes: <a@example.org>\n'
    expect(derive([old, single('b', '[PATCH v2] two', 9, XYZ, { succession })])).toHaveLength(1)
    expect(derive([old, single('b', '[PATCH v2] two', 9, XYZ, { succession, from: REX })])).toHaveLength(2)
    const replaced = { ...old, succession: 'obsoleted-by: <b@example.org>\n' }
    expect(derive([replaced, single('b@example.org', '[PATCH v2] two', 9, XYZ)])).toHaveLength(1)
  })
})
