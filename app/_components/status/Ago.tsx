import { agoWords } from '../../../lib/age'
import { formatMinute } from '../../_model/time'

/** How long ago something was, with its time in UTC: `3 hours ago, 2026-11-30 02:10 UTC`. */
export function Ago({ iso, nowMs, what }: { readonly iso: string; readonly nowMs: number; readonly what: string }) {
  const minute = formatMinute(iso)
  return (
    <>
      {agoWords(nowMs - Date.parse(iso))},{' '}
      <time dateTime={iso} title={`${what} ${minute} UTC`}>
        {minute} UTC
      </time>
    </>
  )
}
