import { join } from 'node:path'
import { type Contender, measureInTurn } from './inTurn'
import type { Archive } from './mails'
import { formatCost, formatRate, type PageCost } from './pageLoad'
import type { PageMail, PageTargets } from './pageTargets'
import { createPeerInbox, missingPeer } from './peers'
import { type BenchContext, type Row, times } from './row'
import { type BenchServer, startPublicInbox } from './servers'

const SECTION = 'Pages next to public-inbox-httpd, in turn'
const ROUNDS = 3

/**
 * Measures two series pages, rendered for each request, in turn with the threads that public-inbox-httpd shows for them: the
 * newest version of the model (its other versions are other threads there), and the thread that the largest series begins.
 */
export async function measurePeers(
  { folder, note, quick }: BenchContext,
  fresh: BenchServer,
  { archive, model }: PageMail,
  targets: PageTargets,
  forMs: number,
): Promise<Row[]> {
  const missing = missingPeer('public-inbox-httpd')
  if (missing !== undefined) return [{ section: SECTION, what: 'public-inbox-httpd', figure: missing }]
  const compare = async (name: string, path: string, mail: Archive, thread: string): Promise<Row[]> => {
    note(`public-inbox-httpd, ${name}`)
    const peer = await startPeer(join(folder, `peer of ${name}`), mail, thread)
    try {
      return await compareWith(name, { server: fresh, path }, peer, { forMs, rounds: quick ? 1 : ROUNDS })
    } finally {
      await peer.server.close()
    }
  }
  return [
    ...(await compare(targets.model.name, targets.model.path, model, targets.model.newest)),
    ...(await compare(targets.largest.name, targets.largest.path, archive, targets.largest.first)),
  ]
}

async function startPeer(home: string, mail: Archive, thread: string): Promise<Contender> {
  const inbox = createPeerInbox(home, mail)
  await inbox.index('basic')
  const path = `/bench/${encodeURIComponent(thread)}/t/`
  return { server: await startPublicInbox(inbox.env, path), path }
}

async function compareWith(
  name: string,
  page: Contender,
  thread: Contender,
  { forMs, rounds }: { readonly forMs: number; readonly rounds: number },
): Promise<Row[]> {
  const [ourOne, peerOne] = await measureInTurn(page, thread, { connections: 1, forMs: forMs / 2, rounds })
  const [ourTen, peerTen] = await measureInTurn(page, thread, { connections: 10, forMs, rounds })
  const ratio = ourTen.load.perSecond / peerTen.load.perSecond
  return [
    {
      section: SECTION,
      what: name,
      figure: describe(ourOne, ourTen),
      ratio: `CPU ${times(ourOne.cpuMs / peerOne.cpuMs, 'public-inbox-httpd')}, ${ratio.toFixed(2)} x its pages a second`,
      goal: { text: 'as many a second', reached: ratio >= 1 },
    },
    { section: SECTION, what: "  public-inbox-httpd's thread", figure: describe(peerOne, peerTen) },
  ]
}

function describe(one: PageCost, ten: PageCost): string {
  return `${formatCost(one)}; at 10 connections ${formatRate(ten.load.perSecond)}`
}
