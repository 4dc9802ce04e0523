import { at } from '../../../lib/at'
import { mailboxKey } from '../../../lib/review/basis'
import { reviewName } from '../../../lib/review/tag'
import { isForAuthor } from '../../../lib/review/toAnswer'
import { predates } from '../../../lib/story/since'
import { hasMailbox, mailboxesOf } from '../people/persons'
import type { CarriedTagView, PersonDetail, SeriesDocument, SinceReviewView, VersionView } from '../views'
import { numberIn, openMarks, type PlacedMark, toTag } from './placedMarks'

/** The tags that others gave on patches of the newest version, each trailer with all its patches that have one grade. */
export function listCarried(series: SeriesDocument, to: VersionView): NonNullable<SinceReviewView['carry']> {
  const [marksOf, trailerOf] = [openMarks(series), openTrailers(series)]
  const found = new Map<string, CarriedTagView>()
  const titles = []
  for (const track of series.tracks) {
    const number = numberIn(track, to)
    if (number === undefined) continue
    // Somebody's newest tag of a name, since a second mail may correct the address of the first. <Y1xr0IYUf8lx+hHl@Asurada-Nvidia>
    const newest = new Map(
      marksOf(track).flatMap((placed) =>
        isByAuthor(placed, to, number)
          ? []
          : toTag(placed).map(
              (tag) =>
                [
                  giverOf(placed),
                  { trailer: trailerOf(placed), tag, person: placed.mark.person, condition: placed.condition },
                ] as const,
            ),
      ),
    )
    if (newest.size > 0) titles.push({ number, title: track.title })
    for (const { trailer, tag, person, condition: said } of newest.values()) {
      const isTaken = isPosted(to, number, tag.name, person)
      // The condition ends when the author takes the tag over.
      const condition = tag.asked || (isTaken && tag.givenLabel !== to.label) ? null : said
      const key = `${trailer}\n${tag.givenLabel}\n${tag.since}\n${tag.lines}\n${tag.asked}\n${condition ?? ''}\n${tag.messageId}`
      const before = found.get(key)
      const patches = [...(before?.patches ?? []), number].sort((a, b) => a - b)
      const lacking = isTaken ? [] : [number]
      const unposted = [...(before?.unposted ?? []), ...lacking].sort((a, b) => a - b)
      const { givenLabel, since, lines, asked, messageId } = tag
      found.set(key, { trailer, given: givenLabel, since, lines, asked, condition, messageId, patches, unposted })
    }
  }
  const all = [...found.values()].sort((a, b) => at(a.patches, 0) - at(b.patches, 0))
  const isOld = ({ since: kind, lines, asked }: CarriedTagView) => predates({ kind, lines }) && !asked
  return {
    keep: all.filter((tag) => !isOld(tag) && tag.condition === null),
    once: all.filter((tag) => !isOld(tag) && tag.condition !== null),
    ask: all.filter(isOld),
    titles,
    posted: countPosted(to),
    ...countOpen(series),
  }
}

/** Whether a patch of a version has a tag of a person as posted. */
function isPosted({ patches }: VersionView, number: number, tag: string, person: PersonDetail): boolean {
  const trailers = patches.find((one) => one.number === number)?.trailers ?? []
  const mailboxes = mailboxesOf(person.emails)
  return trailers.some(({ name, value, source }) => {
    const email = /<([^<>\s]+@[^<>\s]+)>/.exec(value)?.[1]
    const isTheirs =
      email === undefined ? value.trim() === person.name : hasMailbox({ name: '', emails: [email] }, mailboxes)
    return source === 'body' && reviewName(name) === tag && isTheirs
  })
}

/** The open comments of others that wait for the author, and those of them that they have answered. */
function countOpen({ remarks, author }: SeriesDocument): { readonly open: number; readonly answered: number } {
  const own = mailboxesOf([author.email])
  const open = remarks.filter((one) => isForAuthor(one) && one.status === 'open' && !hasMailbox(one.person, own))
  return { open: open.length, answered: open.filter(({ answered }) => answered).length }
}

/** Whether the giver of a tag wrote the patch: a tag for the series does not cover their own patches. <20221114122745.189af864@gandalf.local.home> */
function isByAuthor({ mark: { person } }: PlacedMark, { patches }: VersionView, number: number): boolean {
  const author = patches.find((one) => one.number === number)?.author
  return author !== undefined && person.emails.some((email) => mailboxKey(email) === mailboxKey(author.email))
}

/** The tags of reviewers and testers that the patches of a version have as posted. */
function countPosted({ patches }: VersionView): number {
  return patches
    .flatMap(({ trailers }) => trailers)
    .filter(({ name, source }) => source === 'body' && reviewName(name) !== undefined).length
}

function giverOf({ mark: { tag, person } }: PlacedMark): string {
  return `${tag}\n${person.name.toLowerCase() || person.emails.join(' ')}`
}

/** A trailer with nothing but a name and an address. */
const PLAIN_TRAILER = /^[A-Za-z-]+: [^<>:]+ <[^<>\s@]+@[^<>\s@]+>$/

/** Prepares to find the trailer of a tag as its reply has it; otherwise it is built from the name and address of the sender. */
function openTrailers({ versions }: SeriesDocument): (placed: PlacedMark) => string {
  const given = new Map<string, string>()
  for (const { messageId, name, value, source } of versions.flatMap(({ patches }) =>
    patches.flatMap(({ trailers }) => trailers),
  )) {
    const key = `${messageId}\n${name}`
    if (source !== 'body' && !given.has(key)) given.set(key, `${name}: ${value}`)
  }
  return ({ mark: { tag, messageId, person, quote } }) =>
    given.get(`${messageId}\n${tag}`) ??
    (quote.startsWith(`${tag}: `) && PLAIN_TRAILER.test(quote)
      ? quote
      : `${tag}: ${person.name} <${person.emails[0] ?? ''}>`)
}
