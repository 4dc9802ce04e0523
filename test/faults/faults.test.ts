import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createRandom } from '../../scripts/tools/fuzz/random'
import { describeWithPublicInbox } from '../sources/publicInbox'
import { corpusPath, describeWithCorpus } from '../support/corpus'
import { readMails } from '../support/ingest'
import { tempFolder } from '../support/tempFolder'
import { DISK_FAULTS, runDiskFaults } from './disk'
import { importJob, nightlyJob } from './job'
import { type Evening, type Material, makeEvening, openMaterial } from './material'
import { runNetwork } from './network'
import { makeMigration, makeRebuild, makeTreeUpdate } from './prepared'
import { runReaders, runWriters } from './sharing'

/** A short version of `npm run test:faults`. The seed, in the name of the test, repeats a failure. */
const SEED = Date.now() % 1_000_000
const MINUTES = 60_000
const parent = tempFolder()
const random = createRandom(SEED).fraction
let material: Material
let evening: Evening

beforeAll(async () => {
  material = await openMaterial(parent, 0)
  evening = await makeEvening(parent, material)
}, 5 * MINUTES)

afterAll(() => evening?.stop())

describe(`a failing disk (seed ${SEED})`, () => {
  for (const fault of DISK_FAULTS) {
    const name = fault.absent === null ? fault.name : `${fault.name} (skipped: ${fault.absent})`
    it.skipIf(fault.absent !== null)(
      `stops an import and a nightly run with a clear error, the database stays sound and the next run completes: ${name}`,
      async () => {
        const jobs = [importJob('import', material.files), nightlyJob(evening.folder, evening.lore)]
        // Traced processes are slow, so the nightly run is traced by npm run test:faults only.
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

describe(`a full disk (seed ${SEED})`, () => {
  const [full] = DISK_FAULTS
  it.skipIf(full === undefined || full.absent !== null)(
    'stops a rebuild, a migration and a reading of a git tree with a clear error, and the next run completes them',
    async () => {
      if (full === undefined) return
      const jobs = [await makeRebuild(parent, material), makeMigration(parent), await makeTreeUpdate(parent, 300)]
      for (const job of jobs) {
        expect(await runDiskFaults(job, full, { times: 2, random, parent })).toMatchObject({ failures: [] })
      }
    },
    5 * MINUTES,
  )
})

describe('a database in use', () => {
  it(
    'takes two imports at once: one waits or gives up with an error, and nothing is lost',
    async () => {
      expect(await runWriters(material.files, 1, parent)).toMatchObject({ failures: [] })
    },
    5 * MINUTES,
  )

  it(
    'shows a reader whole files only, also during an import',
    async () => {
      const { looks, failures } = await runReaders(material.files, 1, parent)
      expect(failures).toEqual([])
      expect(looks).toBeGreaterThan(0)
    },
    5 * MINUTES,
  )
})

describeWithPublicInbox(`a broken connection (seed ${SEED})`, () => {
  describeWithCorpus('during a clone, a thread or a search', () => {
    it(
      'leaves nothing incomplete, and the next fetch imports the rest once',
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
