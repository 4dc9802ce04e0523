import { createElement } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { ComparisonBody } from '../../app/_components/compare/ComparisonBody'
import { createBudget } from '../../app/_model/code/layout'
import type { DrawnComparison } from '../../app/_model/code/sources'
import type { PatchPageView, ThreadView } from '../../db/queries/views'
import type { CodeLine, InterdiffFile } from '../../lib/evolution/types'

const plain = (text: string, more: Partial<CodeLine> = {}): CodeLine => ({
  side: 'both',
  kind: 'plus',
  line: 1,
  spans: [{ kind: 'same', text }],
  ...more,
})

const file: InterdiffFile = {
  path: 'a.c',
  oldPath: 'b.c',
  side: 'both',
  items: [
    {
      kind: 'lines',
      heading: 'f()',
      lines: [
        plain('', {
          side: 'old',
          kind: 'minus',
          spans: [
            { kind: 'same', text: 'return ' },
            { kind: 'removed', text: 'b' },
          ],
        }),
        plain('', {
          side: 'new',
          line: 7,
          spans: [
            { kind: 'same', text: 'return ' },
            { kind: 'added', text: '<c>' },
          ],
        }),
      ],
    },
    { kind: 'moved', direction: 'up', lines: [plain('moved'), plain('moved too', { line: 2 })] },
    { kind: 'hidden', context: 1, headings: 2, lines: [] },
  ],
}

const thread: ThreadView = {
  comment: {
    person: { name: 'Rita <b>', emails: ['rita@example.org'] },
    messageId: 'reply@example.org',
    received: '2024-01-02T10:00:00Z',
    line: 4,
    text: 'Why return b?',
    quoted: ['-return b'],
    place: { kind: 'line', path: 'b.c', file: 0, hunk: 0, at: 0, side: 'old', line: 1, by: 'lines' },
    changedIn: 'v4',
    asked: null,
    label: 'v3',
    versionKey: '3',
    patch: 1,
    patches: [1],
  },
  role: 'reviewer',
  outcome: {
    position: 'asks',
    severity: 'question',
    regression: false,
    quote: 'Why return b?',
    counts: false,
    status: 'addressed',
    answered: false,
    answeredBy: null,
    changedIn: 'v4',
    messageOnly: false,
    announcedIn: null,
    mergedOver: false,
  },
  replies: [],
  left: 0,
}

const ref = (version: number) => ({ version, label: `v${version}`, key: `${version}` })
const verdict = {
  change: 'code',
  facts: ['code'],
  added: 1,
  removed: 1,
  notes: [],
  trailersAdded: [],
  trailersRemoved: [],
} as const

function compare(
  files: readonly InterdiffFile[],
  discussed: PatchPageView['discussed'] = [],
  more: Partial<PatchPageView> = {},
  columns = false,
) {
  const view: DrawnComparison = {
    seriesId: 'v1-0@example.org',
    title: 'T',
    from: ref(3),
    to: ref(4),
    versions: [ref(3), ref(4)],
    number: 1,
    patchTitle: 'P',
    old: { number: 1, messageId: 'v3-1@example.org' },
    new: { number: 1, messageId: 'v4-1@example.org' },
    comparison: { verdict, title: { old: 'P', new: 'P' }, message: [], files, rangeDiff: [], cut: null },
    note: '',
    remarks: { from: [], to: [] },
    threads: { from: { threads: [thread], left: 0 }, to: { threads: [], left: 0 } },
    discussed,
    previous: null,
    next: null,
    ...more,
  }
  const budget = createBudget(undefined, columns)
  return renderToString(createElement(ComparisonBody, { view, shown: 'interdiff', budget }))
}

