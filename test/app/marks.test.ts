import { createElement } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { Legend } from '../../app/_components/marks/Legend'
import { Mark } from '../../app/_components/marks/Mark'
import {
  markWords,
  type SaidMark,
  SIGNS,
  signsOf,
  sinceRange,
  sinceWords,
  togetherWords,
  toneOf,
} from '../../app/_model/marks'
import { personSlug } from '../../app/_model/personNames'

const outcome = {
  status: 'current',
  answered: false,
  answeredBy: null,
  changedIn: null,
  messageOnly: false,
  announcedIn: null,
  mergedOver: false,
} as const
const rita: SaidMark = {
  person: { name: 'Rita Reader', emails: ['rita@example.org'] },
  role: 'reviewer',
  position: 'approves',
  tag: 'Reviewed-by',
  severity: null,
  regression: false,
  outcome,
  since: { kind: 'none', lines: 0 },
  wholeSeries: false,
  messageId: 'r1@example.org',
  quote: 'Reviewed-by: Rita Reader <rita@example.org>',
}
const asks: SaidMark = {
  ...rita,
  position: 'requests-changes',
  tag: null,
  severity: 'request',
  outcome: { ...outcome, status: 'open' },
  since: null,
  quote: 'Please split this.',
}
const letters = (mark: SaidMark) =>
  signsOf(mark).map((name) => {
    const sign = SIGNS[name]
    return 'letter' in sign ? sign.letter : name
  })

describe('the alphabet of marks', () => {
  it('has one shape or letter for one meaning', () => {
    const drawn = Object.values(SIGNS).map((sign) => ('letter' in sign ? sign.letter : sign.path))
    expect(new Set(drawn).size).toBe(drawn.length)
    const words = Object.values(SIGNS).map((sign) => sign.words)
    expect(new Set(words).size).toBe(words.length)
  })

  it('an Acked-by is an A, never an R', () => {
    expect(letters({ ...rita, tag: 'Acked-by' })).toEqual(['A'])
    expect(letters(rita)).toEqual(['R'])
    expect(letters({ ...rita, tag: 'Reviewed-and-tested-by' })).toEqual(['R', 'T'])
    expect(letters({ ...rita, tag: 'Reviewed-and-acked-by' })).toEqual(['R', 'A'])
  })

  it('a tag with comments has a star, and approval in other words is no tag', () => {
    expect(letters({ ...rita, position: 'approves-with-condition' })).toEqual(['R', '*'])
    expect(letters({ ...rita, tag: null })).toEqual(['ok'])
  })

  it('tells a NAK, an objection, a request, a question, a nit and a regression apart', () => {
    expect(letters({ ...asks, position: 'nak', severity: 'refusal', tag: 'Nacked-by' })).toEqual(['N'])
    expect(letters({ ...asks, position: 'objects', severity: 'objection' })).toEqual(['X'])
    expect(letters(asks)).toEqual(['!'])
    expect(letters({ ...asks, position: 'asks', severity: 'question' })).toEqual(['?'])
    expect(letters({ ...asks, severity: 'nit' })).toEqual(['~'])
    expect(letters({ ...asks, severity: 'defect', regression: true })).toEqual(['regression'])
  })

  it('grades a tag by what changed since, and only code makes it stale', () => {
    const stale = { ...outcome, status: 'stale' } as const
    expect(sinceWords({ kind: 'code', lines: 1 })).toBe('1 line since')
    expect(sinceWords({ kind: 'code', lines: 19 })).toBe('19 lines since')
    expect(sinceWords({ kind: 'whitespace', lines: 0 })).toBe('white space since')
    expect(sinceWords({ kind: 'none', lines: 0 })).toBe('')
    const code = (lines: number) => ({ kind: 'code', lines }) as const
    expect(sinceRange(code(21), code(1))).toBe('1–21 lines since')
    expect(sinceRange(code(3), code(3))).toBe('3 lines since')
    expect(sinceRange(code(3), { kind: 'none', lines: 0 })).toBe('up to 3 lines since')
    expect(sinceRange(null, null)).toBe('')
    expect(toneOf({ outcome: stale, since: { kind: 'code', lines: 1 } })).toBe('stale')
    expect(toneOf({ outcome: stale, since: { kind: 'rebase', lines: 0 } })).toBe('current')
    expect(toneOf(asks)).toBe('open')
    expect(toneOf({ outcome: { ...outcome, status: 'cleared' }, since: null })).toBe('settled')
  })

  it('says in words who said what, on which version, and what became of it', () => {
    expect(markWords({ ...rita, role: 'maintainer', wholeSeries: true, since: { kind: 'code', lines: 2 } }, 'v2')).toBe(
      'Rita Reader (maintainer): Reviewed-by on v2, whole series; 2 lines since',
    )
    const promised = { ...asks, outcome: { ...outcome, status: 'promised' as const } }
    expect(togetherWords([asks, asks])).toBe('')
    const fates = togetherWords([asks, asks, promised])
    expect(markWords(asks, 'v1', fates)).toBe(
      'Rita Reader: requests a change on v1; 2 unanswered, 1 author will change: “Please split this.”',
    )
    expect(markWords({ ...rita, outcome: null }, 'v2')).toBe(
      'Rita Reader: Reviewed-by on v2; the newest version was posted without it',
    )
    expect(markWords(asks, 'v1')).toBe('Rita Reader: requests a change on v1; unanswered: “Please split this.”')
  })

  it('gives every person a name for addresses, also without Latin letters', () => {
    expect(personSlug({ name: 'Thomas Weißschuh', emails: [] })).toBe('thomas-wei-schuh')
    expect(personSlug({ name: 'Éric Œil', emails: [] })).toBe('eric-il')
    expect(personSlug({ name: '', emails: ['jo.doe@example.org'] })).toBe('jo-doe')
    expect(personSlug({ name: '李明', emails: [] })).toMatch(/^[a-z0-9-]+$/)
    expect(personSlug({ name: '', emails: [] })).toBe('unknown')
  })

  it('draws a mark with its words, and the class by which a person is followed without a script', () => {
    const html = renderToString(createElement(Mark, { mark: asks, on: 'v1', follow: 0 }))
    expect(html).toContain('class="mark-said mark-open mark-by0"')
    expect(html).toContain('href="/message/r1%40example.org"')
    expect(html).toMatch(/>!<span class="mark-words"> Rita Reader: requests a change on v1/)
  })

  it('a legend names what is used, in one order, and nothing else', () => {
    const html = renderToString(
      createElement(Legend, {
        marks: new Set(['code', 'nak', 'reviewed'] as const),
        tones: new Set(['open'] as const),
      }),
    )
    const words = [...html.matchAll(/<li>.*?<\/li>/gs)].map(([one]) => one.replace(/<[^>]*>/g, '').trim())
    expect(words).toEqual(['R Reviewed-by', 'N NAK', 'code changed', '! open'])
  })
})
