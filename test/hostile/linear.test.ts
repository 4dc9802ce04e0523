import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it, vi } from 'vitest'
import { parseMessage } from '../../lib/mail/message'
import { ROOT } from '../support/cli'
import { CALLS, IN_PIPELINE, runPipeline } from './calls'
import type { Call } from './calls/call'
import { argumentsByType, type ExportedFunction, isParser, listExports } from './exports'
import { findSlowRuns } from './growth'
import { FRAMED_RUNS, PAIR_RUNS, type Run, SINGLE_RUNS } from './runs'

/** Far more than the tests take: a parser that hangs is interrupted and named long before. */
vi.setConfig({ testTimeout: 600_000 })

async function callOf(found: ExportedFunction): Promise<Call | undefined> {
  const known = CALLS[found.name]
  if (known !== undefined) return known
  const make = argumentsByType(found)
  if (make === undefined) return undefined
  const module: Record<string, unknown> = await import(pathToFileURL(join(ROOT, found.file)).href)
  const parse = module[found.name]
  if (typeof parse !== 'function') throw new Error(`${found.file} exports no ${found.name}`)
  return (text) => parse(...make(text))
}

const PARSERS = listExports().filter((found) => isParser(found) && found.name !== 'parseMessage')

describe('every parser of lib/', () => {
  it('is found, and has a case here when its arguments cannot be built from their types', async () => {
    const names = PARSERS.map(({ name }) => name)
    expect(names).toEqual(
      expect.arrayContaining(['parseSubject', 'parseDiff', 'parseReply', 'splitBody', 'parseMessageIds']),
    )
    const missing: string[] = []
    for (const found of PARSERS) {
      if (IN_PIPELINE.has(found.name)) continue
      if ((await callOf(found)) === undefined)
        missing.push(`${found.file}: ${found.name} needs a call in a file of test/hostile/calls`)
    }
    expect(missing).toEqual([])
    expect([...Object.keys(CALLS), ...IN_PIPELINE].filter((name) => !names.includes(name))).toEqual([])
  })

  it.each(PARSERS.filter(({ name }) => !IN_PIPELINE.has(name)))(
    '$file $name takes linear time on runs of one character, of two, and after its own keywords',
    async (found) => {
      const call = await callOf(found)
      if (call === undefined) throw new Error(`${found.name} cannot be called`)
      expect(findSlowRuns(call, SINGLE_RUNS, 20_000)).toEqual([])
      expect(findSlowRuns(call, PAIR_RUNS, 4_000)).toEqual([])
      expect(findSlowRuns(call, FRAMED_RUNS, 4_000)).toEqual([])
    },
  )

  it('takes linear time together, from threads to series to standings', () => {
    expect(findSlowRuns(runPipeline, SINGLE_RUNS, 2_000)).toEqual([])
    expect(findSlowRuns(runPipeline, FRAMED_RUNS, 1_000)).toEqual([])
  })
})

describe('the measurement', () => {
  it('distinguishes quadratic from linear work', () => {
    const run: Run = { name: 'a', text: (length) => 'a'.repeat(length) }
    const quadratic: Call = (text) => /a*b/.test(text)
    expect(findSlowRuns(quadratic, [run], 5_000)).toEqual([expect.stringMatching(/^a: .* ms for four times as many$/)])
    expect(findSlowRuns((text) => text.indexOf('b') < 0, [run], 5_000)).toEqual([])
  })
})

describe('a whole mail', () => {
  it('is read in linear time whatever character its header and body repeat', async () => {
    for (const { text } of SINGLE_RUNS) {
      const piece = text(30_000).replace(/[\r\n]/g, ' ')
      const raw = Buffer.from(
        `From: A <a@example.org>\nSubject: ${piece}\nReferences: ${piece}\nCc: ${piece}\n\n${text(100_000)}\n`,
      )
      const start = process.cpuUsage()
      expect(['message', 'rejected']).toContain((await parseMessage(raw)).kind)
      const { user, system } = process.cpuUsage(start)
      // Ten times what the slowest run takes here; quadratic work on 30,000 characters takes longer.
      expect([JSON.stringify(text(1)), (user + system) / 1_000 < 3_000]).toEqual([JSON.stringify(text(1)), true])
    }
  })
})
