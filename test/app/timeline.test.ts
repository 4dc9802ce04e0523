import { createElement } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { Timeline } from '../../app/_components/series/Timeline'
import { layoutTimeline, MARK_PX, MAX_LANES, type TimelineEvent } from '../../app/_model/timeline'
import { timelineApplied, timelineEvents } from '../../app/_model/timelineEvents'
import { makeTimeScale } from '../../app/_model/timeScale'
import type { PositionView, SeriesDocument } from '../../db/queries/views'
import { series } from './fixtures'

const HOUR_MS = 60 * 60_000
const DAY_MS = 24 * HOUR_MS
const START_MS = Date.UTC(2024, 0, 1)

const event = (more: Partial<TimelineEvent> & { readonly day: number }): TimelineEvent => ({
  lane: 'rita@example.org',
  name: 'Rita Reader',
  who: 'Rita Reader',
  kind: 'reviewed',
  atMs: START_MS + more.day * DAY_MS,
  messageId: `mail-${more.day}@example.org`,
  quote: 'Reviewed-by: Rita Reader',
  on: 'v1',
  ...more,
})
const version = (label: string, day: number) => ({
  label,
  key: label.slice(1),
  atMs: START_MS + day * DAY_MS,
  messageId: `${label}@example.org`,
})

describe('the time axis', () => {
  it('keeps the order of moments, whatever the order of the input', () => {
    const times = [5, 1, 900, 2, 2.5, 40].map((day) => START_MS + day * DAY_MS)
    const scale = makeTimeScale(times, [])
    const xs = [...times].sort((a, b) => a - b).map(scale.at)
    expect(xs).toEqual([...xs].sort((a, b) => a - b))
    expect(new Set(xs).size).toBe(xs.length)
    expect(scale.at(times[2] ?? 0)).toBe(scale.width)
  })

  it('shortens a gap of years and reports its length, and keeps a gap of three weeks', () => {
    const years = makeTimeScale([0, DAY_MS, 1_000 * DAY_MS, 1_001 * DAY_MS], [])
    expect(years.breaks.map(({ days }) => days)).toEqual([999])
    const silence = years.at(1_000 * DAY_MS) - years.at(DAY_MS)
    expect(silence).toBeCloseTo(21 * years.at(DAY_MS))
    expect(makeTimeScale([0, 21 * DAY_MS], []).breaks).toEqual([])
  })

  it('gives each anchor its room, and is in proportion in between', () => {
    const scale = makeTimeScale(
      [0, HOUR_MS, 2 * HOUR_MS, 20 * DAY_MS],
      [
        { ms: 0, room: 80 },
        { ms: 2 * HOUR_MS, room: 60 },
      ],
    )
    expect(scale.at(2 * HOUR_MS)).toBeCloseTo(80)
    expect(scale.at(HOUR_MS)).toBeCloseTo(40)
  })

  it('works with one moment and with none', () => {
    expect(makeTimeScale([7, 7], []).at(7)).toBe(0)
    expect(makeTimeScale([], []).width).toBe(0)
  })
})

