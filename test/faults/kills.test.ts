import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tempFolder } from '../support/tempFolder'
import { importJob, nightlyJob } from './job'
import { runKills } from './kills'
import { type Evening, type Material, makeEvening, openMaterial } from './material'
import { openRandom } from './random'

/** A bounded part of `npm run test:faults`, whose default is 200. The seed makes a failure come again. */
const KILLS = 10
const SEED = Date.now() % 1_000_000
const MINUTES = 60_000

describe(`a process that is killed (seed ${SEED})`, () => {
  const parent = tempFolder()
  const random = openRandom(SEED)
  let material: Material
  let evening: Evening

  beforeAll(async () => {
    material = await openMaterial(parent, 0)
    evening = await makeEvening(parent, material)
  }, 5 * MINUTES)

  afterAll(() => evening?.stop())

  it(
    'in the middle of an import loses and doubles nothing: the next import ends in the same tables',
    async () => {
      const report = await runKills(importJob('import', material.files), { kills: KILLS, random, parent, width: 2 })
      expect(report).toMatchObject({ killed: KILLS, failures: [] })
    },
    10 * MINUTES,
  )

  it(
    'in the middle of a nightly run loses and doubles nothing: the next night ends in the same tables',
    async () => {
      const job = nightlyJob(evening.folder, evening.lore)
      expect(await runKills(job, { kills: KILLS, random, parent, width: 2 })).toMatchObject({
        killed: KILLS,
        failures: [],
      })
    },
    10 * MINUTES,
  )
})
