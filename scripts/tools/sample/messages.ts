import { parseSections, parseVersionedLine, type VersionedLine } from './versioned'

/** The text of a cover letter, a patch or the fix in all versions. */
export interface SampleMessage {
  /** 0 is the cover letter. */
  readonly patch: number
  /** The author, if that is not the sender. */
  readonly author: string | null
  readonly lines: readonly VersionedLine[]
  /** The lines below the `---`, which are not part of the commit message. */
  readonly below: readonly string[]
  /** The base commit of each version. */
  readonly bases: ReadonlyMap<number, string>
}

/** Parses messages.txt: sections named by number, containing `from NAME <ADDRESS>`, `base VERSION COMMIT`, `below TEXT` and versioned lines. */
export function parseMessages(text: string): SampleMessage[] {
  return parseSections(text).map(({ name, lines }) => {
    const bases = lines.filter((line) => line.startsWith('base ')).map((line) => line.split(' '))
    return {
      patch: Number(name),
      author: lines.find((line) => line.startsWith('from '))?.slice('from '.length) ?? null,
      lines: lines.filter((line) => !/^(?:from |base |below\b)/.test(line)).map(parseVersionedLine),
      below: lines.flatMap((line) => /^below ?(.*)$/.exec(line)?.[1] ?? []),
      bases: new Map(bases.map(([, version, commit = '']) => [Number(version), commit])),
    }
  })
}

/** The lines of a message in one version. */
export function messageLines({ lines }: SampleMessage, version: number): string[] {
  return lines.filter(({ versions }) => versions.has(version)).map(({ text }) => text)
}
