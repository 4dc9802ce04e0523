import { describe, expect, it } from 'vitest'
import { findFunction, pickNamingLine, shortenHeading } from '../../lib/evolution/functionName'
import { numberLines } from '../../lib/evolution/lineNumbers'
import type { LineKind } from '../../lib/patch/types'

const KINDS: Readonly<Record<string, LineKind>> = { ' ': 'context', '-': 'minus', '+': 'plus' }

/** The lines of a hunk as a diff has them, each with its sign. */
function hunk(heading: string, ...lines: readonly string[]) {
  return { heading, lines: lines.map((line) => ({ kind: KINDS[line.charAt(0)] ?? 'context', text: line.slice(1) })) }
}

describe('the function that a line is in', () => {
  const between = hunk(
    'static void toy_reset(struct toy *toy)',
    ' \treset(toy);',
    ' }',
    ' ',
    ' static void toy_release(struct toy *toy)',
    ' {',
    '+\tkfree(toy->ring);',
    ' \tkfree(toy);',
    ' }',
    ' ',
    '+/* Says how many. */',
    '+static int toy_count(struct toy *toy)',
    '+{',
    '+\treturn toy->count;',
    '+}',
    '+',
  )

  it('is the one whose body the hunk shows, not the one in which the hunk begins', () => {
    expect(findFunction(between, 5, 'toy.c')).toBe('toy_release()')
  })

  it('is the one that git names when the hunk begins in its body', () => {
    expect(findFunction(between, 0, 'toy.c')).toBe('toy_reset()')
  })

  it('is the added one for the comment in front of it, for its head and for its body', () => {
    for (const at of [9, 10, 12]) expect(findFunction(between, at, 'toy.c')).toBe('toy_count()')
  })

  it('is none between two functions', () => {
    expect(findFunction(hunk('int f(void)', ' }', ' ', '+#include "b.h"', ' '), 2, 'toy.c')).toBe('')
  })

  it('does not begin at a prototype or a label', () => {
    expect(findFunction(hunk('', ' int f(void);', '+int g(void);'), 1, 'toy.h')).toBe('')
    expect(findFunction(hunk('int f(void)', ' out:', '+\treturn 1;'), 1, 'toy.c')).toBe('f()')
  })

  it('is found for a removed line among the lines before the patch', () => {
    const renamed = hunk('', '-int old_name(void)', '+int new_name(void)', ' {', '-\treturn 0;', '+\treturn 1;')
    expect([3, 4].map((at) => findFunction(renamed, at, 'toy.c'))).toEqual(['old_name()', 'new_name()'])
  })

  it('is named by the line with its name when its type is on a line of its own', () => {
    expect(findFunction(hunk('', '+static struct toy *', '+toy_find(int id)', '+{'), 0, 'toy.c')).toBe('toy_find()')
  })

  it('is what git printed in a file without braces', () => {
    expect(findFunction(hunk('def f(self):', ' x', '+y'), 1, 'toy.py')).toBe('def f(self):')
  })
})

describe('the line that names a stretch', () => {
  const isChanged = ({ kind }: { readonly kind: LineKind }) => kind !== 'context'

  it('is the first added line where lines are replaced, and a removed one where nothing replaces it', () => {
    const named = (...lines: readonly string[]) => pickNamingLine(hunk('', ...lines).lines, isChanged)
    expect(named(' a', '-b', '-c', '+d')).toBe(3)
    expect(named(' a', '-b', ' c', '+d')).toBe(1)
    expect(named(' a')).toBe(-1)
  })
})

describe('a heading', () => {
  it.each([
    ['static int toy_probe(struct device *dev)', 'toy_probe()'],
    ['__printf(2, 3) void toy_log(int level, const char *format, ...)', 'toy_log()'],
    ['static const struct toy_ops ops = {', 'static const struct toy_ops ops'],
    ['struct toy {', 'struct toy'],
    ['SYSCALL_DEFINE2(toy, int, a, int, b)', 'SYSCALL_DEFINE2(toy, int, a, int, b)'],
    ['', ''],
  ])('%s becomes %s', (heading, short) => {
    expect(shortenHeading(heading)).toBe(short)
  })
})

describe('line numbers', () => {
  it('count from where the hunk starts, on each side', () => {
    const { lines } = hunk('', ' a', '-b', '+c', '+d', ' e')
    expect(numberLines({ oldStart: 7, newStart: 9 }, lines)).toEqual([
      { before: 7, after: 9 },
      { before: 8, after: null },
      { before: null, after: 10 },
      { before: null, after: 11 },
      { before: 9, after: 12 },
    ])
  })
})
