import { describe, expect, it } from 'vitest'
import { parseSearch } from '../../lib/search/grammar'
import type { Query } from '../../lib/search/query'

const nowMs = Date.UTC(2022, 8, 22, 12, 34, 56)

/** A query in one line: `all(s[a] not(b[c]))`; `~` for a stem, `*` for a beginning. */
function outline(query: Query): string {
  switch (query.kind) {
    case 'all':
    case 'any':
      return `${query.kind}(${query.parts.map(outline).join(' ')})`
    case 'not':
      return `not(${outline(query.part)})`
    case 'words': {
      const fields = query.fields.length > 9 ? '' : query.fields.join('+')
      return `${fields}[${query.words.join(' ')}${query.prefix ? '*' : ''}${query.stem ? '~' : ''}]`
    }
    case 'value':
      return `${query.name}=${query.value}`
    case 'time': {
      const day = (ms?: number) => (ms === undefined ? '' : new Date(ms).toISOString().replace('.000Z', ''))
      return `${query.clock}(${day(query.fromMs)} ${day(query.beforeMs)})`
    }
  }
}

function read(text: string): string {
  const parsed = parseSearch(text, { nowMs })
  return 'problem' in parsed ? parsed.problem : outline(parsed.query)
}

describe('parseSearch', () => {
  it.each([
    ['nft', '[nft~]'],
    ['Nft', '[nft]'],
    ['"nft set"', '[nft set]'],
    ['vfio-pci', '[vfio pci]'],
    ['nft_set', '[nft set]'],
    ['Vfio-PCI', '[vfio pci]'],
    ['Überlauf', '[uberlauf]'],
    ['conntrac*', '[conntrac*]'],
    ['nft conntrack OR flowtable', 'any(all([nft~] [conntrack~]) [flowtable~])'],
    ['NOT nft', 'not([nft~])'],
    ['nft AND (conntrack OR flowtable)', 'all([nft~] any([conntrack~] [flowtable~]))'],
    ['nft NOT s:conntrack', 'all([nft~] not(subject[conntrack~]))'],
    ['nft AND NOT conntrack', 'all([nft~] not([conntrack~]))'],
    ['nft -conntrack +set', 'all([nft~] not([conntrack~]) [set~])'],
    ['nft - conntrack', 'all([nft~] [conntrack~])'],
    ['nft -"two words"', 'all([nft~] not([two words]))'],
    ['s:(nft set OR map)', 'any(all(subject[nft~] subject[set~]) subject[map~])'],
    ['s:"nft: add" f:pablo@netfilter.org', 'all(subject[nft add] from[pablo netfilter org])'],
    ['tc:ann a:bob', 'all(to+cc[ann~] to+cc+from[bob~])'],
    ['dfn:net/ipv4 dfa:kfree dfb:kvfree q:why', 'all(file[net ipv4] removed[kfree~] added[kvfree~] quoted[why~])'],
    ['mid:<a:b@example.org>', 'mid=<a:b@example.org>'],
    ['patchid:a OR patchid:b', 'any(patchid=a patchid=b)'],
    ['"change-id: 20220828-x-1"', '[change id 20220828 x 1]'],
    // Titles as they are pasted: a blank after the colon.
    ['KVM: s390: pv: fix it', 'all([kvm] [s390~] [pv~] [fix~] [it~])'],
    ['[PATCH v2 1/3] vfio (was: gvt)', 'all([patch] [v2~] [1 3] [vfio~] all([was~] [gvt~]))'],
    ['(nft', '[nft~]'],
    ['nft) set', 'all([nft~] [set~])'],
    ['s:"nft', 'subject[nft]'],
    ['""', 'There is no word to look for.'],
    ['"" nft', '[nft~]'],
    // What b4 sends.
    [
      '(s:"Tidy up" AND f:"kevin.tian@intel.com") AND d:20220828..',
      'all(all(subject[tidy up] from[kevin tian intel com]) sent(2022-08-28T00:00:00 ))',
    ],
  ])('reads %s', (text, outlined) => {
    expect(read(text)).toBe(outlined)
  })

  it.each([
    ['d:20210601..20210602', 'sent(2021-06-01T00:00:00 2021-06-03T00:00:00)'],
    ['d:2021-06-01', 'sent(2021-06-01T00:00:00 2021-06-03T00:00:00)'],
    ['d:..20210105', 'sent( 2021-01-06T00:00:00)'],
    ['d:3.days.ago..', 'sent(2022-09-19T12:34:56 )'],
    ['d:last.week..2.days.ago', 'sent(2022-09-15T12:34:56 2022-09-20T12:34:57)'],
    ['d:yesterday', 'sent(2022-09-21T12:34:56 2022-09-22T12:34:57)'],
    ['dt:20210601103000..20210601114500', 'sent(2021-06-01T10:30:00 2021-06-01T11:45:01)'],
    ['dt:2021-06-01T10:30:00..', 'sent(2021-06-01T10:30:00 )'],
    ['rt:1661990400..', 'received(2022-09-01T00:00:00 )'],
    ['rt:2.hours.ago..', 'received(2022-09-22T10:34:56 )'],
    ['d:3days..', 'sent(2022-09-19T12:34:56 )'],
  ])('reads the time %s', (text, outlined) => {
    expect(read(text)).toBe(outlined)
  })

  it.each([
    ['foo:bar', '"foo:" is not a prefix'],
    ['dnf:bar', '"dnf:" is not a prefix of a search. Did you mean "dfn:"?'],
    ['http://example.org/', '"http:" is not a prefix'],
    ['kvm:"pv"', '"kvm:" is not a prefix'],
    ['nft AND', 'AND needs something'],
    ['OR nft', 'OR needs something'],
    ['nft AND OR set', 'AND needs something'],
    ['nft NEAR set', 'NEAR is not supported'],
    ['d:20210231..', '"d:20210231.." is not a date'],
    ['d:..', '"d:.." is not a date'],
    ['d:"whenever"', '"d:whenever" is not a date'],
    ['mid:(a b)', '"mid:" has nothing after it'],
    ['(('.repeat(40), 'brackets within brackets'],
    ['a'.repeat(20_000), 'at most 16000 characters'],
    ['   ', 'There is no word to look for.'],
  ])('says what is wrong with %s', (text, problem) => {
    expect(read(text)).toContain(problem)
  })

  it('reads anything without an error, and answers in time', () => {
    const pieces = ['(', ')', '"', 's:', 'd:', 'AND', 'OR', 'NOT', '-', 'x', ' ', '*', 'é', '\0', '..', ':']
    let seed = 1
    for (let round = 0; round < 2_000; round++) {
      let text = ''
      for (let at = 0; at < 30; at++) {
        seed = (seed * 48_271) % 2_147_483_647
        text += pieces[seed % pieces.length]
      }
      expect(typeof read(text)).toBe('string')
    }
  })
})
