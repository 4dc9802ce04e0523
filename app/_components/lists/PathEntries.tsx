import type { PathEntryView } from '../../../db/queries/views'
import { figure } from '../../../lib/text'
import { type FilterValues, filterHref } from '../../_model/filters'
import { hasPathPage, pathHref } from '../../_model/href'
import { visible } from '../../_model/visible'

interface PathEntriesProps {
  readonly entries: readonly PathEntryView[]
  /** Filters that stay while one goes from folder to folder. */
  readonly values?: FilterValues
}

/** What is in a folder, each entry with the numbers of series that touch it: under way, and all. */
export function PathEntries({ entries, values = {} }: PathEntriesProps) {
  return (
    <ul className="paths-entries">
      {entries.map(({ path, name, folder, series, open }) => (
        <li data-item="path">
          <a
            {...(hasPathPage(path) ? { href: filterHref(pathHref(path), values) } : {})}
            className={folder ? 'paths-folder' : undefined}
          >
            <bdi>{visible(name)}</bdi>
            {folder ? '/' : ''}
          </a>{' '}
          <span className="paths-count">
            {open === 0 ? null : (
              <>
                <strong>{figure(open)}</strong>
                <span className="visually-hidden"> under way</span> of{' '}
              </>
            )}
            {figure(series)}
            <span className="visually-hidden"> series</span>
          </span>
        </li>
      ))}
    </ul>
  )
}
