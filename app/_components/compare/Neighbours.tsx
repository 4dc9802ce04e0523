import { visible } from '../../_model/visible'

interface Neighbour {
  readonly number: number
  readonly title: string
}

/** Links to the previous and the next patch of the same comparison or version. */
export function Neighbours(props: {
  readonly previous: Neighbour | null
  readonly next: Neighbour | null
  readonly href: (number: number) => string
}) {
  const { previous, next, href } = props
  if (previous === null && next === null) return null
  return (
    <nav className="comparison-neighbours" aria-label="Neighbouring patches">
      {previous === null ? (
        <span />
      ) : (
        <a href={href(previous.number)} rel="prev">
          <span aria-hidden="true">← </span>
          {Math.abs(previous.number)} {visible(previous.title)}
        </a>
      )}
      {next === null ? (
        <span />
      ) : (
        <a href={href(next.number)} rel="next">
          {Math.abs(next.number)} {visible(next.title)}
          <span aria-hidden="true"> →</span>
        </a>
      )}
    </nav>
  )
}
