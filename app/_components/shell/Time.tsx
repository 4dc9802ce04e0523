import { formatDay, formatMinute, formatSkew } from '../../_model/time'

/** An absolute time in UTC; the title says what the author's own clock claimed. */
export function Time(props: {
  readonly iso: string
  readonly claimed?: string | null
  readonly skewMinutes?: number | null
  readonly precise?: boolean
}) {
  const skew = props.skewMinutes === null || props.skewMinutes === undefined ? '' : `, ${formatSkew(props.skewMinutes)}`
  const claim =
    props.claimed === null || props.claimed === undefined
      ? ''
      : ` (the author's clock said ${formatMinute(props.claimed)} UTC${skew})`
  const minute = formatMinute(props.iso)
  const shown = props.precise === true ? `${minute} UTC` : formatDay(props.iso)
  return (
    <time dateTime={props.iso} title={`received ${minute} UTC${claim}`}>
      {shown}
    </time>
  )
}
