import { describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import { createRandom } from '../../scripts/tools/fuzz/random'
import { ROOT } from '../support/cli'
import { corpusPath, hasCorpus } from '../support/corpusPath'
import { fingerprint } from '../support/dump'
import { databaseOf, ingestMails, readMails, shuffle } from '../support/ingest'

const ORDERS = 30
const SEED = Date.now() % 1_000_000
const MOST_BATCHES = 5

const FILES = hasCorpus()
  ? ['vfio-device-life-cycle.mbox', 'iommufd-rfc.mbox'].map(corpusPath)
  : [`${ROOT}/sample/vfio-device-life-cycle.mbox`]

/** The same mail as delivered by another list, some minutes later. */
function copyOf(raw: Buffer, list: string): Buffer {
  const text = raw.toString('latin1')
  const received = `Received: from mx.example.org by ${list}.example.org; Sat, 24 Sep 2022 10:00:00 +0000`
  return Buffer.from(`List-Id: <${list}.example.org>\n${received}\n${text}`, 'latin1')
}

describe(`mails in ${ORDERS} orders (seed ${SEED})`, () => {
  it(
    'end in the same tables, however they are split into imports, with duplicates and copies from other lists',
    async () => {
      const mails = FILES.flatMap(readMails)
      const copies = mails.flatMap((raw, index) => (index % 6 === 0 ? [copyOf(raw, 'alpha'), copyOf(raw, 'beta')] : []))
      const all = [...mails, ...copies]
      const db = await databaseOf(all)
      const wanted = fingerprint(db)
      db.close()
      const random = createRandom(SEED).fraction
      for (let order = 1; order <= ORDERS; order++) {
        const mixed = shuffle(all, Math.floor(random() * 2 ** 31))
        const doubled = [...mixed, ...mixed.filter(() => random() < 0.05)]
        const cuts = Array.from({ length: Math.floor(random() * MOST_BATCHES) }, () =>
          Math.floor(random() * doubled.length),
        )
        const other = openWriter(':memory:')
        let from = 0
        for (const cut of [...cuts.sort((a, b) => a - b), doubled.length]) {
          await ingestMails(other, doubled.slice(from, cut))
          from = cut
        }
        expect({ order, cuts, ...fingerprint(other) }).toEqual({ order, cuts, ...wanted })
        other.close()
      }
    },
    20 * 60_000,
  )
})
