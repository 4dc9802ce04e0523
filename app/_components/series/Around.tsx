import type { VNode } from 'preact'
import type { DependencyView, FixView, SeriesDocument } from '../../../db/queries/views'
import { archiveUrl } from '../../../lib/messageId'
import { figure } from '../../../lib/text'
import { messageHref, seriesHref } from '../../_model/href'
import { count, joinWords } from '../../_model/pageWords'
import { visible } from '../../_model/visible'
import { PersonName } from '../shell/PersonName'
import { Time } from '../shell/Time'
import { Relations } from './Relations'

const MAX_ROWS = 20
/** So many of a kind are shown; further ones are folded. */
const SHOWN = 4

/** What the series is based on and what is based on it, fixes in both directions, and series that it split from or includes. */
export function Around({ series }: { readonly series: SeriesDocument }) {
  const newest = series.versions.at(-1)?.label
  const on = series.dependencies.filter(({ direction }) => direction === 'on')
  const now = on.filter(({ version }) => version === newest)
  const before = on.filter(({ version }) => version !== newest)
  return (
    <div className="around">
      <Group title={now.every(({ kind }) => kind === 'commit') ? 'Base commit' : 'Based on'}>
        {now.map((one) => (
          <On dependency={one} />
        ))}
      </Group>
      {before.length === 0 ? null : (
        <details className="around-earlier">
          <summary>bases of earlier versions</summary>
          <ul className="around-list">
            {before.slice(0, MAX_ROWS).map((one) => (
              <li>
                {one.version}: <On dependency={one} />
              </li>
            ))}
            {before.length > MAX_ROWS ? (
              <li className="around-quiet">{figure(before.length - MAX_ROWS)} more not shown</li>
            ) : null}
          </ul>
        </details>
      )}
      <Group title="Base of">
        {series.dependencies
          .filter(({ direction }) => direction === 'by')
          .map((one) => (
            <By dependency={one} />
          ))}
      </Group>
      <Fixes series={series} title="Reverted by" kind="reverts" direction="by" />
      <Fixes series={series} title="Fixed by" kind="fixes" direction="by" />
      <Fixes series={series} title="Fixes" kind="fixes" direction="of" />
      <Fixes series={series} title="Reverts" kind="reverts" direction="of" />
      <Backports series={series} />
      <Group title="Closes">
        {series.closes.map(({ messageId, subject, from, received, patch }) => (
          <span>
            <a href={messageHref(messageId)}>{visible(subject)}</a> by <PersonName person={from} />,{' '}
            <Time iso={received} /> (patch {patch})
          </span>
        ))}
      </Group>
      <Relations series={series} />
    </div>
  )
}

function Group({ title, children }: { readonly title: string; readonly children: readonly VNode[] }) {
  if (children.length === 0) return null
  const shown = children.length <= SHOWN + 1 ? children.length : SHOWN
  const list = (some: readonly VNode[]) => (
    <ul className="around-list">
      {some.map((child) => (
        <li>{child}</li>
      ))}
    </ul>
  )
  return (
    <section className="around-group" aria-label={title}>
      <h3>{title}</h3>
      <div>
        {list(children.slice(0, shown))}
        {children.length === shown ? null : (
          <details className="around-more">
            <summary>{figure(children.length - shown)} more</summary>
            {list(children.slice(shown, MAX_ROWS))}
            {children.length > MAX_ROWS ? (
              <p className="around-quiet">{figure(children.length - MAX_ROWS)} more not shown</p>
            ) : null}
          </details>
        )}
      </div>
    </section>
  )
}

/** The stable trees that the series was backported to, and of a backport the series that it copies. */
function Backports({ series: { backports, backportOf } }: { readonly series: SeriesDocument }) {
  const { trees, count: all, series: listed } = backports
  return (
    <>
      <Group title="Backport of">
        {backportOf.map(({ id, title }) => (
          <a href={seriesHref(id)}>{visible(title) || '(no title)'}</a>
        ))}
      </Group>
      {all === 0 ? null : (
        <Group title="Backported">
          {[
            <span>
              to {joinWords(trees.map(visible))}, {count(all, 'series', 'series')}:{' '}
              {listed.slice(0, SHOWN).map(({ id, from, date, trees: own }, index) => (
                <>
                  {index === 0 ? '' : ', '}
                  <a href={seriesHref(id)}>
                    {own.map(visible).join(', ')} by <PersonName person={from} />, <Time iso={date} />
                  </a>
                </>
              ))}
              {all > SHOWN ? ` and ${figure(all - SHOWN)} more` : ''}
            </span>,
          ]}
        </Group>
      )}
    </>
  )
}

function Other({ other }: { readonly other: NonNullable<DependencyView['other']> }) {
  return (
    <>
      <a href={seriesHref(other.id)}>{visible(other.title)}</a> {other.version} by <PersonName person={other.author} />
    </>
  )
}

const NAMED_BY: Readonly<Record<DependencyView['kind'], string>> = {
  mail: 'its mail',
  change: 'its change-id',
  patch: 'patch-id',
  commit: 'the commit',
}

function On({ dependency }: { readonly dependency: DependencyView }) {
  const { kind, value, text, messageId, other, patches } = dependency
  return (
    <>
      {other === null ? (
        <Unknown kind={kind} value={value} />
      ) : (
        <>
          <Other other={other} /> <span className="around-quiet">({evidence(kind, patches)})</span>
        </>
      )}{' '}
      <a href={messageHref(messageId)} title={visible(text)}>
        mail
      </a>
    </>
  )
}

function evidence(kind: DependencyView['kind'], patches: number): string {
  return kind === 'patch' ? `${count(patches, 'patch', 'patches')} by patch-id` : `by ${NAMED_BY[kind]}`
}

/** A commit cannot be looked up in mail; a mail that was not imported may be on lore. */
function Unknown({ kind, value }: { readonly kind: DependencyView['kind']; readonly value: string }) {
  switch (kind) {
    case 'mail':
      return (
        <>
          <a href={archiveUrl(value)} rel="nofollow noopener ugc">
            {visible(value)}
          </a>
          , not imported here,
        </>
      )
    case 'commit':
      return (
        <>
          commit <code>{value.slice(0, 12)}</code>
        </>
      )
    default:
      return (
        <>
          {NAMED_BY[kind]} <code>{visible(value).slice(0, 60)}</code>, not imported here,
        </>
      )
  }
}

function By({
  dependency: { kind, patches, version, other, messageId, text },
}: {
  readonly dependency: DependencyView
}) {
  if (other === null) return null
  return (
    <>
      <Other other={other} />, on {version} <span className="around-quiet">({evidence(kind, patches)})</span>{' '}
      <a href={messageHref(messageId)} title={visible(text)}>
        mail
      </a>
    </>
  )
}

function Fixes({
  series,
  title,
  kind,
  direction,
}: { readonly series: SeriesDocument; readonly title: string } & Pick<FixView, 'kind' | 'direction'>) {
  const fixes = series.fixes.filter((fix) => fix.kind === kind && fix.direction === direction)
  return (
    <Group title={title}>
      {fixes.map((fix) => (
        <Fix fix={fix} />
      ))}
    </Group>
  )
}

function Fix({ fix: { direction, patch, other, text, applied } }: { readonly fix: FixView }) {
  return (
    <>
      {direction === 'by' ? `patch ${patch}: ` : `by patch ${patch}: `}
      <Other other={other} />, <a href={messageHref(other.messageId)}>patch {other.patch}</a>{' '}
      <span className="around-quiet" title={visible(text)}>
        ({applied ? 'after it was applied' : 'by the title of the commit'})
      </span>
    </>
  )
}
