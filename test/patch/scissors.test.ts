import { describe, expect, it } from 'vitest'
import { bodyForAm } from '../../lib/patch/body'
import { parsePatch } from '../../lib/patch/patch'
import { postedSubject } from '../../lib/patch/patchStart'
import { isScissorsLine } from '../../lib/patch/scissors'

const DIFF = 'diff --git a/t b/t\nindex 1..2 100644\n--- a/t\n+++ b/t\n@@ -1 +1 @@\n-one\n+two\n'
const ANN = { name: 'Ann', email: 'ann@example.org' }
const read = (body: string) => parsePatch({ title: 'title of the mail', from: ANN, body })

describe('a scissors line', () => {
  it.each(['-- >8 --', '-- 8< --', '-----8<-----', '- - >8 - - cut here - - >8 - -', '---%<---'])('is %s', (line) => {
    expect(isScissorsLine(line)).toBe(true)
  })

  it.each(['---', '>8', '----------', 'if x >8 then -- stop', '* 8< is a pair of scissors, -- as git says'])(
    'is not %s',
    (line) => {
      expect(isScissorsLine(line)).toBe(false)
    },
  )

  it('starts the patch over, with headers of its own', () => {
    const patch = read(
      `Hi all.\n\n-- >8 --\nFrom: Ben <ben@example.net>\nSubject: [PATCH] t: two\n\nWhy.\n---\n t | 2 +-\n\n${DIFF}`,
    )
    expect(patch).toMatchObject({ title: 't: two', author: { email: 'ben@example.net' }, commitMessage: 'Why.' })
  })

  it('is prose below the --- line and in a mail without a diff', () => {
    expect(read(`Why.\n---\n-- >8 --\nSubject: other\n\n${DIFF}`)).toMatchObject({
      title: 'title of the mail',
      commitMessage: 'Why.',
    })
    expect(read('Why.\n-- >8 --\nSubject: other\n').title).toBe('title of the mail')
  })
})

describe('an answer with a patch below a scissors line', () => {
  const body = (subject: string, scissors = '-- >8 --') =>
    `> Rename it.\n\nSure:\n\n${scissors}\n${subject}\n\nWhy.\n---\n${DIFF}`

  it.each([
    'Subject: [PATCH v2 2/3] t: two',
    'Subject: [PATCH v3] t: two',
    'From: A <a@x.org>\nSubject: [PATCH v2 2/3] t: two',
  ])('is placed by its subject when that names a new version: %s', (inner) => {
    const posted = postedSubject({ subject: 'Re: [PATCH 2/3] t: two', body: body(inner) })
    expect(posted).toBe(inner.slice(inner.indexOf('[')))
  })

  it.each([
    ['names no version', 'Re: [PATCH 2/3] t: two', body('Subject: [PATCH] t: two')],
    ['is no posting', 'Re: [PATCH 2/3] t: two', body('Subject: v2 of t: two')],
    ['is an answer itself', 'Re: [PATCH 2/3] t: two', body('Subject: Re: [PATCH v2 2/3] t: two')],
    ['has no scissors line above', 'Re: [PATCH 2/3] t: two', body('Subject: [PATCH v2 2/3] t: two', 'Here:')],
    ['has no diff below', 'Re: [PATCH 2/3] t: two', 'Sure:\n-- >8 --\nSubject: [PATCH v2 2/3] t: two\n\nWhy.\n'],
    ['is quoted', 'Re: [PATCH 2/3] t: two', body('Subject: [PATCH v2 2/3] t: two').replace(/^/gm, '> ')],
    ['is in no answer', '[PATCH 2/3] t: two', body('Subject: [PATCH v2 2/3] t: two')],
  ])('keeps its own subject when the other %s', (_, subject, text) => {
    expect(postedSubject({ subject, body: text })).toBe(subject)
  })
})

describe('an attached git format-patch file', () => {
  const file = `From ${'a'.repeat(40)} Mon Sep 17 00:00:00 2001\nFrom: =?UTF-8?q?J=C3=BCrgen?= <j@example.net>\nDate: Mon, 14 Jul 2025 07:00:00 +0000\nSubject: [PATCH] t: a long\n title\nMIME-Version: 1.0\n\nWhy.\n---\n t | 2 +-\n\n${DIFF}`

  it('gives the author, title and message of the patch', () => {
    expect(read(`please find a fix attached.\n\n${file}`)).toMatchObject({
      title: 't: a long title',
      author: { name: 'Jürgen', email: 'j@example.net' },
      commitMessage: 'Why.',
    })
  })

  it('is all that git am is given, headers of MIME left out', () => {
    const body = bodyForAm(`please find a fix attached.\n\n${file}`)
    expect(body).toMatch(/^From: [^\n]*\nDate: [^\n]*\nSubject: \[PATCH\] t: a long title\n\nWhy\.\n---\n/)
  })

  it('is not seen in a patch whose message names a commit', () => {
    const body = `From ${'a'.repeat(40)} Mon Sep 17 on it is broken.\n\n${DIFF}`
    expect(bodyForAm(body)).toBe(body)
  })
})
