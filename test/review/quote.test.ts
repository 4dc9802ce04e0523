import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ownLines, readLines } from '../../lib/review/quote'

const own = (...lines: readonly string[]) =>
  ownLines(readLines(lines.join('\n')))
    .map(({ text }) => text)
    .filter((text) => text !== '')

describe('ownLines', () => {
  it('leaves out quoted lines and the signature, and keeps line numbers', () => {
    expect(ownLines(readLines('> a\nb\n\n| c\nd\n-- \nRex'))).toMatchObject([
      { text: 'b', line: 1 },
      { text: '', line: 2 },
      { text: 'd', line: 4 },
    ])
  })

  it.each([
    ['On Mon, 3 May 2021 at 10:00, Jane Doe <jane@example.org> wrote:'],
    ['On Mon, 3 May 2021 at 10:00, Jane Doe', '<jane@example.org> wrote:'],
    ['On 5/3/21 10:00 AM, Jane Doe via the', 'very long list of the example', 'company (jane@example.org)', 'wrote:'],
    ['Am 18.01.22 um 10:52 schrieb Jane Doe:'],
    ['Le 24/06/2022 à 06:43, Jane Doe a écrit :'],
    ['在 2022/6/29 14:56, Jane Doe 写道:'],
    ['Jane Doe <jane@example.org> writes:'],
    ['* Jane Doe <jane@example.org> [220608 14:42]:'],
    ['Quoting Jane Doe (2022-08-10 14:56:20)'],
    ['On 2022/1/20 19:03, Jane Doe wrote:> Some words'],
  ])('treats %s as the attribution of a quote', (...attribution) => {
    expect(own(...attribution, '> Some words', 'Mine.')).toEqual(['Mine.'])
  })

  it.each([['The manual wrote:'], ['I said:']])('keeps %s when no quote follows', (line) => {
    expect(own(line, 'words', 'Mine.')).toEqual([line, 'words', 'Mine.'])
  })

  it('drops the header block of Outlook above a marked quote and continues below it', () => {
    expect(own('From: Jane Doe', '> Sent: Monday', '> To: Rex', '> text', 'Mine.', '> more', 'Too.')).toEqual([
      'Mine.',
      'Too.',
    ])
    expect(own('-----Original Message-----', '> From: Jane', '> text', 'Mine.')).toEqual(['Mine.'])
  })

  it('treats everything below an unmarked header block as a quote', () => {
    expect(own('Mine.', 'From: Jane Doe', 'Sent: Monday', 'To: Rex Roe', 'Subject: x', '', 'Not mine.')).toEqual([
      'Mine.',
    ])
    expect(own('Mine.', '-----Original Message-----', 'Not mine.')).toEqual(['Mine.'])
  })

  it('drops an unquoted diff with the scissors above it, and continues after the blank line below it', () => {
    const diff = ['diff --git a/f b/f', '--- a/f', '+++ b/f', '@@ -1 +1 @@', '-a', '+b']
    expect(own('How about:', '---8<---', 'Subject: [PATCH] x', ...diff, '', 'Untested.')).toEqual([
      'How about:',
      'Untested.',
    ])
    expect(own('diff --git is a command')).toEqual(['diff --git is a command'])
  })

  it('drops the marks of a cut', () => {
    expect(own('[...]', '[snip]', '...', '[]', 'Mine.', '---end quoted text---')).toEqual(['Mine.'])
  })

  it('leaves out the banners that servers of companies put above a mail, and keeps sentences about them', () => {
    expect(
      own(
        '[Acme Official Use Only - Approved for External Use]',
        '[CAUTION: External Email]',
        '[Acme Public Use]',
        'Mine.',
      ),
    ).toEqual(['Mine.'])
    expect(own('External email: Use caution opening links or attachments', 'Mine.')).toEqual(['Mine.'])
    const kept = [
      'The external email check fails here.',
      '[This flag is for internal users]',
      'External emails need care.',
    ]
    expect(own(...kept)).toEqual(kept)
  })

  it('turns byte order marks and no-break spaces into blanks', () => {
    expect(own('\ufeff> quoted', 'a\u00a0b')).toEqual(['a b'])
  })

  it('treats a bare -- as a signature only near the end', () => {
    expect(own('a', '--', 'Rex')).toEqual(['a'])
    expect(own('a', '--', ...Array.from({ length: 12 }, (_, at) => `line ${at}`))).toHaveLength(14)
  })

  it('keeps one entry for each line of any body, in order', () => {
    const line = fc.constantFrom(
      '> a',
      'On Monday 3, J wrote:',
      'From: J',
      'Sent: x',
      'To: x',
      '',
      'text',
      '-- ',
      'diff --git a/f b/f',
    )
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
        expect(readLines(lines.join('\n')).map(({ line: at }) => at)).toEqual(
          lines.length === 0 ? [0] : lines.map((_, at) => at),
        )
      }),
    )
  })
})
