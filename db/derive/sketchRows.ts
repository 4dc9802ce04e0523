import type { Notice } from '../../lib/mail/notice'
import type { Address, MessageId } from '../../lib/mail/types'
import type { ReadSubject } from '../../lib/series/kind'
import type { Sketch } from '../../lib/series/sketch'

/** What is stored of a notice, so that the patch that was taken is found without its body. */
export interface NoticeSketch extends Pick<Notice, 'title' | 'links'> {
  /** Addresses of To and Cc. */
  readonly recipients: readonly string[]
}

/** The columns of `sketches`, but for the mail. */
export interface SketchRow {
  readonly facts: string
  readonly lines: Buffer
}

/** The facts of a sketch as they are stored: what the headers of the mail say already, and empty lists, are left out. */
interface Facts {
  readonly change?: readonly string[]
  readonly older?: readonly MessageId[]
  readonly superseded?: readonly MessageId[]
  readonly superseding?: readonly MessageId[]
  readonly title?: string
  readonly author?: string
  /** Without the author. */
  readonly hands?: readonly string[]
  readonly created?: readonly number[]
  readonly files?: number
  readonly text?: number
  readonly listed?: readonly number[]
  readonly pull?: true
}

type Headers = Pick<ReadSubject, 'kind' | 'titleKey'> & { readonly from: Address }

/** Packs the sketch of a cover letter or patch. */
export function packSketch(sketch: Sketch, { titleKey, from }: Headers): SketchRow {
  const {
    changeIds,
    olderIds,
    supersededIds,
    supersedingIds,
    title,
    author,
    hands,
    lines,
    created,
    files,
    text,
    listed,
    pull,
  } = sketch
  const others = hands.filter((hand) => hand !== author)
  const facts: Facts = {
    ...(changeIds.length > 0 && { change: changeIds }),
    ...(olderIds.length > 0 && { older: olderIds }),
    ...(supersededIds.length > 0 && { superseded: supersededIds }),
    ...(supersedingIds.length > 0 && { superseding: supersedingIds }),
    ...(title !== null && title !== titleKey && { title }),
    ...(author !== null && author !== from.email && { author }),
    ...(others.length > 0 && { hands: others }),
    ...(created.length > 0 && { created }),
    ...(files !== null && { files }),
    ...(text !== null && { text }),
    ...(listed.length > 0 && { listed }),
    ...(pull && { pull }),
  }
  return { facts: JSON.stringify(facts), lines: packLines(lines) }
}

/** The sketch that packSketch was given. */
export function unpackSketch({ facts, lines }: SketchRow, { kind, titleKey, from }: Headers): Sketch {
  const { change, older, superseded, superseding, title, author, hands, created, files, text, listed, pull } =
    JSON.parse(facts) as Facts
  const patch = kind === 'patch'
  const writer = author ?? from.email
  return {
    changeIds: change ?? [],
    olderIds: older ?? [],
    supersededIds: superseded ?? [],
    supersedingIds: superseding ?? [],
    title: patch ? (title ?? titleKey) : null,
    author: patch ? writer : null,
    hands: patch ? [writer, ...(hands ?? [])] : [],
    lines: unpackLines(lines),
    created: created ?? [],
    files: files ?? null,
    text: text ?? null,
    listed: listed ?? [],
    pull: pull === true,
  }
}

/** Packs the sketch of a notice. */
export function packNotice({ title, links }: Notice, recipients: readonly string[]): SketchRow {
  return { facts: JSON.stringify({ title, links, recipients } satisfies NoticeSketch), lines: Buffer.alloc(0) }
}

/** The sketch that packNotice was given. */
export function unpackNotice({ facts }: Pick<SketchRow, 'facts'>): NoticeSketch {
  return JSON.parse(facts) as NoticeSketch
}

/** Packs a fingerprint, see fingerprintDiff. */
export function packLines(lines: readonly number[]): Buffer {
  return Buffer.from(Uint32Array.from(lines).buffer)
}

/** The fingerprint that packLines was given. */
export function unpackLines(blob: Buffer): number[] {
  const lines = new Array<number>(blob.length / 4)
  for (let index = 0; index < lines.length; index++) lines[index] = blob.readUInt32LE(4 * index)
  return lines
}
