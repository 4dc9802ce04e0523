import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { highlight } from '../../app/_model/code/highlight'
import { type Language, languageOf } from '../../app/_model/code/language'

const LANGUAGES: readonly Language[] = [
  'bash',
  'c',
  'dts',
  'go',
  'ini',
  'javascript',
  'json',
  'kconfig',
  'lua',
  'makefile',
  'perl',
  'python',
  'rust',
  'typescript',
  'yaml',
]

const kindsOf = (language: Language, lines: readonly string[]) =>
  highlight(language, lines).map((tokens) => tokens.map(({ kind, text }) => [kind, text]))

describe('syntax highlighting', () => {
  it('finds the language by the name of the file', () => {
    expect(languageOf('drivers/vfio/vfio_main.c')).toBe('c')
    expect(languageOf('arch/arm/boot/dts/a.dtsi')).toBe('dts')
    expect(languageOf('drivers/vfio/Kconfig')).toBe('kconfig')
    expect(languageOf('tools/testing/Makefile')).toBe('makefile')
    expect(languageOf('rust/kernel/lib.rs')).toBe('rust')
    expect(languageOf('constructor')).toBeUndefined()
    expect(languageOf('a.__proto__')).toBeUndefined()
  })

  it('marks keywords, strings, comments and directives', () => {
    expect(kindsOf('c', ['#define X "s"', 'return x; /* y */'])).toEqual([
      [
        ['directive', '#define X '],
        ['string', '"s"'],
      ],
      [
        ['keyword', 'return'],
        [null, ' x; '],
        ['comment', '/* y */'],
      ],
    ])
    expect(kindsOf('kconfig', ['	depends on PCI'])[0]?.[1]?.[0]).toBe('keyword')
  })

  it('reads a fragment that starts inside a comment as a comment', () => {
    expect(kindsOf('c', [' * for each of it', ' */', 'int x'])).toEqual([
      [['comment', ' * for each of it']],
      [['comment', ' */']],
      [
        ['keyword', 'int'],
        [null, ' x'],
      ],
    ])
    expect(kindsOf('c', [' * if it is'])).toEqual([[['comment', ' * if it is']]])
  })

  it('never changes the text, in any language', () => {
    const line = fc.oneof(
      fc.string({ maxLength: 30 }).map((text) => text.replaceAll('\n', '')),
      fc.constantFrom(
        '/*',
        '*/',
        '"',
        "'",
        '#define a \\',
        '`',
        '<<EOF',
        '${',
        '(((',
        '\t{',
        '\u202e',
        '\r',
        'x'.repeat(400),
      ),
    )
    fc.assert(
      fc.property(fc.constantFrom(...LANGUAGES), fc.array(line, { maxLength: 12 }), (language, lines) => {
        const texts = highlight(language, lines).map((tokens) => tokens.map(({ text }) => text).join(''))
        expect(texts).toEqual(lines)
      }),
      { numRuns: 150 },
    )
  })
})
