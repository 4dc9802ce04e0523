import type { ReactNode } from 'react'
import type { SeriesDocument } from '../../../db/queries/views'
import { type SeriesChapter, seriesChapters } from '../../_model/chapters'
import { CompareForm } from '../compare/CompareForm'
import { Section } from '../shell/Page'
import { Around } from './Around'
import { Changelog } from './Changelog'
import { Contents, Quiet } from './Contents'
import { Findings } from './Findings'
import { Issues } from './Issues'
import { Matrix } from './Matrix'
import { OpenRemarks } from './OpenRemarks'
import { Reports } from './Reports'
import { Standings } from './Standings'
import { Timeline } from './Timeline'
import { VersionStrip } from './VersionStrip'

/** Everything below the verdict: jump links, the sections that have something to say, and one line for those that have not. */
export function SeriesSections({ series }: { readonly series: SeriesDocument }) {
  const all = seriesChapters(series)
  const chapters = all.filter(({ empty }) => !empty)
  return (
    <>
      <Contents chapters={chapters} />
      {chapters.map(({ id, title }) => (
        <Section key={id} id={id} title={title} note={noteOf(id, series)}>
          {bodyOf(id, series)}
        </Section>
      ))}
      <Quiet missing={all.flatMap(({ empty, absence }) => (empty ? [absence] : []))} />
    </>
  )
}

function bodyOf(id: SeriesChapter['id'], series: SeriesDocument): ReactNode {
  switch (id) {
    case 'versions':
      return <VersionStrip series={series} />
    case 'evolution':
      return <Matrix series={series} />
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
    case 'issues':
      return <Issues series={series} />
  }
}

function noteOf(id: SeriesChapter['id'], series: SeriesDocument): ReactNode {
  const [before, newest] = series.versions.slice(-2)
  switch (id) {
    case 'evolution':
      return before === undefined || newest === undefined ? undefined : (
        <CompareForm id={series.id} versions={series.versions} from={before.key} to={newest.key} />
      )
    case 'remarks':
      return 'in their own words, and what became of them'
    case 'changelog':
      return 'the author’s words, and what changed'
    case 'audit':
      return 'tags that the mail does not bear out'
    default:
      return undefined
  }
}
