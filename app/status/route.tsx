import type { ComponentChildren } from 'preact'
import { ageWords } from '../../lib/age'
import { figure } from '../../lib/text'
import { Command } from '../_components/shell/Command'
import { Lead, Page, Section } from '../_components/shell/Page'
import { Ago } from '../_components/status/Ago'
import { ForOperator } from '../_components/status/ForOperator'
import { Rejections, Sources, Trees, Withdrawn } from '../_components/status/StatusTables'
import { page } from '../_handlers/pages'
import { count } from '../_model/pageWords'
import { publicSource, publicWithdrawn } from '../_model/publicSource'
import { lastRunWords, nextStep, replicaStep, statusSentence } from '../_model/statusWords'
import { formatMinute } from '../_model/time'
import { visible } from '../_model/visible'
import {
  countQueue,
  databaseWritten,
  getReplica,
  getRunning,
  getStatus,
  listRejections,
  listSources,
  listTreeStatus,
} from '../data'

/** Rejections listed on the page. */
const MAX_REJECTIONS = 50

/** How the sources and git trees are doing, what has been imported, and what was left out. */
export const GET = page('/status', () => {
  const nowMs = Date.now()
  const status = getStatus()
  const sources = listSources(nowMs)
  const running = getRunning()
  const trees = listTreeStatus()
  const replica = getReplica()
  // That of a replica is when it was restored.
  const written = replica === undefined ? databaseWritten() : null
  const next = replica === undefined ? nextStep(status, sources, trees.length) : replicaStep(replica.behind)
  const lastRun = sources
    .flatMap((source) => source.lastRun ?? [])
    .sort()
    .at(-1)
  const { newestMail, rejected } = status
  const withdrawn = publicWithdrawn(status.withdrawn)
  return (
    <Page title="Status · Reroll">
      <div className="list-head">
        <h1>Status</h1>
      </div>
      <Lead>{statusSentence(status, sources)}</Lead>
      <dl className="list-facts">
        <Fact name="Newest mail">
          {newestMail === null ? (
            'none'
          ) : (
            <>
              {formatMinute(newestMail)} UTC. The queue counts ages up to this mail, not up to today (
              {ageWords(nowMs - Date.parse(newestMail))} later).
            </>
          )}
        </Fact>
        <Fact name="Last run">
          {lastRun === undefined ? (
            'none: no source has been read by the nightly run'
          ) : (
            <>
              <Ago iso={lastRun} nowMs={nowMs} what="last run" />: {lastRunWords(sources)}
            </>
          )}
        </Fact>
        <Fact name="Imported">
          {count(status.messages, 'mail')} · {count(status.series, 'series', 'series')} in{' '}
          {count(status.versions, 'version')} · <a href="/">{count(countQueue(), 'row')} in the queue</a> (copies of a
          backport share a row)
        </Fact>
        <Fact name="Left out">
          {rejected === 0 ? 'no mail' : <a href="#rejected">{count(rejected, 'mail')}, with the reasons below</a>}
        </Fact>
        {withdrawn.count + withdrawn.hiddenByHand === 0 ? null : (
          <Fact name="Withdrawn">
            {withdrawn.count === 0 ? null : (
              <a href="#withdrawn">{count(withdrawn.count, 'mail')} by archives, listed below</a>
            )}
            {withdrawn.count > 0 && withdrawn.hiddenByHand > 0 ? '; ' : ''}
            {withdrawn.hiddenByHand === 0 ? null : `${count(withdrawn.hiddenByHand, 'mail')} hidden by hand`}
          </Fact>
        )}
        <Fact name="Git trees">
          {trees.length === 0 ? 'none' : <a href="#trees">{trees.map(({ name }) => visible(name)).join(', ')}</a>}
        </Fact>
        <Fact name="Database">
          {(status.databaseBytes / 1e6).toFixed(1)} MB on disk
          {written === null ? null : (
            <>
              , last written to <Ago iso={written} nowMs={nowMs} what="written" />
            </>
          )}
        </Fact>
        {replica === undefined ? null : (
          <Fact name="Replica">
            as of <Ago iso={replica.asOf} nowMs={nowMs} what="last write that it has" />;{' '}
            {replica.behind ? 'it could not be brought up to date since' : 'checked'}{' '}
            <Ago iso={replica.checked} nowMs={nowMs} what="checked" />
          </Fact>
        )}
        {running === null ? null : (
          <Fact name="Nightly run">
            under way, started <Ago iso={running.since} nowMs={nowMs} what="started" />
          </Fact>
        )}
        {status.outdated === 0 ? null : (
          <Fact name="Upgrade">
            {count(status.outdated, 'mail')} still to be derived again. Until then, some series are shown as an earlier
            version of Reroll derived them. If nothing is running, <code>npm run -s reroll -- rebuild</code> continues.
          </Fact>
        )}
        <Fact name="Next step">
          {next.command === null ? (
            next.words
          ) : (
            <ForOperator open={sources.length === 0}>
              <p>{next.words}</p>
              <div className="status-command">
                <Command text={next.command} />
              </div>
            </ForOperator>
          )}
        </Fact>
      </dl>
      <Section id="sources" title="Sources" note={sources.length === 0 ? undefined : 'refreshed by the nightly run'}>
        <Sources sources={sources.map((source) => ({ ...source, ...publicSource(source) }))} nowMs={nowMs} />
      </Section>
      <Section id="trees" title="Git trees">
        <Trees trees={trees} nowMs={nowMs} />
      </Section>
      {rejected === 0 ? null : (
        <Section id="rejected" title="Left out" note={`${figure(rejected)} that could not be imported`}>
          <Rejections rows={listRejections(MAX_REJECTIONS)} total={rejected} />
        </Section>
      )}
      {withdrawn.count === 0 ? null : (
        <Section id="withdrawn" title="Withdrawn" note={`${figure(withdrawn.count)} that an archive withdrew`}>
          <Withdrawn view={withdrawn} />
        </Section>
      )}
    </Page>
  )
})

function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div className="list-fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
