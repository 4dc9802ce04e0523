import { formatDay, formatMinute, formatSkew } from '../../_model/time'

/** A time in UTC: the day, with `minute` or `precise` also the time of day. The tooltip has the minute, what happened then (a mail was received, unless `what` says something else) and, if given, what the `Date:` header of the mail claims. */
export function Time(props: {
  readonly iso: string
  readonly claimed?: string | null
  readonly skewMinutes?: number | null
  readonly precise?: boolean
  /** For mails of which a day has several; the page says that its times are UTC. */
  readonly minute?: boolean
  readonly what?: string
}) {
  const skew = props.skewMinutes === null || props.skewMinutes === undefined ? '' : `, ${formatSkew(props.skewMinutes)}`
  const claim =
    props.claimed === null || props.claimed === undefined
      ? ''
      : `; Date: header is ${formatMinute(props.claimed)} UTC${skew}`
  const minute = formatMinute(props.iso)
  const shown = props.precise === true ? `${minute} UTC` : props.minute === true ? minute : formatDay(props.iso)
  return (
    <time dateTime={props.iso} title={`${props.what ?? 'received'} ${minute} UTC${claim}`}>
      {shown}
    </time>
  )
}
