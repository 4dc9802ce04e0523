/** Whether these mails still fail in the same way. */
export type StillFails = (mails: readonly Buffer[]) => Promise<boolean>

/**
 * Makes a failing case smaller: mails that are not needed go, then pieces of each mail, halves first, down to single bytes
 * (delta debugging: Zeller and Hildebrandt, 2002). Stops after `budget` tries with what is smallest by then.
 */
export async function minimise(mails: readonly Buffer[], stillFails: StillFails, budget: number): Promise<Buffer[]> {
  let left = budget
  const attempt = async (candidate: readonly Buffer[]): Promise<boolean> => left-- > 0 && stillFails(candidate)
  let kept = [...mails]
  for (let at = kept.length - 1; at >= 0 && kept.length > 1; at--) {
    const fewer = kept.filter((_, index) => index !== at)
    if (await attempt(fewer)) kept = fewer
  }
  for (let at = 0; at < kept.length; at++) {
    let mail = kept[at] ?? Buffer.alloc(0)
    for (let size = mail.length >> 1; size >= 1 && left > 0; size >>= 1) {
      for (let from = 0; from < mail.length && left > 0; ) {
        const smaller = Buffer.concat([mail.subarray(0, from), mail.subarray(from + size)])
        if (await attempt(kept.map((one, index) => (index === at ? smaller : one)))) {
          mail = smaller
          kept = kept.map((one, index) => (index === at ? mail : one))
        } else from += size
      }
    }
  }
  return kept
}
