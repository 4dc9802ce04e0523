import { describe, expect, it } from 'vitest'
import { deriveMails } from '../../lib/derive/deriveMails'
import { derive, diff, mail, REX, relations, type Short } from './fixture'

const EVE = { name: 'Eve', email: 'eve@elsewhere.example' }
const TITLE = 'pump: pass on the error when the valve is closed'
const inName = (body: string) => `From: Jane Doe <jane@example.org>\n\n${body}`
const code = (line = 'return valve_error(pump);') => diff('pump.c', line)

/** Jane's patch, sent by somebody else, or from her other address. */
const sent = (more: Partial<Short> = {}): Short => ({
  id: 'sent',
  subject: `[PATCH] ${TITLE}`,
  from: EVE,
  body: inName(code()),
  ...more,
})
const own = (more: Partial<Short> = {}): Short => ({
  id: 'own',
  subject: `[PATCH net] ${TITLE.replace('error', 'code')}`,
  at: 5_000,
  body: code(),
  ...more,
})
const APART = [['v1: - 1=sent'], ['v1: - 1=own']]

describe('a patch that another address sent in the name of its author', () => {
  it('is continued when the author posts the same lines under nearly the same title', () => {
    const mails = [sent(), own()]
    expect(derive(mails)).toEqual([['v1: - 1=sent', '2nd posting (unlabelled): - 1=own']])
    expect(deriveMails(mails.map(mail), []).series[0]?.versions[1]?.link).toEqual({
      to: 1,
      evidence: ['author', 'similarity'],
    })
  })

  it('brings the replies to it along with the next versions of the author', () => {
    const next = own({ id: 'next', subject: `[PATCH net v2] ${TITLE}`, at: 9_000, body: code('return pump->error;') })
    expect(derive([sent(), own(), next])).toEqual([
      ['v1: - 1=sent', '2nd posting (unlabelled): - 1=own', 'v2: - 1=next'],
    ])
  })

  it('stays apart under another title, with another line, by another author, and after two months', () => {
    expect(derive([sent(), own({ subject: '[PATCH] valve: open it at last, before the pump breaks' })])).toEqual(APART)
    expect(derive([sent(), own({ body: code('return pump->error;') })])).toEqual(APART)
    expect(derive([sent({ body: code() }), own({ from: REX })])).toEqual(APART)
    expect(derive([sent({ body: inName(code()).replace('jane@', 'joan@') }), own()])).toEqual(APART)
    expect(derive([sent(), own({ at: 61 * 24 * 60 })])).toEqual(APART)
  })

  it('stays apart when the author posted it first, who then continues that', () => {
    expect(derive([sent({ at: 6_000 }), own()])).toEqual([['v1: - 1=own'], ['v1: - 1=sent']])
    const again = own({ id: 'again', at: 9_000 })
    expect(derive([sent({ at: 6_000 }), own(), again])).toEqual([
      ['v1: - 1=own', '2nd posting (unlabelled): - 1=again'],
      ['v1: - 1=sent'],
    ])
  })

  it('is no more than proposed when the same address goes on with it: it could put any code into the series', () => {
    const goesOn = sent({ id: 'taken', subject: `[PATCH v2] ${TITLE}`, at: 7_000, body: code('return stolen(pump);') })
    const mails = [sent(), own(), goesOn]
    expect(derive(mails)).toEqual([['v1: - 1=sent', 'v2: - 1=taken'], ['v1: - 1=own']])
    expect(relations(mails)).toContain('v1 propose sent')
  })

  it('is the first one only when several addresses did so', () => {
    const other = sent({ id: 'copy', at: 100, from: REX })
    expect(derive([sent(), other, own()])).toEqual([
      ['v1: - 1=sent', '2nd posting (unlabelled): - 1=own'],
      ['v1: - 1=copy'],
    ])
  })

  it('is neither a backport nor a patch of a series', () => {
    expect(derive([sent({ subject: `[PATCH 5.10] ${TITLE}` }), own()])).toEqual(APART)
    const [series] = derive([sent({ subject: `[PATCH 1/2] ${TITLE}` }), own()])
    expect(series).toEqual(['v1: - 1=sent missing 2'])
  })

  it('is the same whatever order the mails are imported in', () => {
    expect(derive([own(), sent()])).toEqual(derive([sent(), own()]))
  })
})
