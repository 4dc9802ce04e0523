import { describe, expect, it } from 'vitest'
import { readConnections } from '../../lib/derive/mailKeys'
import type { MessageId } from '../../lib/mail/types'

const message = (subject: string, body: string, references: readonly string[] = []) => ({
  messageId: 'own@example.org' as MessageId,
  subject,
  from: { name: 'Ada Author', email: 'ada@example.org' },
  references: references as readonly MessageId[],
  body,
  succession: '',
  automatic: false,
  outerIds: [],
})
const DIFF = 'diff --git a/x.c b/x.c\n--- a/x.c\n+++ b/x.c\n@@ -1 +1 @@\n-a\n+b\n'
const found = (subject: string, body: string) =>
  readConnections(message(subject, body), 0, body.includes('diff --git')).references.map(
    ({ kind, value }) => `${kind} ${value}`,
  )
const inCover = (body: string) => found('[PATCH 0/2] alpha: count', body)
const inPatch = (body: string) =>
  found('[PATCH] alpha: count', `${body}\n${DIFF}`).filter((one) => !/^(?:title|patch) /.test(one))

describe('what a cover is based on', () => {
  it.each([
    ['Depends-on: <beta@example.org>', 'on-mail beta@example.org'],
    ['Based-on: <beta@example.org> (beta: run)', 'on-mail beta@example.org'],
    ['Depends-on: https://lore.kernel.org/r/beta@example.org', 'on-mail beta@example.org'],
    ['prerequisite-message-id: <beta@example.org>', 'on-mail beta@example.org'],
    ['prerequisite-change-id: 20240101-Beta-0123456789ab:v2', 'on-change 20240101-beta-0123456789ab'],
    [`prerequisite-patch-id: ${'ab'.repeat(20)}`, `on-patch ${'ab'.repeat(20)}`],
    [`base-commit: ${'0c'.repeat(20)}`, `on-commit ${'0c'.repeat(20)}`],
  ])('reads %s', (line, reference) => {
    expect(inCover(`Words.\n\n${line}\n-- \n2.40.0\n`)).toContain(reference)
  })

  it.each([
    ['in the same sentence', 'This series is based on https://lore.kernel.org/all/beta@example.org/ of last week.'],
    ['alone below', 'It requires the beta series:\n\n  https://lore.kernel.org/r/beta@example.org\n\nMore words.'],
    ['as a footnote', 'The patches apply on top of beta [1].\n\n[1] https://lore.kernel.org/r/beta@example.org'],
    [
      'as a footnote at the end of the mail',
      'This applies on top of v3 of beta [1].\n\nIt counts.\n\n[1] https://lore.kernel.org/r/beta@example.org\n\nThanks',
    ],
    [
      'as a footnote with a title',
      'This series depends\non [2].\n\n[1]: https://lore.kernel.org/r/talk@example.org\n[2]: beta: run\n     https://lore.kernel.org/r/beta@example.org',
    ],
    [
      'as a footnote in front of the words',
      'Series [1] is a prerequisite.\n\n[1] https://lore.kernel.org/r/beta@example.org',
    ],
    [
      'in a list, behind a title',
      'This series depends on:\n\n- beta: run fast, https://lore.kernel.org/r/beta@example.org\n\nMore words.',
    ],
    [
      'in a list, below a title',
      'Depends on:\n * "beta: run fast" by Bob\n   https://lore.kernel.org/r/beta@example.org\n',
    ],
    [
      'in a numbered list',
      'Prerequisites:\n1. beta https://lore.kernel.org/r/beta@example.org\nSee also https://lore.kernel.org/r/talk@example.org',
    ],
    ['with a bullet', 'Depends on\n - https://lore.kernel.org/r/beta@example.org'],
  ])('reads a link %s', (_, body) => {
    expect(inCover(body)).toEqual(['on-mail beta@example.org'])
  })

  it.each([
    [
      'rebased on a tree',
      'v2:\n * Rebased on top of the removal path\n\nv1: https://lore.kernel.org/r/one@example.org',
    ],
    ['based on feedback', 'Done based on feedback in https://lore.kernel.org/r/talk@example.org'],
    ['other words between', 'This depends on luck.\nSee also\nhttps://lore.kernel.org/r/other@example.org'],
    ['no word for it', 'The tests are at\nhttps://lore.kernel.org/r/tests@example.org'],
    ['a link to a tree', 'This is built on top of\nhttps://git.example.org/linux/commits/next'],
    [
      'a footnote of another sentence',
      'It is based on v5.10. See the talk [1].\n\n[1] https://lore.kernel.org/r/talk@example.org',
    ],
    ['a footnote that nobody refers to', 'It depends on luck.\n\n[1] https://lore.kernel.org/r/talk@example.org'],
    [
      'a footnote about advice',
      'It is based on a suggestion of Bob [1].\n\n[1] https://lore.kernel.org/r/talk@example.org',
    ],
    [
      'a list of changes',
      'It depends on nothing:\nChanges:\n- fix what Bob found https://lore.kernel.org/r/talk@example.org',
    ],
    ['Kconfig', '\tdepends on HAVE_FOO\n'],
  ])('takes nothing from %s', (_, body) => {
    expect(inCover(body)).toEqual([])
  })
})

