import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createCaseMaker } from '../../scripts/tools/fuzz/cases'
import { createCheck } from '../../scripts/tools/fuzz/check'
import { startChecker } from '../../scripts/tools/fuzz/child'
import { createRandom } from '../../scripts/tools/fuzz/random'
import { fuzz } from '../../scripts/tools/fuzz/run'
import { readSeeds } from '../../scripts/tools/fuzz/seeds'
import { ROOT } from '../support/cli'
import { mail } from '../support/mail'

/** A fixed seed: the same mails in every run. Other seeds: npm run fuzz. */
const SEED = 1
const CASES = process.env.CI === 'true' ? 20_000 : 1_500
const LIMIT_MS = 1_500_000

describe('the whole way of a mail', () => {
  it(
    `stores or rejects each of ${CASES.toLocaleString('en')} mutated mails with a reason, and keeps every promise for them`,
    async () => {
      const report = await fuzz({ cases: CASES, seed: SEED, seeds: readSeeds([]) })
      expect(report.failures.map(({ what, detail }) => `${what}: ${detail}`)).toEqual([])
      expect(report.tried).toBeGreaterThanOrEqual(CASES)
      expect(report.stored + report.rejected).toBe(report.tried)
      expect(report.rejected).toBeGreaterThan(0)
      // The mutations get past the first check: patches are compared, replies judged, versions linked.
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

describe('the harness', () => {
  const worker = join(ROOT, 'test/fuzz/plantedWorker.ts')

  it('names a crash and makes its case as small as the fault', async () => {
    const body = 'one\ntwo boom three\nfour\n'
    const mails = [mail({ id: 'a@example.org', subject: 'thing', body }).toString('latin1')]
    const report = await fuzz({ cases: 1, seed: 7, seeds: { names: [], mails, words: ['word'] }, worker })
    expect(report.failures.map(({ what }) => what)).toEqual(['crash: planted'])
    expect(report.failures[0]?.mails.map((raw) => raw.toString('latin1'))).toEqual(['boom'])
  })

  it('kills a process that hangs, names what ended one, and goes on with another', async () => {
    const checker = startChecker(worker, 2_000)
    const kinds = []
    for (const word of ['well', 'spin', 'well', 'exit', 'well']) {
      const outcome = await checker.check([Buffer.from(word)])
      kinds.push(outcome.kind === 'failed' ? `${outcome.what}, ${outcome.detail}` : outcome.kind)
    }
    checker.stop()
    const killed = ['hang, no answer within 2 s', 'death of the process, exit 3']
    expect(kinds).toEqual(['survived', killed[0], 'survived', killed[1], 'survived'])
  })

  it('makes the same cases from the same seed, and others from another', () => {
    const seeds = readSeeds([])
    const make = (seed: number) => {
      const maker = createCaseMaker(seeds, createRandom(seed))
      return Array.from({ length: 20 }, () => maker.next().mails.map((raw) => raw.toString('latin1')))
    }
    expect(make(3)).toEqual(make(3))
    expect(make(3)).not.toEqual(make(4))
  })

  it('leaves nothing of a case behind for the next', async () => {
    const check = createCheck()
    const raw = mail({ id: 'a@example.org', subject: '[PATCH] thing', body: 'x\n' })
    const first = await check([raw])
    expect(first).toMatchObject({ kind: 'survived', stored: 1 })
    expect(await check([raw])).toMatchObject({ kind: 'survived', stored: 1 })
    expect(await check([Buffer.from('no headers')])).toMatchObject({ kind: 'survived', stored: 0, rejected: 1 })
  })
})
