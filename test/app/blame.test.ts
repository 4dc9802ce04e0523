import { createElement } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { BlameBody } from '../../app/_components/compare/Blame'
import { createBudget } from '../../app/_model/code/layout'
import type { BlameView } from '../../db/queries/views'
import { RITA, series } from './fixtures'

describe('a patch with comments', () => {
  const line = (text: string, since: number, kind: 'plus' | 'context' = 'plus') => ({
    kind,
    text,
    line: 1,
    since,
    movedFrom: null,
  })
  const remark = {
    person: RITA,
    messageId: 'reply-1@example.org',
    received: '2024-01-02T10:00:00Z',
    line: 3,
    quoted: ['+two'],
    changedIn: 'v2',
    asked: null,
  }
  const view: BlameView = {
    seriesId: series.id,
    title: 'T',
    version: { version: 2, label: 'v2', key: '2' },
    number: 1,
    patchTitle: 'P',
    messageId: 'v2-1@example.org',
    chain: ['1', '2'].map((key) => ({
      version: { version: Number(key), label: `v${key}`, key },
      number: 1,
      messageId: `v${key}-1@example.org`,
      lines: 1,
    })),
    files: [
      {
        path: 'a.c',
        hunks: [{ at: 0, heading: '@@ -1 +1,3 @@' }],
        lines: [line('one', 0), line('two', 1), line('three', 0, 'context')],
        cut: false,
      },
    ],
    remarks: [
      { ...remark, text: 'on the line', file: 0, at: 1, place: { kind: 'hunk', path: 'a.c', file: 0, hunk: 0 } },
      { ...remark, text: 'on the message', line: 9, file: null, at: null, place: { kind: 'message', line: 0 } },
    ],
    previous: null,
    next: null,
    later: null,
  }
  const html = renderToString(createElement(BlameBody, { view, budget: createBudget() }))

  it('marks lines that came after the first version, and puts a comment right below the line it quotes', () => {
    expect(html.indexOf('on the message')).toBeGreaterThan(html.indexOf('three'))
    const places = ['two\n', 'on the line', 'three\n'].map((text) => html.indexOf(text))
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(html).toContain('quoted code changed in v2')
    expect(html.match(/>v2 \+ </g)?.length ?? 0).toBe(1)
  })
})
