import type { PeopleRow, PersonPageView, PersonSeriesView, SeriesRow } from '../../db/queries/views'
import { DUTIES, type Duty } from '../../lib/review/duty'
import { count } from './pageWords'
import { staleWords } from './reviewWords'

/** What a series is waiting on somebody for: as a heading, beside a number, and what it means. */
export const DUTY_WORDS: Readonly<
  Record<Duty, { readonly title: string; readonly short: string; readonly note: string }>
> = {
  apply: { title: 'To apply', short: 'to apply', note: 'ready, or waiting to be applied by them' },
  pull: { title: 'To pull', short: 'to pull', note: 'in a pull request to them' },
  answer: { title: 'To answer', short: 'to answer', note: 'comments on their series, and questions to them' },
  respin: { title: 'To respin', short: 'to respin', note: 'series that they posted, with another version promised' },
  'look-again': {
    title: 'To look at again',
    short: 'to look at again',
    note: 'the author replied, or code changed after their tag or comment',
  },
  review: { title: 'To review', short: 'to review', note: 'sent to them, and not reviewed in full yet' },
}

/** `8 to apply`, `1 to answer`: what is waiting on somebody, with the section of their page that has it. */
export function dutyCounts(counts: PeopleRow['counts']): readonly { readonly duty: Duty; readonly words: string }[] {
  return DUTIES.flatMap((duty) =>
    counts[duty] === 0 ? [] : [{ duty, words: `${counts[duty]} ${DUTY_WORDS[duty].short}` }],
  )
}

/** `2 comments to answer`: on own series that are waiting on others, who do not wait for the answer. */
export function toAnswerWords(comments: number): string {
  return `${count(comments, 'comment')} to answer`
}

/** The sections at the top of the page of a person, as links: `8 to apply`, `2 waiting on others`, `3 open comments`. */
export function dutyLinks({
  duties,
  ownTotal,
  toAnswer,
  comments,
}: PersonPageView): readonly { readonly id: string; readonly words: string }[] {
  const open = comments.reduce((sum, { comments: own }) => sum + own.length, 0)
  return [
    ...duties.map(({ duty, total }) => ({ id: duty, words: `${total} ${DUTY_WORDS[duty].short}` })),
    ...(toAnswer === 0 ? [] : [{ id: 'waiting', words: toAnswerWords(toAnswer) }]),
    ...(ownTotal === 0 ? [] : [{ id: 'waiting', words: `${ownTotal} waiting on others` }]),
    ...(open === 0 ? [] : [{ id: 'comments', words: count(open, 'open comment') }]),
  ]
}

/** Why a person has to look at a series again: `1 tag predates v2`, `2 comments to confirm: code changed`, `author replied to 1 comment`. */
export function againWords({ row, again }: Pick<PersonSeriesView, 'row' | 'again'>): string[] {
  const { stale, addressed, answered } = again
  return [
    ...(stale > 0 ? [staleWords(stale, row.versionLabels.at(-1) ?? '')] : []),
    ...(addressed > 0 ? [`${count(addressed, 'comment')} to confirm: code changed`] : []),
    ...(answered > 0 ? [`author replied to ${count(answered, 'comment')}`] : []),
  ]
}

/** Why a series is waiting on a person whom a mail names: `they said they will apply it`. */
export function saidWords({ why }: SeriesRow['turn']): string {
  switch (why) {
    case 'pinged':
      return 'the author asked them'
    case 'pledged':
      return 'they said they will apply it'
    case 'called-good':
      return 'they called it good'
    case 'pushed':
      return 'they wrote that they have it in a branch'
    case 'in-pull-request':
      return 'they were asked to pull it'
    case 'answered':
      return 'the author answered them'
    default:
      return 'they wrote that they will apply it, or applied other patches of it'
  }
}
