import { inTurn, neverRead, pipeline, type Reading, readGreedily, withUnknown } from './readers'
import { quantile } from './row'

/** The readers of a crowd, and what they ask for. */
export interface Crowd {
  readonly url: string
  /** How many readers of costly pages, each at an address of its own. */
  readonly expensive: number
  /** Whether clients at one address ask for costly pages with parameters that no page knows, pipeline requests, and leave answers unread. */
  readonly hostile: boolean
  readonly costly: readonly string[]
  /** A page with a long answer. */
  readonly large: string
}

/** What the expensive readers got. */
export interface CrowdReport {
  readonly answers: number
  readonly refused: number
  readonly p50Ms: number
  readonly maxMs: number
}

/** Runs a crowd, given as JSON on the command line, until standard input ends; then prints a CrowdReport. */
function main({ url, expensive, hostile, costly, large }: Crowd): void {
  const readings: Reading[] = []
  const pages = inTurn(costly)
  for (let reader = 0; reader < expensive; reader++)
    void readGreedily({ url, from: `127.0.0.${10 + reader}` }, pages, (reading) => readings.push(reading))
  if (hostile) {
    const place = { url, from: '127.0.0.9' }
    for (let reader = 0; reader < 8; reader++) void readGreedily(place, withUnknown(costly), () => {})
    void pipeline(place, withUnknown(costly), 16)
    void neverRead(place, large, 20)
  }
  process.stdin.resume()
  process.stdin.once('end', () => {
    const times = readings.map(({ ms }) => ms)
    const report: CrowdReport = {
      answers: readings.length,
      refused: readings.filter(({ status }) => status !== 200).length,
      p50Ms: quantile(times, 0.5),
      maxMs: quantile(times, 1),
    }
    process.stdout.write(JSON.stringify(report), () => process.exit(0))
  })
}

main(JSON.parse(process.argv[2] ?? '{}') as Crowd)
