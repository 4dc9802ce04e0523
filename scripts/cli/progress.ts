import { Presets, SingleBar } from 'cli-progress'

/** A progress bar on a terminal. Prints nothing elsewhere, because a mail from cron must not contain control characters. */
export interface Progress {
  /** Begins a stage of `total` steps; null if the number is unknown. `unit`: what the items are, mails unless given. */
  readonly start: (stage: string, total: number | null, unit?: string) => void
  readonly update: (done: number, items: number) => void
  readonly stop: () => void
}

/** Opens a progress bar on a stream. */
export function openProgress(stream: NodeJS.WriteStream): Progress {
  if (!stream.isTTY) return { start: () => {}, update: () => {}, stop: () => {} }
  let bar: SingleBar | undefined
  const stop = () => {
    bar?.stop()
    bar = undefined
  }
  return {
    start(stage, total, unit = 'mails') {
      stop()
      bar = new SingleBar(
        { stream, format: '{stage} [{bar}] {percentage}% | {items} {unit}', hideCursor: true, clearOnComplete: true },
        Presets.shades_classic,
      )
      bar.start(total ?? 0, 0, { stage, unit, items: 0 })
    },
    update(done, items) {
      bar?.update(done, { items })
    },
    stop,
  }
}
