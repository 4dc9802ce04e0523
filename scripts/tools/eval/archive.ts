import { readFileSync } from 'node:fs'
import { deriveCluster } from '../../../lib/derive/cluster'
import { readConnections } from '../../../lib/derive/clusterKeys'
import type { ClusterMail, DerivedCluster } from '../../../lib/derive/types'
import { createMboxSplitter } from '../../../lib/mail/mboxSplitter'
import { parseMessage } from '../../../lib/mail/message'
import { parseNotice } from '../../../lib/mail/notice'
import type { Message } from '../../../lib/mail/types'
import { hasDiff } from '../../../lib/patch/diff'
import type { ReviewedReply, SeriesInput } from '../../../lib/review/input'

/** A series of an archive, with what reviewSeries needs of it. */
export interface ArchiveSeries {
  readonly title: string
  readonly input: SeriesInput
}

/** Reads an mbox into memory and derives its series, without a database. For measuring; `ingest` is the way for real work. */
export async function readArchive(path: string): Promise<ArchiveSeries[]> {
  const mails = await readMails(path)
  const clusters = groupMails(mails)
  return clusters.flatMap((cluster) => toSeries(cluster, deriveCluster(cluster)))
}

interface KeyedMail {
  readonly mail: ClusterMail
  readonly keys: readonly number[]
}

async function readMails(path: string): Promise<KeyedMail[]> {
  const splitter = createMboxSplitter()
  const items = [...splitter.push(readFileSync(path)), ...splitter.end()]
  const found = new Map<string, KeyedMail>()
  for (const item of items) {
    const parsed = item.kind === 'mail' ? await parseMessage(item.raw) : undefined
    if (parsed?.kind !== 'message' || found.has(parsed.message.messageId)) continue
    found.set(parsed.message.messageId, toMail(parsed.message))
  }
  return [...found.values()]
}

function toMail(message: Message): KeyedMail {
  const { messageId, subject, from, sentAtMs, references, body, lists } = message
  const receivedMs = message.receivedAtMs ?? sentAtMs ?? 0
  const diff = hasDiff(body)
  return {
    mail: {
      key: messageId,
      messageId,
      subject,
      from,
      sentAtMs,
      receivedMs,
      references,
      hasDiff: diff,
      body,
      lists,
      recipients: [...message.to, ...message.cc].map(({ email }) => email),
    },
    keys: readConnections(message, receivedMs, diff).keys,
  }
}

/** Mails that share a key, directly or through others. */
function groupMails(mails: readonly KeyedMail[]): ClusterMail[][] {
  const byKey = new Map<number, number[]>()
  for (const [index, { keys }] of mails.entries()) {
    for (const key of keys) byKey.set(key, [...(byKey.get(key) ?? []), index])
  }
  const seen = new Set<number>()
  const groups: ClusterMail[][] = []
  for (const start of mails.keys()) {
    if (seen.has(start)) continue
    const group = new Set([start])
    // A Set iterates over what is added while it runs.
    for (const member of group) {
      for (const key of mails[member]?.keys ?? []) {
        for (const other of byKey.get(key) ?? []) group.add(other)
        byKey.delete(key)
      }
    }
    for (const member of group) seen.add(member)
    groups.push([...group].flatMap((member) => mails[member]?.mail ?? []))
  }
  return groups
}

function toSeries(cluster: readonly ClusterMail[], derived: DerivedCluster): ArchiveSeries[] {
  const mails = new Map(cluster.map((mail) => [mail.key, mail]))
  return derived.series.map((series) => {
    const replies = derived.places.flatMap((place): ReviewedReply[] => {
      const mail = mails.get(place.key)
      if (mail === undefined || place.series !== series.key || place.version === null) return []
      if (place.kind === 'cover' || place.kind === 'patch') return []
      const { key, from, subject, body, recipients } = mail
      const { orderMs, parent, version } = place
      const [notice, number] = [parseNotice(subject, body), place.number ?? 0]
      return [{ key, from, subject, notice, body, recipients, orderMs, parent, position: version, number }]
    })
    const versions = series.versions.map(({ position, label, posting, patches }) => ({
      position,
      label,
      sender: posting.head.from,
      headKey: posting.head.key,
      coverBody: posting.cover === null ? '' : (mails.get(posting.cover.key)?.body ?? ''),
      orderMs: posting.head.orderMs,
      addressed: [posting.head, ...posting.patches.map(({ mail }) => mail)].flatMap(
        ({ key }) => mails.get(key)?.recipients ?? [],
      ),
      patches: patches.map(({ number, mailKey, patch }) => ({ number, mailKey, patch })),
    }))
    const steps = series.comparisons.map(({ from, to, left, right, verdict }) => ({
      from,
      to,
      left,
      right,
      code: verdict.facts.includes('code'),
    }))
    return {
      title: series.title,
      input: { versions, replies, steps, unannounced: [], known: new Set<string>() },
    }
  })
}
