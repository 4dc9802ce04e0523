import { describe, expect, it } from 'vitest'
import { derive, diff, relations, type Short } from './fixture'

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
  it('may be continued by the author, who posts the same lines under nearly the same title', () => {
    const mails = [sent(), own()]
    expect(derive(mails)).toEqual(APART)
    expect(relations(mails)).toEqual(['v1 propose sent'])
  })

  it('changes nothing of what the author posts, whenever its own date says that it was sent', () => {
    const next = own({ id: 'next', subject: `[PATCH net v2] ${TITLE}`, at: 9_000, body: code('return pump->error;') })
    expect(derive([sent(), own(), next])).toEqual([['v1: - 1=sent'], ['v1: - 1=own', 'v2: - 1=next']])
  })

  it.each([
    ['under another title', sent(), own({ subject: '[PATCH] valve: open it at last, before the pump breaks' })],
    ['with another line', sent(), own({ body: code('return pump->error;') })],
    ['by another author', sent({ body: inName(code()).replace('jane@', 'joan@') }), own()],
    ['after two months', sent(), own({ at: 61 * 24 * 60 })],
    ['for a stable tree', sent({ subject: `[PATCH 5.10] ${TITLE}` }), own()],
    ['in a series', sent({ subject: `[PATCH 1/2] ${TITLE}` }), own()],
  ])('has nothing to do with one %s', (_, ...mails) => {
    expect(relations(mails)).toEqual([])
  })

  it('stays apart when the author posted it first, who then continues that', () => {
    expect(derive([sent({ at: 6_000 }), own()])).toEqual([['v1: - 1=own'], ['v1: - 1=sent']])
    expect(relations([sent({ at: 6_000 }), own()])).toEqual([])
    const again = own({ id: 'again', at: 9_000 })
    expect(derive([sent({ at: 6_000 }), own(), again])).toEqual([
      ['v1: - 1=own', '2nd posting (unlabelled): - 1=again'],
      ['v1: - 1=sent'],
    ])
  })

  it('is the same whatever order the mails are imported in', () => {
    expect(derive([own(), sent()])).toEqual(derive([sent(), own()]))
  })
})
