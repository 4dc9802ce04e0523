import type { SeriesDocument } from '../../../db/queries/views'
import { hasPathPage, messageHref, pathHref, pullHref } from '../../_model/href'
import { missingVersions } from '../../_model/missingWords'
import { count, patchWords } from '../../_model/pageWords'
import { isSinglePatch } from '../../_model/singlePatch'
import { visible } from '../../_model/visible'
import { ListLinks } from '../lists/ListLinks'
import { PersonLink } from '../shell/PersonName'
import { Time } from '../shell/Time'
import { Summary } from './Summary'
import { TakeAway } from './TakeAway'

/** The first screen: title and author, the facts in one line, what it is about, and the summary; beside them the downloads and commands. */
export function SeriesHead({ series }: { readonly series: SeriesDocument }) {
  return (
    <>
      <header className="series-head">
        <h1>
          {series.prefixes.map((prefix) => (
            <>
              <span className="series-prefix">{visible(prefix)}</span>{' '}
            </>
          ))}
          {visible(series.title) || '(no title)'}
        </h1>
        <Facts series={series} />
      </header>
      <div className="series-first">
        <div>
          <About series={series} />
          <Summary series={series} />
        </div>
        <TakeAway series={series} />
      </div>
    </>
  )
}

function Facts({ series }: { readonly series: SeriesDocument }) {
  const newest = series.versions.at(-1)
  const first = series.versions[0]
  const absent = missingVersions(series.versions)
  return (
    <div className="series-facts">
      <span className="series-author">
        <PersonLink person={series.author} />
      </span>
      {newest === undefined ? null : (
        <span>
          <strong>{newest.label}</strong>, {patchWords(newest.total - newest.missingCount, newest.total)}
        </span>
      )}
      {absent === '' ? null : <span>{absent}</span>}
      <Size series={series} />
      <span>{count(series.messages, 'mail')}</span>
      <span>
        {first === undefined ? null : (
          <>
            <Time iso={first.received} /> to{' '}
          </>
        )}
        <Time iso={series.lastActivity} />
      </span>
      <InPulls series={series} />
      {series.lists.length === 0 ? null : <ListLinks lists={series.lists} />}
    </div>
  )
}

/** Further files are only counted. */
const MAX_FILES = 60

/** How many files and lines the newest version changes; a click lists the files. */
function Size({ series: { size } }: { readonly series: SeriesDocument }) {
  const { files, added, removed, paths } = size
  if (files === 0) return null
  return (
    <div>
      <details className="series-files">
        <summary>
          {count(files, 'file')} +{added} −{removed}
        </summary>
        <ul>
          {paths.slice(0, MAX_FILES).map((path) => (
            <li>{hasPathPage(path) ? <a href={pathHref(path)}>{visible(path)}</a> : visible(path)}</li>
          ))}
          {paths.length > MAX_FILES ? <li>and {paths.length - MAX_FILES} more</li> : null}
        </ul>
      </details>
    </div>
  )
}

/** What it is about: the first paragraph of the cover letter, or of the message of a single patch. */
function About({ series: { about, title, versions } }: { readonly series: SeriesDocument }) {
  const newest = versions.at(-1)
  const namesake = newest?.patches.find((patch) => patch.title === title) ?? newest?.patches[0]
  const nameless = newest !== undefined && newest.cover === null && newest.total > 1
  // The page of a single patch has its whole message.
  if ((about === null && !nameless) || isSinglePatch({ versions })) return null
  return (
    <div className="series-about">
      {about === null ? null : (
        <p>
          <bdi>{visible(about.text)}</bdi>{' '}
          {about.rest ? (
            <a href={messageHref(about.messageId)}>
              {newest?.cover === about.messageId ? 'whole cover letter' : 'whole message'}
            </a>
          ) : null}
        </p>
      )}
      {nameless ? (
        <p className="series-none">No cover letter archived here; named after patch {namesake?.number ?? 1}.</p>
      ) : null}
    </div>
  )
}

/** The pull requests that its patches are in, each with its mail. */
function InPulls({ series: { pulls, pullCount } }: { readonly series: SeriesDocument }) {
  return (
    <>
      {pulls.map(({ id, from, date }) => (
        <span>
          in the{' '}
          <a href={pullHref(id)}>
            pull request of <bdi>{visible(from.name || from.email)}</bdi>, <Time iso={date} />
          </a>
        </span>
      ))}
      {pullCount > pulls.length ? <span>and in {pullCount - pulls.length} more</span> : null}
    </>
  )
}
