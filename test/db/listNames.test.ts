import { beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '../../db/open'
import { findLists } from '../../db/queries/lists/listNames'
import { databaseOf } from '../support/ingest'
import { mail } from '../support/mail'

const LISTS: readonly (readonly string[])[] = [
  ['X-Mailing-List: kvm@vger.example.org', 'List-Id: <kvm.vger.example.org>'],
  ['List-Id: <kvm.vger.example.org>'],
  ['List-Id: <ltp.lists.example.org>'],
  ['X-Mailing-List: dev@one.example.org'],
  ['List-Id: <dev.two.example.org>'],
]

describe('the name of a mailing list', () => {
  let db: Db
  beforeAll(async () => {
    db = await databaseOf(
      LISTS.map((headers, index) =>
        mail({
          id: `${index}@example.org`,
          subject: `[PATCH] part${index}: add ${index}`,
          body: '--- a/a\n+++ b/a\n@@ -1 +1,2 @@\n a\n+b\n',
          headers,
        }),
      ),
    )
  })

  it('is what precedes the @ of its address, or the first part of its List-Id', () => {
    expect(findLists(db, 'ltp')).toEqual(['ltp.lists.example.org'])
    expect(findLists(db, 'KVM')).toEqual(['kvm.vger.example.org', 'kvm@vger.example.org'])
  })

  it('is its List-Id, whether or not the archive has its address', () => {
    expect(findLists(db, 'ltp.lists.example.org')).toEqual(['ltp.lists.example.org'])
    expect(findLists(db, 'kvm.vger.example.org')).toEqual(['kvm.vger.example.org', 'kvm@vger.example.org'])
  })

  it('is only its List-Id when two lists share the first part', () => {
    expect(findLists(db, 'dev')).toEqual([])
    expect(findLists(db, 'dev.one.example.org')).toEqual(['dev@one.example.org'])
    expect(findLists(db, 'dev.two.example.org')).toEqual(['dev.two.example.org'])
  })

  it('is unknown otherwise', () => {
    for (const name of ['', 'all', 'kv', 'vger', '%']) expect(findLists(db, name)).toEqual([])
  })
})
