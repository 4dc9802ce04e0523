import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describeWithPublicInbox } from '../sources/publicInbox'
import { corpusPath, describeWithCorpus } from '../support/corpus'
import { readMails } from '../support/ingest'
import { tempFolder } from '../support/tempFolder'
import { DISK_FAULTS, runDiskFaults } from './disk'
import { importJob, nightlyJob } from './job'
import { type Evening, type Material, makeEvening, openMaterial } from './material'
import { runNetwork } from './network'
import { openRandom } from './random'
import { runReaders, runWriters } from './sharing'

/** A bounded part of `npm run test:faults`. The seed makes a failure come again. */
const SEED = Date.now() % 1_000_000
const MINUTES = 60_000
const parent = tempFolder()
const random = openRandom(SEED)
let material: Material
let evening: Evening

beforeAll(async () => {
  material = await openMaterial(parent, 0)
  evening = await makeEvening(parent, material)
}, 5 * MINUTES)

afterAll(() => evening?.stop())

describe(`a disk that fails (seed ${SEED})`, () => {
  for (const fault of DISK_FAULTS) {
    const name = fault.absent === null ? fault.name : `${fault.name} (left out: ${fault.absent})`
    it.skipIf(fault.absent !== null)(
      `stops an import and a night with a clear line, a sound database and a complete next run: ${name}`,
      async () => {
        const jobs = [importJob('import', material.files), nightlyJob(evening.folder, evening.lore)]
        // Traced processes are slow: the nightly ones are left to the longer run.
        for (const job of fault.traced ? jobs.slice(0, 1) : jobs) {
          expect(await runDiskFaults(job, fault, { times: fault.traced ? 1 : 2, random, parent })).toMatchObject({
            failures: [],
          })
        }
      },
      5 * MINUTES,
    )
  }
})

describe('a database that others use', () => {
  it(
    'takes two imports at once: one waits or leaves with a word, and nothing is lost',
    async () => {
      expect(await runWriters(material.files, 1, parent)).toMatchObject({ failures: [] })
    },
    5 * MINUTES,
  )

  it(
    'shows a reader whole files only while they are imported',
    async () => {
      const { looks, failures } = await runReaders(material.files, 1, parent)
      expect(failures).toEqual([])
      expect(looks).toBeGreaterThan(0)
    },
    5 * MINUTES,
  )
})

describeWithPublicInbox(`a connection that breaks (seed ${SEED})`, () => {
  describeWithCorpus('in a clone, a thread or a search', () => {
    it(
      'keeps nothing half, and the next fetch brings the rest once',
      async () => {
        const mails = ['vfio-device-life-cycle.mbox', 'iommufd-rfc.mbox'].flatMap((name) => readMails(corpusPath(name)))
        const id = '20220921104401.38898-1-kevin.tian@intel.com'
        const reports = await runNetwork(mails, id, { times: 2, random, parent })
        expect(reports.flatMap(({ failures }) => failures)).toEqual([])
        expect(reports.map(({ cut }) => cut > 0)).toEqual([true, true])
      },
      5 * MINUTES,
    )
  })
})
