import { createElement } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { BlameBody } from '../../app/_components/compare/Blame'
import { createBudget } from '../../app/_model/code/layout'
import type { BlamePageView, ThreadView } from '../../db/queries/views'
import { RITA, series } from './fixtures'

describe('a patch with comments', () => {
  const line = (text: string, since: number, kind: 'plus' | 'context' = 'plus') => ({
    kind,
    text,
    line: 1,
    since,
    movedFrom: null,
  })
  const thread = (text: string, line: number): ThreadView => ({
    comment: {
      person: RITA,
      messageId: 'reply-1@example.org',
      received: '2024-01-02T10:00:00Z',
      line,
      text,
      quoted: ['+two'],
      place: { kind: 'message', line: 0 },
      changedIn: 'v2',
      asked: null,
      label: 'v2',
      versionKey: '2',
      patch: 1,
      patches: [1],
    },
    role: 'reviewer',
    outcome: null,
    replies: [],
    left: 0,
  })
  const view: BlamePageView = {
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
    remarks: [],
    threads: { threads: [thread('on the line', 3), thread('on the message', 9)], left: 0 },
    discussed: [
      { file: 0, at: 1 },
      { file: null, at: null },
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
    expect(html.match(/>v2 \+ </g)?.length ?? 0).toBe(1)
  })
})
