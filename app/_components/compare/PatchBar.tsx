import type { ComponentChildren } from 'preact'
import { seriesHref } from '../../_model/href'
import type { BarLink } from '../../_model/patchBar'
import { visible } from '../../_model/visible'

interface Neighbour {
  readonly number: number
  readonly title: string
}

interface Props {
  readonly series: { readonly id: string; readonly title: string }
  /** Where the patch is on the page of the series, which `u` leads to. */
  readonly row?: string | undefined
  /** The menu of versions. */
  readonly menu: ComponentChildren
  /** Which patch of how many; null for a page about all of them. */
  readonly place: string | null
  readonly title: string
  readonly previous: Neighbour | null
  readonly next: Neighbour | null
  readonly href: (number: number) => string
  readonly views: readonly BarLink[]
  readonly columns: { readonly href: string; readonly on: boolean } | null
}

/** The bar that stays on top of a page about a patch or a step: where one is, which versions, which view, and the neighbours. */
export function PatchBar({ series, row, menu, place, title, previous, next, href, views, columns }: Props) {
  return (
    <header className="bar">
      <div className="bar-place">
        <nav aria-label="Breadcrumb" className="bar-series">
          <a href={seriesHref(series.id, row)} rel="up">
            {visible(series.title) || '(no title)'}
          </a>
        </nav>
        {menu}
        {place === null ? null : (
          <nav aria-label="Neighbouring patches" className="bar-neighbours">
            <Neighbour patch={previous} href={href} rel="prev" />
            <span className="bar-number">{place}</span>
            <Neighbour patch={next} href={href} rel="next" />
          </nav>
        )}
      </div>
      <h1 className="bar-title" title={visible(title)}>
        {visible(title)}
      </h1>
      <Views views={views} columns={columns} />
    </header>
  )
}

function Neighbour(props: {
  readonly patch: Neighbour | null
  readonly href: (number: number) => string
  readonly rel: 'prev' | 'next'
}) {
  const { patch, href, rel } = props
  if (patch === null) return null
  const number = Math.abs(patch.number)
  return (
    <a href={href(patch.number)} rel={rel} title={`${number} ${visible(patch.title)}`}>
      {rel === 'prev' ? <span aria-hidden="true">‹ </span> : null}
      <span className="visually-hidden">{rel === 'prev' ? 'previous patch ' : 'next patch '}</span>
      {number}
      {rel === 'next' ? <span aria-hidden="true"> ›</span> : null}
    </a>
  )
}

function Views({ views, columns }: Pick<Props, 'views' | 'columns'>) {
  return (
    <nav aria-label="Views" className="bar-views">
      {views.map(({ words, href, current, key }) => (
        <a href={href} aria-current={current ? 'page' : undefined} aria-keyshortcuts={key ?? undefined}>
          {words}
        </a>
      ))}
      {columns === null ? null : (
        <a className="bar-columns" href={columns.href} aria-keyshortcuts="s" data-columns={columns.on ? '1' : '2'}>
          {columns.on ? 'one column' : 'two columns'}
        </a>
      )}
    </nav>
  )
}
