import type { SeriesDocument } from '../../../db/queries/views'
import { archiveUrl } from '../../../lib/messageId'
import { basisWords } from '../../_model/basisWords'
import { count } from '../../_model/pageWords'
import { appliedWords } from '../../_model/stateWords'
import { visible } from '../../_model/visible'
import { CommitLink } from '../commits/CommitParts'
import { StateMark, StatePhrase } from '../lists/StateMark'
import { PersonName } from '../shell/PersonName'
import { Quote } from '../shell/Quote'
import { Time } from '../shell/Time'
import { WentIn } from './WentIn'

/** The state of a series with its proof: the commits, the mail that says so, and a mail that says something else. */
export function State({ series }: { readonly series: SeriesDocument }) {
  const { state } = series
  return (
    <>
      <p className="summary-kind" title={whyItCounts(state)}>
        <StateMark kind={state.kind} /> <StatePhrase series={series} />
      </p>
      <Applied series={series} />
      <Conflict series={series} />
      <Said series={series} />
      <WentIn series={series} />
    </>
  )
}

/** Why the mail behind the state counts, for a tooltip. */
function whyItCounts(state: SeriesDocument['state']): string | undefined {
  const why = basisWords(state)
  if (why === undefined || state.by === null) return undefined
  return visible(`counts, since ${state.by.name || state.by.email} ${why}`)
}

/** The commits that prove the state: how many, in which release, and how they differ from the mails. */
function Applied({ series: { state, commits } }: { readonly series: SeriesDocument }) {
  const words = appliedWords(state)
  const facts = [
    [commits.filter(({ by }) => by === 'similar').length, 'of them probably made from these patches'],
    [commits.filter(({ reverted }) => reverted !== null).length, 'reverted by a later commit'],
    [commits.filter(({ fixes }) => fixes.length > 0).length, 'fixed by a later commit'],
  ] as const
  if (words === '' && commits.length === 0) return null
  return (
    <p>
      <a href="#commits">{words === '' ? count(commits.length, 'commit') : words}</a>
      {facts.map(([size, what]) => (size === 0 ? '' : `; ${size} ${what}`))}
    </p>
  )
}

/** The words of the mail behind the state. Where a commit is the proof, the phrase above names its committer, so the writer is named here. */
function Said({ series }: { readonly series: SeriesDocument }) {
  const { kind, source, by, received, quote, messageId } = series.state
  const why = basisWords(series.state)
  if (quote === '') return null
  const reported = series.regressions.some((one) => one.messageId === messageId)
  // It is quoted below, with what happened after the merge.
  if (reported && source === 'mail') return null
  // What is asked for strongest is quoted below, with whoever asks.
  const quoted = kind !== 'changes-requested' || series.headline === null
  if (!quoted) return null
  const named = source === 'mail' || kind === 'regression-reported' || by === null || received === null
  return (
    <p className="summary-said">
      {named ? null : (
        <>
          {reported ? 'Regression reported by ' : ''}
          <PersonName person={by} />, <Time iso={received} />:{' '}
        </>
      )}
      <Quote quote={quote} messageId={messageId} />
      {why === undefined ? null : (
        <span className="summary-basis">
          {' '}
          (counts, since {by === null ? 'its sender' : <PersonName person={by} />} {why})
        </span>
      )}
      {reported && !named ? <FixingCommits series={series} /> : <RegressionFixes series={series} />}
    </p>
  )
}

/** The commits that fix the patches of reported regressions, or the mails of the fixes where no commit is known. */
function FixingCommits({ series }: { readonly series: SeriesDocument }) {
  const broken = new Set(series.regressions.map(({ patch }) => patch))
  const fixes = series.commits.flatMap(({ patch, namers }) =>
    broken.has(patch) || broken.has(null) ? namers.filter(({ kind }) => kind === 'fixes') : [],
  )
  const unique = new Map(fixes.map((fix) => [fix.sha, fix]))
  if (unique.size === 0) return <RegressionFixes series={series} />
  return [...unique.values()].map(({ sha, committed }, index) => (
    <>
      {index === 0 ? '; fixed by ' : ', '}
      <CommitLink sha={sha} />, <Time iso={committed} what="committed" />
    </>
  ))
}

/** A mail that says something else than the tree. */
function Conflict({ series: { state } }: { readonly series: SeriesDocument }) {
  if (state.conflict === null) return null
  const { by, received, quote, messageId } = state.conflict
  return (
    <p className="summary-said">
      <strong className="summary-against">Contradicted</strong> by <PersonName person={by} />, <Time iso={received} />:{' '}
      <Quote quote={quote} messageId={messageId} />
    </p>
  )
}

/** Links to the fixes of reported regressions. */
function RegressionFixes({ series }: { readonly series: SeriesDocument }) {
  const fixes = [...new Set(series.regressions.flatMap(({ fix }) => fix ?? []))]
  return fixes.map((fix) => (
    <span>
      {' · '}
      <a href={archiveUrl(fix)} rel="nofollow noopener ugc">
        the fix, on lore
      </a>
    </span>
  ))
}
