import { describe, expect, it } from 'vitest'
import { read } from './read'

type Headers = Readonly<Record<string, string>>
const sender = async (headers: Headers, body = 'Words.\n') => {
  const { from, issues } = await read(headers, body)
  return { who: `${from.name} <${from.email}>`, codes: issues.map(({ code }) => code) }
}
const who = async (headers: Headers, body?: string) => (await sender(headers, body)).who

const LTP = 'List-Post: <mailto:ltp@lists.example.org>'.slice('List-Post: '.length)

describe('a From that a list or a relay rewrote', () => {
  it.each<[string, Headers, string]>([
    [
      'Reply-To',
      { From: 'Jane Doe via ltp <ltp@lists.example.org>', 'Reply-To': 'Jane Doe <jd@example.org>' },
      'Jane Doe <jd@example.org>',
    ],
    [
      'Cc',
      { From: 'Jane Doe via ltp <ltp@lists.example.org>', Cc: 'Jane Doe <jd@example.org>' },
      'Jane Doe <jd@example.org>',
    ],
    [
      'X-Original-From',
      {
        From: 'Jane Doe via B4 Relay <devnull+jd.example.org@kernel.example>',
        'X-Original-From': 'Jane Doe <jd@example.org>',
      },
      'Jane Doe <jd@example.org>',
    ],
    [
      'X-Original-Sender of Google Groups',
      { From: "'Jane Doe' via Things <things@googlegroups.com>", 'X-Original-Sender': 'jd@example.org' },
      'Jane Doe <jd@example.org>',
    ],
    [
      'the address in that of b4, found in Cc under another name',
      {
        From: 'Jane Doe via B4 Relay <devnull+jd.example.org@kernel.example>',
        Cc: 'Doe <jd@example.org>, Rex <rex@example.org>',
      },
      'Jane Doe <jd@example.org>',
    ],
    [
      'the address in that of groups.io',
      { From: 'Jane Doe via groups.io <jd=example.org@groups.io>' },
      'Jane Doe <jd@example.org>',
    ],
    [
      'the address in that of the IETF',
      {
        From: 'Jane Doe <jd=40example.org@dmarc.example.net>',
        'List-Post': '<mailto:jd=40example.org@dmarc.example.net>',
      },
      'Jane Doe <jd@example.org>',
    ],
    [
      'Reply-To of a list that left the name alone',
      { From: 'Jane Doe <ltp@lists.example.org>', 'List-Post': LTP, 'Reply-To': 'Jane Doe <jd@example.org>' },
      'Jane Doe <jd@example.org>',
    ],
    [
      'brackets',
      { From: '"Jane Doe (via ltp)" <ltp@lists.example.org>', 'Reply-To': 'jd@example.org' },
      'Jane Doe <jd@example.org>',
    ],
    [
      'the From line in the text under the same name',
      { From: 'Jane Doe via GitGitGadget <gitgitgadget@example.net>' },
      'Jane Doe <jd@example.org>',
    ],
    [
      'X-Original-From of the first of two lists, whose address is a list too',
      {
        From: 'Jane Doe via a via b <b@lists.example.org>',
        'X-Original-From': 'Jane Doe via a <a@lists.example.org>',
        'X-BeenThere': 'a@lists.example.org',
        'Reply-To': 'Jane Doe <jd@example.org>',
      },
      'Jane Doe <jd@example.org>',
    ],
    [
      'Sender with her name',
      { From: 'Jane Doe via ltp <ltp@lists.example.org>', Sender: 'Jane Doe <jd@example.org>' },
      'Jane Doe <jd@example.org>',
    ],
  ])('is restored from %s', async (_, headers, expected) => {
    expect(await sender(headers, 'From: Jane Doe <jd@example.org>\n\nWhy.\n')).toEqual({ who: expected, codes: [] })
  })

  it.each<[string, Headers]>([
    ['via a list without more', { From: 'Jane Doe via ltp <ltp@lists.example.org>' }],
    ['the address of the list in List-Post', { From: 'Jane Doe <ltp@lists.example.org>', 'List-Post': LTP }],
    [
      'the address of the list in List-Id',
      { From: 'Jane Doe <ltp@lists.example.org>', 'List-Id': 'LTP <ltp.lists.example.org>' },
    ],
    [
      'the address of the list in Sender',
      { From: 'Jane Doe <ltp@lists.example.org>', Sender: '"ltp" <ltp-bounces+a=b.c@lists.example.org>' },
    ],
    ['the bounce address of a list', { From: 'Jane Doe <ltp-bounces@lists.example.org>' }],
    ['the owner of a list', { From: 'Jane Doe <linux-things-owner@vger.example.org>' }],
    [
      'a relay that answers to the list',
      {
        From: 'Jane Doe via ltp <ltp@lists.example.org>',
        'Reply-To': 'devel@lists.example.org',
        Cc: 'Devel <devel@lists.example.org>',
      },
    ],
    [
      'a Reply-To to another list of the mail',
      {
        From: 'Jane Doe via ltp <ltp@lists.example.org>',
        'Reply-To': 'devel@lists.example.org',
        'X-Mailing-List': 'devel@lists.example.org',
      },
    ],
    [
      'b4 whose address is nowhere else',
      { From: 'Jane Doe via B4 Relay <devnull+jd.example.org@kernel.example>', Cc: 'Rex Roe <rex@example.org>' },
    ],
    ['notifications of a forge', { From: 'Jane Doe <notifications@forge.example>' }],
    [
      'two other people in Reply-To',
      { From: 'Jane Doe via ltp <ltp@lists.example.org>', 'Reply-To': 'a@example.org, b@example.org' },
    ],
  ])('leaves a name without an address and says so: %s', async (_, headers) => {
    expect(await sender(headers)).toEqual({ who: 'Jane Doe <>', codes: ['from-list'] })
  })

  it('is no reason to take a personal address from its owner', async () => {
    expect(await who({ From: 'Jane Doe via webmail <jane.doe@example.org>' })).toBe('Jane Doe <jane.doe@example.org>')
    expect(await who({ From: 'Jane Doe via webmail <jdoe@example.org>', 'Reply-To': 'team@example.org' })).toBe(
      'Jane Doe <jdoe@example.org>',
    )
    expect(await who({ From: 'Jane Doe <jane@example.org>', 'List-Post': LTP, 'Reply-To': 'x@example.org' })).toBe(
      'Jane Doe <jane@example.org>',
    )
    expect(await who({ From: 'Eve <jane@example.org>' })).toBe('Eve <jane@example.org>')
  })

  it('is not restored from a From line that names somebody else', async () => {
    const headers = { From: 'Jane Doe via ltp <ltp@lists.example.org>' }
    expect(await who(headers, 'From: Rex Roe <rex@example.org>\n\nWhy.\n')).toBe('Jane Doe <>')
  })

  it('without any name has that of the address', async () => {
    expect(await who({ From: 'ltp@lists.example.org', 'List-Post': LTP })).toBe('ltp <>')
    expect(
      await who({ From: 'ltp@lists.example.org', 'List-Post': LTP, 'Reply-To': 'Jane Doe <jd@example.org>' }),
    ).toBe('Jane Doe <jd@example.org>')
  })
})

