import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fuzz } from '../../scripts/tools/fuzz/campaign'
import { createCaseMaker } from '../../scripts/tools/fuzz/cases'
import { createCheck } from '../../scripts/tools/fuzz/check'
import { startChecker } from '../../scripts/tools/fuzz/checker'
import { createRandom } from '../../scripts/tools/fuzz/random'
import { readSeeds } from '../../scripts/tools/fuzz/seeds'
import { ROOT } from '../support/cli'
import { mail } from '../support/mail'

/** Fixed, so that every run tries the same mails; npm run fuzz tries others. */
const SEED = 1
const CASES = process.env.CI === 'true' ? 20_000 : 1_500
const LIMIT_MS = 1_500_000

describe('mutated mail', () => {
  it(
    `keeps every promise: each of ${CASES.toLocaleString('en')} mails is stored, or rejected with a reason`,
    async () => {
      const report = await fuzz({ cases: CASES, seed: SEED, seeds: readSeeds([]) })
      expect(report.failures.map(({ what, detail }) => `${what}: ${detail}`)).toEqual([])
      expect(report.tried).toBeGreaterThanOrEqual(CASES)
      expect(report.stored + report.rejected).toBe(report.tried)
      expect(report.rejected).toBeGreaterThan(0)
      // The mutations reach beyond parsing: patches are compared, replies read, versions linked.
      const reached = [...report.features.keys()]
      for (const group of [
        'issue charset',
        'issue hunk-count',
        'change code',
        'position approves',
        'link',
        'audit',
        'versions 2',
      ])
        expect(
          reached.some((feature) => feature.startsWith(group)),
          group,
        ).toBe(true)
    },
    LIMIT_MS,
  )
})

describe('the fuzzer', () => {
  const worker = join(ROOT, 'test/fuzz/plantedWorker.ts')

  it('names a crash and minimises its case', async () => {
    const body = 'one\ntwo boom three\nfour\n'
    const mails = [mail({ id: 'a@example.org', subject: 'thing', body }).toString('latin1')]
    const report = await fuzz({ cases: 1, seed: 7, seeds: { names: [], mails, words: ['word'] }, worker })
    expect(report.failures.map(({ what }) => what)).toEqual(['crash: planted'])
    expect(report.failures[0]?.mails.map((raw) => raw.toString('latin1'))).toEqual(['boom'])
  })

  it('kills a process that hangs, reports one that died, and continues with a new one', async () => {
    const checker = startChecker(worker, 2_000)
    const kinds = []
    for (const word of ['well', 'spin', 'well', 'exit', 'well']) {
      const outcome = await checker.check([Buffer.from(word)])
      kinds.push(outcome.kind === 'failed' ? `${outcome.what}, ${outcome.detail}` : outcome.kind)
    }
    checker.stop()
    const killed = ['hang, no answer within 2 s', 'process died, exit 3']
    expect(kinds).toEqual(['survived', killed[0], 'survived', killed[1], 'survived'])
  })

  it('makes the same cases from the same seed, and different ones from another', () => {
    const seeds = readSeeds([])
    const make = (seed: number) => {
      const maker = createCaseMaker(seeds, createRandom(seed))
      return Array.from({ length: 20 }, () => maker.next().mails.map((raw) => raw.toString('latin1')))
    }
    expect(make(3)).toEqual(make(3))
    expect(make(3)).not.toEqual(make(4))
  })

  it('starts every case with an empty database', async () => {
    const check = createCheck()
    const raw = mail({ id: 'a@example.org', subject: '[PATCH] thing', body: 'x\n' })
    const first = await check([raw])
    expect(first).toMatchObject({ kind: 'survived', stored: 1 })
    expect(await check([raw])).toMatchObject({ kind: 'survived', stored: 1 })
    expect(await check([Buffer.from('no headers')])).toMatchObject({ kind: 'survived', stored: 0, rejected: 1 })
  })
})