describe('what a patch fixes', () => {
  it('reads the title that Fixes: names, over two lines too', () => {
    expect(
      inPatch('Why.\n\nFixes: 0123456789ab ("Beta: Run fast")\nSigned-off-by: Ada <ada@example.org>\n---'),
    ).toContain('fixes beta: run fast')
    expect(inPatch('Why.\n\nFixes: 0123456789ab ("beta: run\n fast")\nAcked-by: A <a@example.org>\n---')).toContain(
      'fixes beta: run fast',
    )
  })

  it('reads no title in a Fixes: without one', () => {
    expect(inPatch('Why.\n\nFixes: 0123456789ab\nSigned-off-by: Ada <ada@example.org>\n---')).toEqual([])
  })

  it('reads who reported it and the mail of the report: by Closes:, or by a link right below the reporter', () => {
    const body = (lines: string) => inPatch(`Why.\n\n${lines}\nSigned-off-by: Ada <ada@example.org>\n---`)
    const reporter = 'Reported-by: Bot <bot+1@example.org>'
    expect(body(`${reporter}\nCloses: https://lore.kernel.org/r/report@example.org`)).toEqual([
      'reported-by bot+1@example.org',
      'closes report@example.org',
    ])
    expect(body(`${reporter}\nLink: https://lore.kernel.org/r/report@example.org`)).toContain(
      'closes report@example.org',
    )
    expect(body('Acked-by: A <a@example.org>\nLink: https://lore.kernel.org/r/v1@example.org')).toEqual([])
  })
})

describe('what a posting is known by', () => {
  it('has a title and a patch-id for a patch, a change-id for a cover', () => {
    const own = found('[PATCH v2 1/2] Alpha: Count.', `Why.\n---\n${DIFF}`)
    expect(own[0]).toBe('title alpha: count')
    expect(own[1]).toMatch(/^patch [0-9a-f]{40}$/)
    expect(inCover('Words.\n\n---\nchange-id: 20240101-alpha-0123456789ab\n')).toEqual([
      'change 20240101-alpha-0123456789ab',
    ])
  })

  it('has nothing for a reply, not even with a tag in it', () => {
    const body = 'Fixes: 0123456789ab ("beta: run")\nDepends-on: <beta@example.org>\n'
    expect(
      readConnections(message('Re: [PATCH] alpha: count', body, ['alpha@example.org']), 0, false).references,
    ).toEqual([])
  })
})

it('reads every entry of a list', () => {
  const body =
    'Depends on:\n- beta\n  https://lore.kernel.org/r/beta@example.org\n- gamma https://lore.kernel.org/r/gamma@example.org\n'
  expect(inCover(body)).toEqual(['on-mail beta@example.org', 'on-mail gamma@example.org'])
})

it('keeps at most two hundred, and reads a text of one repeated character quickly', () => {
  const many = Array.from({ length: 5_000 }, (_, index) => `Depends-on: <${index}@example.org>`).join('\n')
  expect(inCover(many)).toHaveLength(200)
  for (const sign of ['[', ' ', 'h', '>', 'depends on ', 'https://', '-\n'])
    expect(inCover(`based on ${sign.repeat(200_000)}`).length).toBeLessThan(200)
})
