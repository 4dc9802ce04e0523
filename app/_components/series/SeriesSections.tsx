import type { ComponentChildren } from 'preact'
import type { SeriesDocument } from '../../../db/queries/views'
import { type SeriesChapter, seriesChapters } from '../../_model/chapters'
import { CompareForm } from '../compare/CompareForm'
import { Section } from '../shell/Page'
import { Around } from './Around'
import { Changelog } from './Changelog'
import { Commits } from './Commits'
import { Findings } from './Findings'
import { Issues } from './Issues'
import { Matrix } from './Matrix'
import { OpenRemarks } from './OpenRemarks'
import { Reports } from './Reports'
import { Standings } from './Standings'
import { StrayReplies } from './StrayReplies'
import { Timeline } from './Timeline'
import { VersionStrip } from './VersionStrip'

/** Everything below the head: jump links, then the sections that have something to show. */
export function SeriesSections({ series }: { readonly series: SeriesDocument }) {
  const chapters = seriesChapters(series)
  return (
    <>
      <Contents chapters={chapters} />
      {chapters.map(({ id, title }) => (
        <Section id={id} title={title} note={noteOf(id, series)}>
          {bodyOf(id, series)}
        </Section>
      ))}
    </>
  )
}

/** Jump links to the sections. */
function Contents({ chapters }: { readonly chapters: readonly SeriesChapter[] }) {
  return (
    <nav className="contents" aria-label="On this page">
      <ul>
        {chapters.map(({ id, title, size }) => (
          <li>
            <a href={`#${id}`}>{title}</a>
            {size === '' ? null : <span className="contents-size"> {size}</span>}
          </li>
        ))}
      </ul>
    </nav>
  )
}

function bodyOf(id: SeriesChapter['id'], series: SeriesDocument): ComponentChildren {
  switch (id) {
    case 'versions':
      return <VersionStrip series={series} />
    case 'evolution':
      return <Matrix series={series} />
    case 'commits':
      return <Commits series={series} />
    case 'reviewers':
      return <Standings series={series} />
    case 'remarks':
      return <OpenRemarks series={series} />
    case 'changelog':
      return <Changelog series={series} />
    case 'timeline':
      return <Timeline series={series} />
    case 'reports':
      return <Reports series={series} />
    case 'audit':
      return <Findings series={series} />
    case 'around':
      return <Around series={series} />
    case 'stray':
      return <StrayReplies series={series} />
    case 'issues':
      return <Issues series={series} />
  }
}

function noteOf(id: SeriesChapter['id'], series: SeriesDocument): ComponentChildren {
  const [before, newest] = series.versions.slice(-2)
  switch (id) {
    case 'evolution':
      return before === undefined || newest === undefined ? undefined : (
        <CompareForm id={series.id} versions={series.versions} from={before.key} to={newest.key} />
      )
    case 'commits':
      return 'made from these patches'
    case 'remarks':
      return 'with their outcome'
    case 'changelog':
      return 'author’s changelog, checked against the diffs'
    case 'audit':
      return 'tags not backed by a mail'
    default:
      return undefined
  }
}
