import type { SinceReviewView } from '../../../db/queries/views'
import { messageHref, patchHref } from '../../_model/href'
import { carryText, gradeWords, tagsOfPatch } from '../../_model/sinceWords'
import { visible } from '../../_model/visible'
import { Section } from '../shell/Page'
import { TextBlock } from './TextBlock'

type Carried = NonNullable<SinceReviewView['carry']>

/** For the author: which tags the next version may carry, which only after a change, and which to ask for again; as lines to copy, and patch by patch with the mails. */
export function Carry({ view }: { readonly view: SinceReviewView & { readonly carry: Carried } }) {
  const { carry, toVersion } = view
  const text = carryText({ ...carry, toVersion })
  if (text === '') return null
  const isMixed = carry.keep.some(({ patches, unposted }) => unposted.length < patches.length)
  return (
    <>
      <Section id="carry" title="To copy" note={`by what changed up to ${toVersion.label}`}>
        <TextBlock text={text} label="Review tags for the next version" />
      </Section>
      <Section id="tags" title="Patch by patch" note="each tag with its mail, and what changed since">
        <ul className="since-patches">
          {carry.titles.map(({ number, title }) => (
            <li data-item="patch">
              <h3 className="since-title">
                <span className="since-number">{number}</span>{' '}
                <a href={patchHref(view.seriesId, toVersion.key, number)}>{visible(title)}</a>
              </h3>
              <ul className="since-said">
                {tagsOfPatch(carry, number).map((tag) => (
                  <li className={tag.carried ? undefined : 'since-old'}>
                    <a href={messageHref(tag.messageId)}>{visible(tag.trailer)}</a> on {tag.given}: {gradeWords(tag)}
                    {tag.condition === null ? null : (
                      <b> · only once its condition is met: “{visible(tag.condition)}”</b>
                    )}
                    {isMixed && tag.carried && tag.unposted.includes(number) ? (
                      <b> · not in {toVersion.label} as posted</b>
                    ) : null}
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      </Section>
    </>
  )
}
