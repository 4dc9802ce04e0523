import { startServer } from '../../../scripts/server/serve'
import { peakMegabytes } from '../../web/program'

/** Serves the database of REROLL_DB and prints its address; when the parent disconnects, prints the peak memory of its processes in MB. */
async function main(): Promise<void> {
  const server = await startServer({ port: 0, host: '127.0.0.1' })
  process.stdout.write(`${server.url}\n`)
  process.stdin.resume()
  process.stdin.once('end', () => {
    process.stdout.write(`${peakMegabytes(process.pid)}\n`, () => process.exit(0))
  })
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
