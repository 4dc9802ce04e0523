import { Agent, get, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import { quantile } from './row'

/** What a server did under load. */
export interface Load {
  readonly perSecond: number
  readonly p50Ms: number
  readonly p95Ms: number
  readonly p99Ms: number
  readonly requests: number
}

/** What is requested repeatedly. */
export interface Target {
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  /** Whether each request has another value of a parameter that no page knows, because some releases kept pages by their whole address. */
  readonly unique?: boolean
}

let requestCount = 0

function nextUrl({ url, unique = false }: Target): string {
  return unique ? `${url}${url.includes('?') ? '&' : '?'}bench=${requestCount++}` : url
}

interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly bytes: number
  readonly firstByteMs: number
  readonly text: string
}

/** Sends one request and reads the whole response. */
export function request(url: string, headers: Readonly<Record<string, string>> = {}, agent?: Agent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const start = performance.now()
    const sent = get(url, { headers, ...(agent === undefined ? {} : { agent }) }, (response: IncomingMessage) => {
      const firstByteMs = performance.now() - start
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const body = Buffer.concat(chunks)
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          bytes: body.length,
          firstByteMs,
          text: body.toString('utf8'),
        })
      })
    })
    sent.on('error', reject)
  })
}

/** Measures a load with Node's own client; see load. */
export async function loadFromNode(target: Target, connections: number, forMs: number): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const took: number[] = []
  const start = performance.now()
  const worker = async () => {
    while (performance.now() - start < forMs) {
      const before = performance.now()
      const url = nextUrl(target)
      const { status } = await request(url, target.headers, agent)
      if (status !== 200 && status !== 304) throw new Error(`${url} answered ${status}`)
      took.push(performance.now() - before)
    }
  }
  await Promise.all(Array.from({ length: connections }, worker))
  const wallMs = performance.now() - start
  agent.destroy()
  return {
    perSecond: (took.length / wallMs) * 1_000,
    p50Ms: quantile(took, 0.5),
    p95Ms: quantile(took, 0.95),
    p99Ms: quantile(took, 0.99),
    requests: took.length,
  }
}
