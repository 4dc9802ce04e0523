import type { Check } from './check'

/** Says `ready`, then answers the cases that the parent process sends, one after the other, with their outcomes. */
export function serveChecks(check: Check): void {
  process.on('message', (mails: readonly Uint8Array[]) => {
    check(mails.map((raw) => Buffer.from(raw))).then(
      (outcome) => process.send?.(outcome),
      (error: unknown) => process.send?.({ kind: 'failed', what: 'crash of the check', detail: String(error) }),
    )
  })
  process.send?.('ready')
}
