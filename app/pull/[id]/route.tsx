import { PullHead } from '../../_components/pulls/PullHead'
import { PullPatches } from '../../_components/pulls/PullPatches'
import { Page, Section } from '../../_components/shell/Page'
import { found } from '../../_handlers/handler'
import { page } from '../../_handlers/pages'
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
      <Section id="patches" title="Patches" note={listed === 0 ? 'the mail lists none' : shown}>
        <PullPatches authors={pull.shortlog} />
      </Section>
    </Page>
  )
})
