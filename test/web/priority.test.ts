import { spawn } from 'node:child_process'
import { constants, getPriority, setPriority } from 'node:os'
import { afterAll, expect, it } from 'vitest'
import { lowerPriority } from '../../scripts/server/priority'

const { PRIORITY_BELOW_NORMAL: low, PRIORITY_LOW: lowest } = constants.priority
const waiting = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)'])
afterAll(() => waiting.kill())

it('a process gives way to others, and one that gave way further is not raised', () => {
  const { pid } = waiting
  if (pid === undefined) throw new Error('no process')
  lowerPriority(pid)
  expect(getPriority(pid)).toBeGreaterThanOrEqual(low)
  setPriority(pid, lowest)
  lowerPriority(pid)
  expect(getPriority(pid)).toBe(lowest)
})
