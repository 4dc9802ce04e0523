import { parseSections, parseVersionedLine, type VersionedLine } from './versioned'

/** What a cover letter or a patch says, in all versions. */
export interface SampleMessage {
  /** 0 is the cover letter. */
  readonly patch: number
  /** Who wrote the patch, where it is not the sender. */
  readonly author: string | null
  readonly lines: readonly VersionedLine[]
  /** The commit that a version is based on, by version. */
  readonly bases: ReadonlyMap<number, string>
}

/** Reads messages.txt: sections named by number, of `from NAME <ADDRESS>`, `base VERSION COMMIT` and versioned lines. */
export function parseMessages(text: string): SampleMessage[] {
  return parseSections(text).map(({ name, lines }) => {
    const bases = lines.filter((line) => line.startsWith('base ')).map((line) => line.split(' '))
    return {
      patch: Number(name),
      author: lines.find((line) => line.startsWith('from '))?.slice('from '.length) ?? null,
      lines: lines.filter((line) => !/^(?:from|base) /.test(line)).map(parseVersionedLine),
      bases: new Map(bases.map(([, version, commit = '']) => [Number(version), commit])),
    }
  })
}

/** The lines of a message in one version. */
export function messageLines({ lines }: SampleMessage, version: number): string[] {
  return lines.filter(({ versions }) => versions.has(version)).map(({ text }) => text)
}
