import type { PullDocument } from '../../../db/queries/views'
import { PulledSeries } from '../../_components/pulls/PulledSeries'
import { PullHead } from '../../_components/pulls/PullHead'
import { PullPatches } from '../../_components/pulls/PullPatches'
import { Page, Section } from '../../_components/shell/Page'
import { ThreadText } from '../../_components/threads/ThreadText'
import { found } from '../../_handlers/handler'
import { page } from '../../_handlers/pages'
import { messageHref } from '../../_model/href'
import { count } from '../../_model/pageWords'
import { visible } from '../../_model/visible'
import { getPull } from '../../data'

/** A pull request: what it asks to pull, what became of it, and its patches with where they were posted before. */
export const GET = page('/pull/[id]', ({ params }) => {
  const pull = found(getPull(params.id), 'pull request')
  const listed = pull.shortlog.reduce((sum, { patches }) => sum + patches.length, 0)
  const shown = listed < pull.patches ? `${listed} of ${pull.patches} are listed` : count(listed, 'patch', 'patches')
  return (
    <Page
      title={`${visible(pull.title) || '(no title)'} · Reroll`}
      crumbs={[{ text: 'Pull requests', href: '/pulls' }]}
    >
      <PullHead pull={pull} />
      {pull.summary === '' ? null : (
        <Section id="summary" title="Message" note={<a href={messageHref(pull.id)}>mail</a>}>
          <div className="pulls-summary">
            <ThreadText text={pull.summary} />
          </div>
        </Section>
      )}
      {pull.seriesIn.length === 0 ? null : (
        <Section id="series" title="Series in it" note={seriesWords(pull)}>
          <PulledSeries series={pull.seriesIn} waiting={pull.state === 'requested'} />
        </Section>
      )}
      <Section id="patches" title="Patches" note={listed === 0 ? 'the mail lists none' : shown}>
        <PullPatches authors={pull.shortlog} />
      </Section>
    </Page>
  )
})

/** `11 of 13 patches were posted in series that are archived here` */
function seriesWords({ shortlog, patches }: PullDocument): string {
  const known = shortlog.flatMap((own) => own.patches).filter(({ original }) => original !== null).length
  return `${known === patches ? 'all' : known} of ${count(patches, 'patch', 'patches')} posted in series that are archived here`
}