describe('the layout of the timeline', () => {
  it('has only its frame for a series without versions and mails', () => {
    const { lanes, versions, applied } = layoutTimeline([], [], null)
    expect({ lanes, versions, applied }).toEqual({ lanes: [], versions: [], applied: null })
  })

  it('draws one mail as one mark in one lane', () => {
    const { lanes } = layoutTimeline([version('v1', 0)], [event({ day: 1 })], null)
    expect(lanes.map(({ name, marks }) => [name, marks.length])).toEqual([['Rita Reader', 1]])
  })

  it('merges marks of one kind that are close together, and no others', () => {
    const near = [event({ day: 1 }), event({ day: 1, messageId: 'twin@example.org' }), event({ day: 1.01 })]
    const { lanes } = layoutTimeline([version('v1', 0)], [...near, event({ day: 15 })], null)
    expect(lanes[0]?.marks.map(({ events }) => events.length)).toEqual([3, 1])
  })

  it('puts marks of different kinds at one time into rows of their own', () => {
    const kinds = (['reviewed', 'question', 'objection'] as const).map((kind) =>
      event({ day: 1, kind, messageId: `${kind}@example.org` }),
    )
    const marks = layoutTimeline([version('v1', 0)], kinds, null).lanes[0]?.marks ?? []
    expect(new Set(marks.map(({ x }) => x)).size).toBe(1)
    expect(new Set(marks.map(({ y }) => y)).size).toBe(3)
  })

  it('never lets two marks overlap and loses no mail in a long and crowded discussion', () => {
    const kinds = ['reviewed', 'change', 'question', 'comment', 'reply'] as const
    const events = Array.from({ length: 400 }, (_, index) =>
      event({
        day: (index * 7919) % 311,
        kind: kinds[index % kinds.length] ?? 'reviewed',
        lane: `lane ${index % 5}`,
        messageId: `${index}@example.org`,
      }),
    )
    const picture = layoutTimeline([version('v1', 0), version('v2', 0.001), version('v3', 300)], events, null)
    const marks = picture.lanes.flatMap((lane) => lane.marks)
    expect(marks.flatMap((mark) => mark.events)).toHaveLength(400)
    for (const [index, a] of marks.entries())
      for (const b of marks.slice(index + 1))
        expect(a.y !== b.y || Math.abs(a.x - b.x) >= MARK_PX - 0.11, `${a.x},${a.y} and ${b.x},${b.y}`).toBe(true)
    for (const { top, height, marks: own } of picture.lanes)
      for (const { y } of own) expect(y > top && y < top + height).toBe(true)
  })

  it('leaves room for the label of every version, even of two within a minute', () => {
    const { versions, width } = layoutTimeline([version('v1', 0), version('v2', 0.0005), version('v3', 90)], [], null)
    const xs = versions.map(({ x }) => x)
    expect((xs[1] ?? 0) - (xs[0] ?? 0)).toBeGreaterThanOrEqual(75)
    expect(width - (xs[2] ?? 0)).toBeGreaterThanOrEqual(75)
  })

  it('puts versions of the same time on one line', () => {
    const { versions } = layoutTimeline([version('v1', 0), version('v2', 0)], [], null)
    expect(versions.map(({ label }) => label)).toEqual(['v1, v2'])
  })

  it('gives the same picture whatever the order of the mails', () => {
    const events = [
      event({ day: 3 }),
      event({ day: 1, lane: 'ari', kind: 'objection' }),
      event({ day: 2, kind: 'reply' }),
    ]
    const versions = [version('v1', 0), version('v2', 2)]
    expect(layoutTimeline(versions, [...events].reverse(), null)).toEqual(layoutTimeline(versions, events, null))
  })

  it('puts people beyond a dozen into one lane, but never someone who objects', () => {
    const crowd = Array.from({ length: MAX_LANES + 8 }, (_, index) =>
      event({ day: index, lane: `p${index}`, name: `Person ${index}`, kind: index === 19 ? 'objection' : 'comment' }),
    )
    const { lanes } = layoutTimeline([version('v1', 0)], crowd, null)
    expect(lanes).toHaveLength(MAX_LANES + 1)
    expect(lanes.map(({ name }) => name)).toContain('Person 19')
    expect(lanes.at(-1)).toMatchObject({ name: '8 others', people: 8 })
    expect(lanes.flatMap(({ marks }) => marks.flatMap(({ events }) => events))).toHaveLength(MAX_LANES + 8)
  })

  it('gives thirteen people their own lanes, because a shared lane of one saves nothing', () => {
    const crowd = Array.from({ length: MAX_LANES + 1 }, (_, index) => event({ day: index, lane: `p${index}` }))
    expect(layoutTimeline([], crowd, null).lanes.every(({ people }) => people === 1)).toBe(true)
  })
})

