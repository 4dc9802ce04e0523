import { SIGNS, type SignName } from '../../_model/marks'

/** One mark of the alphabet, drawn in place. Screen readers skip it, so it needs words beside it. */
export function Sign({ name, className = '' }: { readonly name: SignName; readonly className?: string }) {
  const sign = SIGNS[name]
  if ('letter' in sign) {
    return (
      <span className={`mark-letter ${className}`.trimEnd()} aria-hidden="true">
        {sign.letter}
      </span>
    )
  }
  return (
    <svg className={`mark ${className}`.trimEnd()} viewBox="0 0 12 12" aria-hidden="true">
      <path fillRule="evenodd" d={sign.path} />
    </svg>
  )
}
