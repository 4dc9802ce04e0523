import type { SeriesDocument } from '../../../db/queries/views'
import { archiveUrl, canBeArchived } from '../../../lib/messageId'
import { isApplied } from '../../../lib/review/states'
import { mboxHref, messageHref, rawHref, seriesApiHref, seriesFeedHref, sinceHref } from '../../_model/href'
import { sinceWords, tagSigns } from '../../_model/marks'
import { type MboxTag, mboxTags } from '../../_model/mboxTags'
import { capitalise, count } from '../../_model/pageWords'
import { formatNumbers, nameNumbers } from '../../_model/patchNumbers'
import { mayNotApply } from '../../_model/seriesSummary'
import { quoteForShell } from '../../_model/shell'
import { isSinglePatch } from '../../_model/singlePatch'
import { siteUrl } from '../../_model/siteUrl'
import { visible } from '../../_model/visible'
import { Sign } from '../marks/Sign'
import { Command } from '../shell/Command'

/** Downloads and commands: the newest version as an mbox with review tags, commands to apply it, feed, JSON and archive. */
export function TakeAway({ series }: { readonly series: SeriesDocument }) {
  const newest = series.versions.at(-1)
  const mail = newest?.cover ?? newest?.patches[0]?.messageId ?? series.id
  // An ID that begins with a dash would be read as an option; b4 accepts a link, too.
  const id = quoteForShell(mail.startsWith('-') ? archiveUrl(mail) : mail)
  const mbox = mboxHref(series.id, newest?.key)
  return (
    <section className="takeaway-box" aria-label={`Download and apply ${newest?.label ?? 'it'}`}>
      <p className="takeaway-lead">
        <a className="takeaway-main" href={mbox}>
          Download {newest?.label}
        </a>{' '}
        (mbox) — or apply with:
      </p>
      {canBeArchived(mail) ? (
        <>
          <Command text={`b4 shazam ${id}`} />
          <Command text={`b4 am ${id}`} />
        </>
      ) : null}
      <Command text={`curl -sL ${quoteForShell(`${siteUrl()}${mbox}`)} | git am`} />
      <MayNotApply series={series} />
      <Tags series={series} />
      <NextTags series={series} />
      <ul className="takeaway-links">
        <li>
          <a href={messageHref(mail)}>thread</a>
        </li>
        {canBeArchived(mail) ? (
          <li>
            <a href={archiveUrl(mail)} rel="nofollow noopener ugc">
              lore
            </a>
          </li>
        ) : null}
        <li>
          <a href={rawHref(mail)}>raw mail</a>
        </li>
        <li>
          <a href={seriesFeedHref(series.id)}>feed</a>
        </li>
        <li>
          <a href={seriesApiHref(series.id)}>JSON</a>
        </li>
      </ul>
    </section>
  )
}

/** Beside the commands, because whoever runs them has to know: patches whose diff was damaged, or that contradict those before them. */
function MayNotApply({ series }: { readonly series: SeriesDocument }) {
  const found = mayNotApply(series)
  const [first] = found
  if (first === undefined) return null
  const { number, why } = first
  const one = isSinglePatch(series) ? why : `Patch ${number}: ${why}`
  return (
    <p className="takeaway-doubt">
      {found.length === 1 ? visible(one) : `${capitalise(nameNumbers(found.map((each) => each.number)))} may not apply`}{' '}
      (<a href="#known">details</a>)
    </p>
  )
}

/** More lines than this are only counted. */
const MAX_TAGS = 40

/** Which review tags the mbox adds to the messages of its patches, and which it leaves out and why. */
function Tags({ series }: { readonly series: SeriesDocument }) {
  const { adds, leavesOut } = mboxTags(series)
  if (adds.length + leavesOut.length === 0) return <p>No review tags are added to the mbox.</p>
  const words = [
    adds.length === 0 ? 'adds no tags' : `adds ${tagCount(adds)} from replies${conditionWords(adds)}`,
    ...(leavesOut.length === 0 ? [] : [`leaves out ${tagCount(leavesOut)} given on older versions`]),
  ]
  return (
    <details className="takeaway-tags">
      <summary>The mbox {words.join(', ')}</summary>
      <TagList title="Added" tags={adds} />
      <TagList title="Left out: given on an older version, and not in its mails" tags={leavesOut} />
    </details>
  )
}

/** For the author: which tags the next version may carry. Nothing where nobody gave one. */
function NextTags({ series: { id, author, state, sums } }: { readonly series: SeriesDocument }) {
  // A series that was applied has no next version.
  if (
    (isApplied(state.kind) && state.kind !== 'partly-applied') ||
    author.email === '' ||
    sums.reviewed + sums.acked + sums.tested + sums.stale === 0
  )
    return null
  return (
    <p>
      <a href={`${sinceHref(id, author.email)}#carry`} data-mine="tags that your next version may carry">
        Tags that the next version may carry
      </a>
    </p>
  )
}

/** `, 1 of them conditional`; '' when none has one. */
function conditionWords(tags: readonly MboxTag[]): string {
  const conditional = tags.filter(({ condition }) => condition !== null)
  if (conditional.length === 0) return ''
  const all = sizeOf(tags)
  return all === 1 ? ', conditional' : `, ${sizeOf(conditional)} of them conditional`
}

/** A tag on several patches counts once for each. */
function tagCount(tags: readonly MboxTag[]): string {
  return count(sizeOf(tags), 'tag')
}

function sizeOf(tags: readonly MboxTag[]): number {
  return tags.reduce((sum, { patches }) => sum + patches.length, 0)
}

function TagList({ title, tags }: { readonly title: string; readonly tags: readonly MboxTag[] }) {
  if (tags.length === 0) return null
  return (
    <>
      <p className="takeaway-title">{title}</p>
      <ul>
        {tags.slice(0, MAX_TAGS).map(({ tag, person, patches, on, since, condition }) => (
          <li>
            {tagSigns(tag).map((name) => (
              <Sign name={name} />
            ))}{' '}
            <span className="visually-hidden">{tag} </span>
            <bdi>{visible(person)}</bdi> on {formatNumbers(patches)}
            {since === null ? '' : `, ${on}, ${sinceWords(since) || 'same code'}`}
            {condition === null ? '' : `, only once its condition is met: “${visible(condition)}”`}
          </li>
        ))}
        {tags.length > MAX_TAGS ? <li>and {tags.length - MAX_TAGS} more</li> : null}
      </ul>
    </>
  )
}
