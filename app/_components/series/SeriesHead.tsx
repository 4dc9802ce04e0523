import type { SeriesDocument } from '../../../db/queries/views'
import { pullHref } from '../../_model/href'
import { count, patchWords } from '../../_model/pageWords'
import { visible } from '../../_model/visible'
import { ListLinks } from '../lists/ListLinks'
import { PersonLink } from '../shell/PersonName'
import { Time } from '../shell/Time'
import { Summary } from './Summary'
import { TakeAway } from './TakeAway'

/** The first screen: title and author, the facts in one line and the summary, beside it the downloads and commands. */
export function SeriesHead({ series }: { readonly series: SeriesDocument }) {
  const newest = series.versions.at(-1)
  const first = series.versions[0]
  return (
    <>
      <header>
        <h1>{visible(series.title) || '(no title)'}</h1>
        <p className="series-facts">
          <span className="series-author">
            <PersonLink person={series.author} />
          </span>
          {newest === undefined ? null : (
            <span>
              <strong>{newest.label}</strong>, {patchWords(newest.total - newest.missingCount, newest.total)}
            </span>
          )}
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
        </p>
      </header>
      <div className="series-first">
        <Summary series={series} />
        <TakeAway series={series} />
      </div>
    </>
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
