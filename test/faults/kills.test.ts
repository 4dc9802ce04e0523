import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createRandom } from '../../scripts/tools/fuzz/random'
import { tempFolder } from '../support/tempFolder'
import { importJob, nightlyJob } from './job'
import { runKills } from './kills'
import { type Evening, type Material, makeEvening, openMaterial } from './material'
import { makeMigration, makeRebuild, makeTreeUpdate } from './prepared'

/** A short version of `npm run test:faults`, which kills 200 times. The seed, in the name of the test, repeats a failure. */
const KILLS = 10
const SEED = Date.now() % 1_000_000
const MINUTES = 60_000

describe(`a process that is killed (seed ${SEED})`, () => {
  const parent = tempFolder()
  const random = createRandom(SEED).fraction
  let material: Material
  let evening: Evening

  beforeAll(async () => {
    material = await openMaterial(parent, 0)
    evening = await makeEvening(parent, material)
  }, 5 * MINUTES)

  afterAll(() => evening?.stop())

  it(
    'in the middle of an import loses and duplicates nothing: the next import ends with the same tables',
    async () => {
      const report = await runKills(importJob('import', material.files), { kills: KILLS, random, parent, width: 2 })
      expect(report).toMatchObject({ killed: KILLS, failures: [] })
    },
    10 * MINUTES,
  )

  it(
    'in the middle of a nightly run loses and duplicates nothing: the next run ends with the same tables',
    async () => {
      const job = nightlyJob(evening.folder, evening.lore)
      expect(await runKills(job, { kills: KILLS, random, parent, width: 2 })).toMatchObject({
        killed: KILLS,
        failures: [],
      })
    },
    10 * MINUTES,
  )

  it.each([
    ['a rebuild', () => makeRebuild(parent, material)],
    ['the migration of a database of the last release', () => makeMigration(parent)],
    ['an update of a git tree', () => makeTreeUpdate(parent, 1_000)],
  ] as const)(
    'in the middle of %s loses and duplicates nothing: the next run ends with the same tables',
    async (_, make) => {
      expect(await runKills(await make(), { kills: KILLS, random, parent, width: 2 })).toMatchObject({
        killed: KILLS,
        failures: [],
      })
    },
    10 * MINUTES,
  )
})
