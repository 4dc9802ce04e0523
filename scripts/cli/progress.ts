import { Presets, SingleBar } from 'cli-progress'

/** Tells a person at a terminal how far a long work is; does nothing elsewhere, for cron wants no control characters. */
export interface Progress {
  /** Begins a stage of so many steps; null when the number is not known. */
  readonly start: (stage: string, total: number | null) => void
  readonly update: (done: number, items: number) => void
  readonly stop: () => void
}

export function openProgress(stream: NodeJS.WriteStream): Progress {
  if (!stream.isTTY) return { start: () => {}, update: () => {}, stop: () => {} }
  let bar: SingleBar | undefined
  const stop = () => {
    bar?.stop()
    bar = undefined
  }
  return {
    start(stage, total) {
      stop()
      bar = new SingleBar(
        { stream, format: '{stage} [{bar}] {percentage}% | {items} mails', hideCursor: true, clearOnComplete: true },
        Presets.shades_classic,
      )
      bar.start(total ?? 0, 0, { stage, items: 0 })
    },
    update(done, items) {
      bar?.update(done, { items })
    },
    stop,
  }
}