describe('an interdiff', () => {
  const html = compare([file], [{ side: 'from', thread: 0, place: { file: 0, item: 0, line: 0 } }])
  const text = html.replace(/<[^>]*>/g, '')

  it('shows which version has a line and what the patch does with it', () => {
    expect(text).toContain('−v3 - return b\n')
    expect(text).toContain('+v4 + return &lt;c>\n')
    expect(html).toContain('<del>b</del>')
    expect(html).toContain('<ins>&lt;c></ins>')
  })

  it('has the same number of characters before the text of every line', () => {
    const lines = [
      plain('a'),
      plain('b', { kind: 'context' }),
      plain('c', { kind: 'context', side: 'old' }),
      plain('d', { kind: 'minus', side: 'new' }),
    ]
    const numbers = [1, 10, 100, null].map((number) => ({
      left: { before: number, after: number },
      right: { before: 9, after: 9 },
    }))
    const page = compare([{ ...file, items: [{ kind: 'lines', heading: '', lines }] }], [], {
      marks: [{ numbers: [numbers], functions: ['f()'] }],
    })
    const rows = [
      ...page.matchAll(/data-n="([^"]*)"(?: data-b="( *)")?>(?:<(?:a|span) class="code-gutter"[^>]*>([^<]*)<)?/g),
    ]
    expect(rows).toHaveLength(4)
    expect(new Set(rows.map((row) => row.slice(1).join('').length)).size).toBe(1)
    expect(rows.map(([, before]) => before)).toEqual(['  1 9 ', ' 10 9 ', '100 9 ', '    9 '])
  })

  it('sets old and new text side by side: lines that replace each other in one row, common lines twice with one address', () => {
    const page = compare([file], [], {}, true)
    const [pair = ''] = page.match(/<span class="pairs-row">.*?<\/span><\/span><\/span>/s) ?? []
    expect(pair.replace(/<[^>]*>/g, '')).toBe('- return b\n+ return &lt;c>\n')
    const both = compare([{ ...file, items: [{ kind: 'lines', heading: '', lines: [plain('shared')] }] }], [], {}, true)
    expect(both.match(/shared/g)).toHaveLength(2)
    expect(both.match(/id="v4-a.c-L1"/g)).toHaveLength(1)
  })

  it('names a function once, and says how many lines are left out', () => {
    const item = (line: number) => ({
      kind: 'lines' as const,
      heading: 'wrong()',
      lines: [plain('x', { side: 'new', line })],
    })
    const at = (after: number) => [{ left: null, right: { before: null, after } }]
    const page = compare([{ ...file, items: [item(10), item(20), item(21)] }], [], {
      marks: [{ numbers: [at(10), at(20), at(21)], functions: ['f()', 'f()', 'g()'] }],
    })
    const words = page.replace(/<[^>]*>/g, ' ')
    expect(words.match(/f\(\)/g)).toHaveLength(1)
    expect(words.match(/⋯ \d+ lines?/g)).toEqual(['⋯ 9 lines'])
    expect(words).toContain('g()')
    expect(words).not.toContain('wrong()')
  })

  it('folds what was said about unchanged lines below the changes, unless nothing changed', () => {
    const lines = [plain('said', { line: 1 }), ...[2, 3, 4].map((line) => plain(`kept ${line}`, { line }))]
    const item = (changed: readonly CodeLine[]) => ({
      kind: 'lines' as const,
      heading: '',
      lines: [...lines, ...changed],
    })
    const place = { side: 'from', thread: 0, place: { file: 0, item: 0, line: 0 } } as const
    const page = compare([{ ...file, items: [item([plain('fresh', { side: 'new', line: 9 })])] }], [place])
    const words = page.replace(/<[^>]*>/g, '')
    expect(words).toContain('1 thread on unchanged lines')
    expect(words.indexOf('fresh')).toBeLessThan(words.indexOf('1 thread on unchanged lines'))
    expect(words.indexOf('kept 4')).toBeLessThan(words.indexOf('fresh'))
    expect(words.indexOf('said')).toBeGreaterThan(words.indexOf('fresh'))
    expect(compare([{ ...file, items: [item([])] }], [place])).not.toContain('on unchanged lines')
  })

  it('folds moved lines and counts hidden ones', () => {
    expect(text).toContain('2 lines moved up, otherwise unchanged')
    expect(text).toContain('3 context-only changes hidden (rebase)')
    expect(text).toContain('b.c → a.c')
  })

  it('gives every numbered line, hunk and comment its own address', () => {
    for (const id of ['v4-a.c', 'v3-b.c-O1', 'v4-a.c-L7', 'v4-a.c-H1']) expect(html).toContain(`id="${id}"`)
    const ids = [...html.matchAll(/ id="([^"]*)"/g)].map((match) => match[1])
    expect(ids.find((id) => /^m[0-9a-f]{40}-4$/.test(id ?? ''))).toBeDefined()
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('puts a comment on the older version below its old line, with its outcome', () => {
    const places = ['return', 'Why return b?', 'return'].map((part, index) =>
      index === 2 ? text.lastIndexOf(part) : text.indexOf(part),
    )
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(text).toContain('Rita &lt;b> on v3')
    expect(text).toContain('code changed in v4')
  })

  it('lists a comment that quotes no line below the code, and keeps comments on lines that are not shown', () => {
    const loose = compare([file], [{ side: 'from', thread: 0, place: null }])
    expect(loose.indexOf('Why return b?')).toBeGreaterThan(loose.indexOf('id="code"'))
    const lines = Array.from({ length: 7_000 }, (_, at) => plain(`x${at}`, { line: at }))
    const left = compare(
      [{ ...file, items: [{ kind: 'lines', heading: '', lines }] }],
      [{ side: 'from', thread: 0, place: { file: 0, item: 0, line: 6_500 } }],
    )
    expect(left).toContain('7,000 lines not shown: a page shows 6,000 lines of code')
    expect(left).toContain('href="/message/v4-1%40example.org/raw"')
    expect(left).toContain('Why return b?')
  })

  it('highlights syntax and keeps sign, version and marks', () => {
    expect(html).toMatch(/- <\/(?:a|span)><span[^>]*><span class="[^"]*keyword[^"]*">return<\/span> <del>b<\/del>/)
  })

  it('stays below 6,000 elements however long the patch is', () => {
    for (const size of [500, 1_500, 3_000, 5_900]) {
      const lines = Array.from({ length: size }, (_, at) =>
        plain(`	return "s" + ${at}; /* c */`, { line: at, kind: at % 4 === 0 ? 'minus' : 'plus' }),
      )
      const page = compare([{ ...file, items: [{ kind: 'lines', heading: '', lines }] }])
      expect(page.match(/<[a-z]/g)?.length).toBeLessThan(6_000)
      expect(page).toContain(String(size - 1))
    }
  })
})