const RITA = { name: 'Rita <b>Reader</b>', emails: ['rita@example.org'] }
const said = (more: Partial<PositionView>): PositionView => ({
  person: RITA,
  alias: '',
  version: 1,
  label: 'v1',
  patch: 1,
  position: 'asks',
  severity: null,
  tag: null,
  regression: false,
  messageId: 'a@example.org',
  quote: 'Why <script>?',
  line: 3,
  rule: 'asks',
  received: '2024-01-02T10:00:00Z',
  scope: null,
  scopeUnclear: false,
  fits: true,
  ...more,
})

const { author } = series

describe('the events of a timeline', () => {
  it('are of a mail what asks for most: a request, not the nit before it', () => {
    const nit = said({ position: 'requests-changes', severity: 'nit' })
    const request = said({ position: 'requests-changes', severity: 'request', line: 9 })
    expect(timelineEvents({ author, positions: [nit, request], reports: [] })).toMatchObject([{ kind: 'change' }])
    expect(timelineEvents({ author, positions: [nit], reports: [] })).toMatchObject([{ kind: 'nit' }])
  })

  it('draw a mail that says several things once, as the weightiest of them', () => {
    const events = timelineEvents({
      author,
      positions: [said({}), said({ position: 'objects', patch: 2 })],
      reports: [],
    })
    expect(events.map(({ kind, on }) => [kind, on])).toEqual([['objection', 'v1, 2 patches']])
  })

  it('put all who speak for the author into one lane', () => {
    const other = { name: 'Co Author', emails: ['co@example.org'] }
    const events = timelineEvents({
      author,
      reports: [],
      positions: [
        said({ position: 'author' }),
        said({ position: 'author', person: other, messageId: 'b@example.org', received: '2024-01-03T10:00:00Z' }),
      ],
    })
    expect(new Set(events.map(({ lane }) => lane)).size).toBe(1)
    expect(events.map(({ who }) => who)).toEqual(['Rita <b>Reader</b>', 'Co Author'])
  })

  it('put bot reports into a lane of their own', () => {
    const report = {
      messageId: 'robot@example.org',
      from: { name: 'kernel test robot', email: 'lkp@example.org' },
      received: '2024-01-01T18:00:00Z',
      version: 'v1',
      patch: 1,
      findings: [{ text: 'error: no', path: 'a.c', line: 2 }],
      place: 'hunk',
      changedIn: null,
      creditedIn: null,
    }
    expect(timelineEvents({ author, positions: [said({})], reports: [report] })).toMatchObject([
      { lane: 'bots', who: 'kernel test robot', kind: 'report', on: 'v1 patch 1', quote: 'error: no' },
      { lane: 'rita@example.org' },
    ])
  })

  it('take the time when patches were applied from the maintainer, else from the mail that says so, else have none', () => {
    const applied: SeriesDocument['state'] = { ...series.state, kind: 'applied', messageId: 'bot@example.org' }
    const stateMail = {
      messageId: 'bot@example.org',
      from: { name: '', email: 'bot@example.org' },
      received: '2024-01-05T00:00:00Z',
      kind: 'reply',
      label: 'v2',
      patch: 0,
    } as const
    const by = said({ position: 'applied', messageId: 'c@example.org', received: '2024-01-04T00:00:00Z' })
    expect(timelineApplied({ positions: [by], state: applied, stateMail })?.messageId).toBe('c@example.org')
    expect(timelineApplied({ positions: [], state: applied, stateMail })?.messageId).toBe('bot@example.org')
    expect(timelineApplied({ positions: [], state: series.state, stateMail })).toBeNull()
  })
})

describe('the picture of the timeline', () => {
  const html = renderToString(createElement(Timeline, { series: { ...series, positions: [said({})] } }))

  it('links each mark to its mail and each line to its version, and has both in a table', () => {
    expect(html.match(/href="\/message\/a%40example.org"/g)).toHaveLength(2)
    expect(html.match(/href="\/message\/v1-0%40example.org"/g)).toHaveLength(2)
    expect(html).toContain('<caption')
  })

  it('has a title and a description, shows hostile names as text, and styles nothing inline', () => {
    expect(html).toContain('aria-labelledby="when-title when-words"')
    expect(html).not.toContain('<b>Reader')
    expect(html).not.toContain('<script>')
    expect(html).not.toContain('style=')
  })
})
