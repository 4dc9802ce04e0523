import type { PathEntryView } from '../../../db/queries/views'
import { pathHref } from '../../_model/href'
import { visible } from '../../_model/visible'

/** What is in a folder, each entry with the number of series that touch it. */
export function PathEntries({ entries }: { readonly entries: readonly PathEntryView[] }) {
  return (
    <ul className="paths-entries">
      {entries.map(({ path, name, folder, series }) => (
        <li>
          <a href={pathHref(path)} className={folder ? 'paths-folder' : undefined}>
            <bdi>{visible(name)}</bdi>
            {folder ? '/' : ''}
          </a>{' '}
          <span className="paths-count">
            {series.toLocaleString('en-US')}
            <span className="visually-hidden"> series</span>
          </span>
        </li>
      ))}
    </ul>
  )
}
