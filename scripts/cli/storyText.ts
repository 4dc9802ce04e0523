import { sinceRange } from '../../app/_model/marks'
import { formatNumbers } from '../../app/_model/patchNumbers'
import type { SeriesDocument, StoryAsk, StoryCard, StoryTag } from '../../db/queries/views'

/** Characters of a comment or item that fit beside what became of it. */
const MAX_TEXT = 90

/** What each version did about the one that it continues, in a few lines each, and the changelog of versions that continue none. */
export function storyLines({ story, changelog }: SeriesDocument): string[] {
  const withCard = new Set(story.map(({ label }) => label))
  const others = changelog
    .filter(({ label }) => !withCard.has(label))
    .map(({ label, text, patches }) => `${label}  ${item(text, patches)}`)
  return [...(others.length === 0 ? [] : ['', 'changelog', ...others]), ...story.flatMap(cardLines)]
}

function cardLines(card: StoryCard): string[] {
  const { label, asked, askedCount, announced, unannounced, dropped, gained, lost } = card
  const left = askedCount - asked.length
  const silent = [
    ...(unannounced.length === 0 ? [] : [`changes in ${formatNumbers(unannounced)}`]),
    ...(dropped.length === 0 ? [] : [`dropped ${formatNumbers(dropped)}`]),
  ]
  const lines = [
    ...asked.map(askLine),
    ...(left === 0 ? [] : [`and ${left} more ${left === 1 ? 'comment' : 'comments'}`]),
    ...announced.map(({ text, patches }) => `changed  ${item(text, patches)}`),
    ...(silent.length === 0
      ? []
      : [`${card.hasChangelog ? 'not named in the changelog' : 'no changelog'}: ${silent.join('; ')}`]),
    ...gained.map((tag) => `+ ${tagWords(tag)}`),
    ...lost.map((tag) => `- ${tagWords(tag)}`),
  ]
  return lines.length === 0 ? [] : ['', label, ...lines.map((line) => `  ${line}`)]
}

function askLine({ person, on, patch, patches, quote, outcome, changed, announcedAs }: StoryAsk): string {
  const place = patches.length === 0 ? on : `${on} ${patch ?? formatNumbers(patches)}`
  const done = outcome !== 'done' || changed.length === 0 ? '' : ` -> ${formatNumbers(changed)}`
  const said = announcedAs === null ? '' : `: ${cut(announcedAs)}`
  return `${outcome.padEnd(8)} ${person.name} on ${place}: "${cut(quote)}"${done}${said}`
}

function item(text: string, patches: readonly number[]): string {
  return patches.length === 0 ? cut(text) : `${cut(text)} -> ${formatNumbers(patches)}`
}

function tagWords({ person, tag, patches, since, least }: StoryTag): string {
  const grade = sinceRange(since, least)
  return `${tag}: ${person.name}, ${formatNumbers(patches)}${grade === '' ? '' : ` (${grade})`}`
}

function cut(text: string): string {
  const line = text.replaceAll('\n', ' ')
  return line.length <= MAX_TEXT ? line : `${line.slice(0, MAX_TEXT).trimEnd()} ...`
}
