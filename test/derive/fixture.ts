import { type DerivedMails, deriveMails, type WholeMail } from '../../lib/derive/deriveMails'
import type { MessageId } from '../../lib/mail/types'
import { patchNumber } from '../../lib/patchNumber'
import type { Correction } from '../../lib/series/groups'
import { holdsPatch } from '../../lib/series/kind'

export const JANE = { name: 'Jane Doe', email: 'jane@example.org' }
export const REX = { name: 'Rex Roe', email: 'rex@example.org' }
const MINUTE = 60_000

export const diff = (file: string, line = 'new') =>
  `Why.\n\nSigned-off-by: Jane Doe <jane@example.org>\n---\ndiff --git a/${file} b/${file}\n--- a/${file}\n+++ b/${file}\n@@ -1 +1 @@\n-old\n+${line}\n`

export interface Short {
  readonly id: string
  readonly subject: string
  readonly to?: readonly string[]
  readonly at?: number
  readonly from?: WholeMail['from']
  readonly body?: string
  readonly succession?: string
  readonly automatic?: boolean
  readonly recipients?: readonly string[]
}

export function mail({
  id,
  subject,
  to = [],
  at = 0,
  from = JANE,
  body,
  succession = '',
  automatic = false,
  recipients = [],
}: Short): WholeMail {
  const text =
    body ??
    (/^\[[^\]]*\b0\//.test(subject) || /^Re:/i.test(subject) ? 'Words.\n' : diff(`${subject.replace(/.*\] /, '')}.c`))
  return {
    key: id,
    messageId: id as MessageId,
    outerIds: [],
    subject,
    from,
    receivedMs: at * MINUTE,
    references: to as MessageId[],
    hasDiff: holdsPatch({ subject, body: text }),
    body: text,
    succession,
    automatic,
    lists: ['list@example.org'],
    recipients,
  }
}

/** Series as lines: 'v1: c a b' with the ids of cover and patches. */
export function outline(derived: DerivedMails): string[][] {
  return derived.series.map(({ versions }) =>
    versions.map(({ label, posting, patches, missing, partial }) => {
      const slots = patches.map(
        ({ number, mailKey, inherited }) => `${patchNumber(number)}=${mailKey}${inherited ? '*' : ''}`,
      )
      const gaps = missing.length === 0 ? '' : ` missing ${missing.join(',')}`
      return `${label}${partial ? ' partial' : ''}: ${posting.cover?.key ?? '-'} ${slots.join(' ')}${gaps}`
    }),
  )
}

/** Relations as 'v2 propose c': label of the version, kind, and key of the head of the other one. */
export function relations(mails: readonly Short[], corrections: readonly Correction[] = []): string[] {
  const derived = deriveMails(mails.map(mail), corrections)
  const keyOf = (head: number) => derived.places[head]?.key
  const versions = derived.series.flatMap((series) => series.versions)
  return derived.relations.map(({ from, to, kind }) => {
    const label = versions.find(({ posting }) => posting.head.id === from)?.label
    return `${label} ${kind} ${keyOf(to)}`
  })
}

export const derive = (mails: readonly Short[], corrections: readonly Correction[] = []) =>
  outline(deriveMails(mails.map(mail), corrections))

export const V1: readonly Short[] = [
  { id: 'c', subject: '[PATCH 0/2] topic' },
  { id: 'a', subject: '[PATCH 1/2] one', to: ['c'], at: 1 },
  { id: 'b', subject: '[PATCH 2/2] two', to: ['c'], at: 2 },
]
export const v2 = (to: readonly string[] = [], extra: Partial<Short> = {}): Short[] => [
  { id: 'c2', subject: '[PATCH v2 0/2] topic', to, at: 100, ...extra },
  { id: 'a2', subject: '[PATCH v2 1/2] one', to: ['c2'], at: 101, ...extra },
  { id: 'b2', subject: '[PATCH v2 2/2] two', to: ['c2'], at: 102, ...extra },
]

/** A cover letter with three patches. */
export const THREE: readonly Short[] = [
  { id: 'c', subject: '[PATCH 0/3] topic' },
  { id: 'p1', subject: '[PATCH 1/3] one', to: ['c'], at: 1 },
  { id: 'p2', subject: '[PATCH 2/3] two', to: ['c'], at: 2 },
  { id: 'p3', subject: '[PATCH 3/3] three', to: ['c'], at: 3 },
]
