import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parsePatch } from '../../lib/patch/patch'
import { foldIdentities, type Mention } from '../../lib/review/identity'
import { isBot, patchAuthors, speakerOf } from '../../lib/review/speaker'

const who = (name: string, email: string) => ({ name, email })
const mail = (name: string, email: string): Mention => ({ address: who(name, email), in: 'mail', by: who(name, email) })
const tag = (address: Mention['address'], by: Mention['address']): Mention => ({ address, in: 'tag', by })
const outline = (mentions: readonly Mention[]) =>
  foldIdentities(mentions).all.map(({ name, emails }) => `${name}: ${emails.join(' ')}`)

describe('foldIdentities', () => {
  it('joins one address with several names, +tags and sub-domains', () => {
    expect(
      outline([
        mail('Rex Roe', 'rex@example.org'),
        mail('Roe, Rex', 'rex+list@example.org'),
        mail('R. Roe', 'rex@mail.example.org'),
        mail('Rex Roe', 'REX@example.org'),
      ]),
    ).toEqual(['Rex Roe: rex@example.org rex@mail.example.org'])
  })

  it('prefers the name that a person signs with', () => {
    const anthony = who('Anthony Roe', 'roe@example.org')
    expect(
      outline([
        mail('Anthony Roe', 'roe@example.org'),
        mail('Anthony Roe', 'roe@example.org'),
        tag(who('Tony Roe', 'roe@example.org'), anthony),
      ]),
    ).toEqual(['Tony Roe: roe@example.org'])
  })

  it('joins two addresses of one full name on different hosts', () => {
    expect(outline([mail('Rex Roe', 'rex@example.org'), mail('Rex Roe', 'roe@example.com')])).toEqual([
      'Rex Roe: rex@example.org roe@example.com',
    ])
  })

  it('keeps namesakes on one host apart, unless one address is used for the other', () => {
    const mentions = [mail('Wei Roe', 'wei1@example.org'), mail('Wei Roe', 'wei2@example.org')]
    expect(outline(mentions)).toHaveLength(2)
    expect(
      outline([...mentions, tag(who('Wei Roe', 'wei2@example.org'), who('Wei Roe', 'wei1@example.org'))]),
    ).toHaveLength(1)
  })

  it('does not join by first names or by different names', () => {
    expect(outline([mail('Rex', 'rex@example.org'), mail('Rex', 'rex@example.com')])).toHaveLength(2)
    expect(
      outline([
        mail('Rex Roe', 'rex@example.org'),
        tag(who('Jane Doe', 'jane@example.org'), who('Rex Roe', 'rex@example.org')),
      ]),
    ).toHaveLength(2)
  })

  it('ignores a name in a tag that shares no word with the names the address signs its mails with', () => {
    const bob = mail('Bob Reader', 'bob@example.org')
    const eve = mail('Eve', 'eve@evil.example')
    expect(outline([bob, eve, tag(who('Bob Reader', 'eve@evil.example'), eve.address)])).toEqual([
      'Bob Reader: bob@example.org',
      'Eve: eve@evil.example',
    ])
    const bobAtHome = mail('Bob', 'bob@home.example')
    expect(outline([bob, bobAtHome, tag(who('Bob Reader', 'bob@home.example'), bobAtHome.address)])).toEqual([
      'Bob Reader: bob@example.org bob@home.example',
    ])
  })

  it('turns "Last, First" around for display', () => {
    expect(outline([mail('Roe, Rex', 'rex@example.org')])).toEqual(['Rex Roe: rex@example.org'])
  })

  it('finds nobody for an address that was never mentioned', () => {
    expect(foldIdentities([mail('Rex Roe', 'rex@example.org')]).find(who('', 'jane@example.org'))).toBe(-1)
  })

  it('gives the same people whatever the order', () => {
    const one = fc.tuple(
      fc.constantFrom('Rex Roe', 'Roe, Rex', 'Jane Doe', 'Rex'),
      fc.constantFrom('a@x.org', 'a@m.x.org', 'b@x.org', 'b@y.org', 'a+l@x.org'),
    )
    fc.assert(
      fc.property(fc.array(one, { maxLength: 8 }), (pairs) => {
        const mentions = pairs.map(([name, email]) => mail(name, email))
        expect(outline([...mentions].reverse())).toEqual(outline(mentions))
      }),
    )
  })
})

describe('who speaks', () => {
  it.each([
    ['kernel test robot', 'lkp@example.org'],
    ['syzbot', 'syzbot+0123@example.org'],
    ['', 'patchwork-bot+netdev@example.org'],
    ['tip-bot2 for Jane Doe', 'tip-bot2@example.org'],
    ['MPTCP CI', 'someone@example.org'],
    ['CI Results', 'someone@example.org'],
    ['Mail Delivery System', 'mailer-daemon@example.org'],
  ])('treats %s <%s> as a bot', (name, email) => {
    expect(isBot({ name, email })).toBe(true)
  })
  it.each([
    ['Abbot Roe', 'abbot@example.org'],
    ['Zhang Ci', 'czhang@example.org'],
    ['Rob Otto', 'robot.otto.fan@example.org'.replace('robot', 'rob')],
  ])('does not treat %s as a bot', (name, email) => {
    expect(isBot({ name, email })).toBe(false)
  })

  it('counts the author and co-developers of a patch, not who suggested it', () => {
    const trailers = ['Suggested-by: Rex Roe <rex@example.org>', 'Co-developed-by: Ann Poe <ann@example.org>']
    const patch = parsePatch({ title: '', from: who('Jane Doe', 'jane@example.org'), body: trailers.join('\n') })
    expect(patchAuthors(patch).map(({ email }) => email)).toEqual(['jane@example.org', 'ann@example.org'])
  })

  it('distinguishes author, bot and reviewer', () => {
    const people = foldIdentities([mail('Jane Doe', 'jane@example.org'), mail('Rex Roe', 'rex@example.org')])
    const authors = [new Set([people.find(who('', 'jane@example.org'))])]
    expect(speakerOf(who('J', 'jane@example.org'), people, authors)).toBe('author')
    expect(speakerOf(who('Rex Roe', 'rex@example.org'), people, authors)).toBe('reviewer')
    expect(speakerOf(who('syzbot', 'syzbot@example.org'), people, authors)).toBe('bot')
  })
})
