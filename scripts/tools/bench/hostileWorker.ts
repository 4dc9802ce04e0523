import { writeSync } from 'node:fs'

/** Runs a command of Reroll in this process, and at the end writes its user CPU time in milliseconds to file descriptor 3. */
process.once('exit', () => writeSync(3, `${Math.round(process.cpuUsage().user / 1_000)}`))
import('../../reroll').catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`)
  process.exitCode = 1
})
