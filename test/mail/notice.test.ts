import { describe, expect, it } from 'vitest'
import { parseNotice } from '../../lib/mail/notice'

describe('parseNotice', () => {
  it('reads tree and title of a subject by tip-bot, and the posting that its links name', () => {
    const body = 'Words.\n\nLink: https://lore.kernel.org/r/a-1@example.org\n---\n'
    expect(parseNotice('[tip: x86/core] x86/foo: Mend it', body)).toEqual({
      tree: 'x86/core',
      title: 'x86/foo: Mend it',
      links: ['a-1@example.org'],
    })
  })

  it.each([
    ['patch "tty: mend it" has been added to tty-next', '', 'tty-next', 'tty: mend it'],
    ['patch "tty: mend it" added to tty-testing', '', 'tty-testing', 'tty: mend it'],
    ['Applied "spi: mend it" to the spi tree', '', 'spi', 'spi: mend it'],
    [
      '+ mm-mend.patch added to mm-unstable branch',
      'The patch titled\n     Subject: mm: mend it\nhas been',
      'mm-unstable',
      'mm: mend it',
    ],
    [
      '[merged mm-stable] mm-mend.patch removed from -mm tree',
      '     Subject: mm: mend it\n',
      'mm-stable',
      'mm: mend it',
    ],
  ])('reads %s', (subject, body, tree, title) => {
    expect(parseNotice(subject, body)).toMatchObject({ tree, title })
  })

  it.each([
    ['Re: [tip: x86/core] x86/foo: Mend it'],
    ['[PATCH] tip: mend it'],
    ['Patch "tty: mend it" has been added to the 5.15-stable tree'],
    ['+ mm-mend.patch added to mm-unstable branch'],
  ])('takes %s without its text for no notice', (subject) => {
    expect(parseNotice(subject, '')).toBeUndefined()
  })
})