describe('sourcehut', () => {
  it('sends from an address of the account, with that of the person in Reply-To', async () => {
    const headers = { From: '~jane <jane@git.sr.ht>', 'Reply-To': '~jane <jd@example.org>' }
    expect(await who(headers)).toBe('~jane <jd@example.org>')
  })
})

describe('a From with two addresses', () => {
  const From = 'Ann Lee <ann@example.org>, Bob Roe <bob@example.org>'

  it('is of whoever Sender, a single Reply-To or the From line in the text names', async () => {
    expect(await who({ From, Sender: 'bob@example.org' })).toBe('Bob Roe <bob@example.org>')
    expect(await who({ From, 'Reply-To': 'Bob <bob@example.org>' })).toBe('Bob Roe <bob@example.org>')
    expect(await who({ From }, 'From: Bob Roe <bob@example.org>\n\nWhy.\n')).toBe('Bob Roe <bob@example.org>')
    expect(await who({ From, Sender: 'ann@example.org', 'Reply-To': 'bob@example.org' })).toBe(
      'Ann Lee <ann@example.org>',
    )
  })

  it.each<[string, Headers]>([
    ['nothing else', {}],
    ['a Sender that is neither', { Sender: 'eve@example.org' }],
    ['a Reply-To to both', { 'Reply-To': 'ann@example.org, bob@example.org' }],
  ])("is nobody's with %s", async (_, headers) => {
    expect(await sender({ From, ...headers })).toEqual({ who: 'Ann Lee and Bob Roe <>', codes: ['from-many'] })
  })

  it.each([
    '"Vera Roe" <vera@corp.example> via x <eve@evil.example>',
    'Vera Roe <vera@corp.example> <eve@evil.example>',
    'Vera Roe <vera@corp.example <eve@evil.example>>',
    'Vera Roe <vera@corp.example> eve@evil.example',
    'Vera Roe <vera@corp.example> (x) <"eve"@evil.example>',
    'vera@corp.example (Vera Roe) eve@evil.example',
    'vera@corp.example eve@evil.example',
    'Vera Roe <vera@corp.example,eve@evil.example>',
    'Vera Roe <vera@corp.example@evil.example>',
    'Vera Roe <@corp.example,@x.example:eve@evil.example>',
    'Vera Roe <vera@corp.example>:Eve <eve@evil.example>;',
    '"Vera Roe <vera@corp.example> <eve@evil.example>',
    'Vera Roe (<vera@corp.example> <eve@evil.example>',
    'Vera Roe <vera@corp.example>\nFrom: Eve <eve@evil.example>',
    'Eve <eve@evil.example>\nFrom: Vera Roe <vera@corp.example>',
  ])("is nobody's when no comma is between them, whatever other headers say: %s", async (From) => {
    const { who, codes } = await sender({ From, Sender: 'vera@corp.example', 'Reply-To': 'vera@corp.example' })
    expect(who).toMatch(/^(?:.* and )?somebody else <>$/)
    expect(codes).toEqual(['from-many'])
  })

  it.each([
    ['Vera Roe (Corp <x@corp.example>) <vera@corp.example>', 'Vera Roe <vera@corp.example>'],
    ['"Roe, Vera" <vera@corp.example> (on leave, ask ann@corp.example)', 'Roe, Vera <vera@corp.example>'],
    ['vera@corp.example <vera@corp.example>', ' <vera@corp.example>'],
    ['Vera Roe <vera@corp.example> <VERA@corp.example>', 'Vera Roe VERA@corp.example <vera@corp.example>'],
    ['vera@corp.example (Vera Roe)', 'Vera Roe <vera@corp.example>'],
    ['Vera @ Corp <vera@corp.example>', 'Vera @ Corp <vera@corp.example>'],
    ['Vera Roe <vera@corp.example>\nFrom: Vera Roe <vera@corp.example>', 'Vera Roe <vera@corp.example>'],
  ])('is one address when the other is in quotes or a comment, or the same: %s', async (From, expected) => {
    expect(await who({ From })).toBe(expected)
  })

  it('is not decided by a Sender or a Reply-To that name two themselves', async () => {
    for (const name of ['Sender', 'Reply-To'])
      expect(await who({ From, [name]: 'Bob <bob@example.org> via x <eve@evil.example>' })).toBe(
        'Ann Lee and Bob Roe <>',
      )
  })

  it('is read the same in a group, and shows no address where names are missing', async () => {
    expect(await who({ From: `Both: ${From};` })).toBe('Ann Lee and Bob Roe <>')
    expect(await who({ From: 'ann@example.org, bob@example.org' })).toBe('ann and bob <>')
  })

  it('is one person when the addresses are equal, or only one is there', async () => {
    expect(await who({ From: 'Ann Lee <ann@example.org>, Ann <ANN@example.org>' })).toBe('Ann Lee <ann@example.org>')
    expect(await who({ From: 'Lee, Ann <ann@example.org>' })).toBe('Lee, Ann <ann@example.org>')
  })
})
