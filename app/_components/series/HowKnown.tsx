import type { SeriesDocument } from '../../../db/queries/views'
import { evidenceWords } from '../../_model/pageWords'
import { auditFindings, mailIssues } from '../../_model/seriesSummary'
import { Findings } from './Findings'
import { Issues } from './Issues'
import { StrayReplies } from './StrayReplies'

/** How Reroll knows: why the versions belong together, problems with review tags, replies to missing mails, and problems with the mails; folded. */
export function HowKnown({ series }: { readonly series: SeriesDocument }) {
  const links = series.versions.flatMap(({ label, link }) => (link === null ? [] : [{ label, ...link }]))
  return (
    <div className="series-known">
      {links.length === 0 ? null : (
        <>
          <h3>Why these are versions of one series</h3>
          <ul>
            {links.slice(-MAX_LINKS).map(({ label, toLabel, evidence }) => (
              <li>
                {label} continues {toLabel}: {evidenceWords(evidence)}
              </li>
            ))}
            {links.length > MAX_LINKS ? <li>and {links.length - MAX_LINKS} older ones</li> : null}
          </ul>
        </>
      )}
      {auditFindings(series).length === 0 ? null : (
        <>
          <h3>Problems with review tags</h3>
          <Findings series={series} />
        </>
      )}
      {series.strayReplies.length === 0 ? null : (
        <>
          <h3>Replies to missing mails</h3>
          <StrayReplies series={series} />
        </>
      )}
      {mailIssues(series).length === 0 ? null : (
        <>
          <h3>Problems with the mails</h3>
          <Issues series={series} />
        </>
      )}
    </div>
  )
}

const MAX_LINKS = 60
