import type { ComponentChildren } from 'preact'
import type { SinglePatchView } from '../../../db/queries/series/singlePatch'
import type { SeriesDocument, ThreadsView } from '../../../db/queries/views'
import { type SeriesChapter, seriesChapters } from '../../_model/chapters'
import { createBudget, type PageBudget } from '../../_model/code/layout'
import { pictureParts } from '../../_model/picture/parts'
import { shapePicture } from '../../_model/picture/shape'
import { CompareForm } from '../compare/CompareForm'
import { LeftOut } from '../picture/LeftOut'
import { Picture } from '../picture/Picture'
import { Versions } from '../picture/Versions'
import { Section } from '../shell/Page'
import { Around } from './Around'
import { Comments } from './Comments'
import { Commits } from './Commits'
import { HowKnown } from './HowKnown'
import { Reports } from './Reports'
import { SinglePatch } from './SinglePatch'
import { Timeline } from './Timeline'

interface Props {
  readonly series: SeriesDocument
  readonly threads: ThreadsView
  /** The patch of a series that is only one. */
  readonly single: SinglePatchView | null
}

/** Everything below the head: jump links, then the sections that have something to show. */
export function SeriesSections(props: Props) {
  const { series, single } = props
  const budget = createBudget()
  const chapters = seriesChapters(series)
  const first = chapters.filter(({ id }) => id === 'versions')
  const rest = chapters.filter((chapter) => !first.includes(chapter))
  return (
    <>
      <Contents chapters={chapters} />
      {first.map((chapter) => (
        <Chapter {...props} chapter={chapter} ids={budget.ids} />
      ))}
      {single === null ? null : <SinglePatch series={series} view={single} budget={budget} />}
      {rest.map((chapter) => (
        <Chapter {...props} chapter={chapter} ids={budget.ids} />
      ))}
    </>
  )
}

interface ChapterProps extends Props {
  /** Keeps the element ids of comments unique on the page. */
  readonly ids: PageBudget['ids']
}

function Chapter({ chapter: { id, title, folded }, ...props }: ChapterProps & { readonly chapter: SeriesChapter }) {
  if (!folded) {
    return (
      <Section id={id} title={title} note={noteOf(id, props.series)}>
        {bodyOf(id, props)}
      </Section>
    )
  }
  return (
    <details className="series-fold">
      <summary>
        <h2 id={id}>{title}</h2>
      </summary>
      {bodyOf(id, props)}
    </details>
  )
}

/** Jump links to the sections, where there are several. */
function Contents({ chapters }: { readonly chapters: readonly SeriesChapter[] }) {
  if (chapters.length < 2) return null
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

function bodyOf(id: SeriesChapter['id'], { series, threads, ids }: ChapterProps): ComponentChildren {
  switch (id) {
    case 'evolution':
      return <Picture series={series} />
    case 'versions': {
      const shape = shapePicture(series)
      return (
        <>
          <Versions parts={pictureParts(series, shape)} />
          <LeftOut series={series} {...shape} />
        </>
      )
    }
    case 'remarks':
      return <Comments series={series} threads={threads} ids={ids} />
    case 'older': {
      const newest = series.versions.at(-1)?.key
      const older = threads.threads.filter(({ comment }) => comment.versionKey !== newest)
      return <Comments series={series} threads={{ ...threads, threads: older }} ids={ids} />
    }
    case 'commits':
      return <Commits series={series} />
    case 'around':
      return <Around series={series} />
    case 'reports':
      return <Reports series={series} />
    case 'timeline':
      return <Timeline series={series} />
    case 'known':
      return <HowKnown series={series} />
  }
}

function noteOf(id: SeriesChapter['id'], series: SeriesDocument): ComponentChildren {
  const [before, newest] = series.versions.slice(-2)
  switch (id) {
    case 'evolution':
    case 'versions':
      return before === undefined || newest === undefined ? undefined : (
        <CompareForm id={series.id} versions={series.versions} from={before.key} to={newest.key} />
      )
    case 'commits':
      return 'made from these patches'
    default:
      return undefined
  }
}
