import type { ComponentChildren } from 'preact'
import { figure } from '../../../lib/text'

/** A table with one line for each list or person and a column for each number. On a phone each line is a card. */
export function CountsTable(props: {
  readonly caption: string
  /** What the lines are: the head of the first column. */
  readonly of: string
  readonly sizes: readonly { readonly name: string; readonly note?: string }[]
  /** The head of the column with a time. */
  readonly since: string
  /** The head of a last column with words. */
  readonly note?: string
  readonly children: ComponentChildren
}) {
  const { caption, of, sizes, since, note, children } = props
  return (
    <table className="counts-table">
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col" className="counts-name">
            {of}
          </th>
          {sizes.map(({ name, note: title }) => (
            <th scope="col" className="counts-size" title={title}>
              {name}
            </th>
          ))}
          <th scope="col" className="counts-since">
            {since}
          </th>
          {note === undefined ? null : (
            <th scope="col" className="counts-note">
              {note}
            </th>
          )}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  )
}

/** A number of a line, linked to what it counts; a dot for none. `name` is the head of its column, which a card has beside the number. */
export function CountCell({
  size,
  href,
  name,
}: {
  readonly size: number
  readonly href: string
  readonly name: string
}) {
  if (size === 0) return <td className="counts-size counts-none">·</td>
  return (
    <td className="counts-size">
      <a href={href}>
        {figure(size)}
        <span className="counts-word"> {name}</span>
      </a>
    </td>
  )
}
