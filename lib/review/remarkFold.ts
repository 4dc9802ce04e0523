import { common, type FoldEvent, type FoldInput, type Standing, speaksFor } from './foldTypes'
import { approves, blocks, waits } from './positions'
import { COMMENT_STATUSES, isOpenStatus, type StandingStatus } from './states'

/** A remark or an objection on its way through the discussion. */
interface Remark {
  readonly event: FoldEvent
  readonly track: number | null
  status: 'open' | 'promised' | 'declined' | 'cleared'
  answered: boolean
}

/** Which of several remarks of one kind is shown. */
const RANK: readonly StandingStatus[] = COMMENT_STATUSES

/** Remarks so far, found by their mail and by their person: a long thread has thousands. */
interface Remarks {
  readonly all: Remark[]
  readonly byMail: Map<string, Remark[]>
  readonly byPerson: Map<number, Remark[]>
}

/**
 * Follows each remark and objection through the discussion: open, promised or declined by the author, cleared by its own person, addressed by a
 * later version. Per person, patch and kind the most open one is given. `events` must be in the order of receipt.
 */
export function foldRemarks(events: readonly FoldEvent[], input: FoldInput): Standing[] {
  const remarks: Remarks = { all: [], byMail: new Map(), byPerson: new Map() }
  for (const event of events) {
    // A stranger under the author's name answers nothing.
    if (event.author && !event.stranger) answerRemarks(event, remarks, input)
    else if (!event.author) settleRemarks(event, remarks, input)
    if (event.author || !waits(event.position)) continue
    const tracks: readonly (number | null)[] = event.whole ? [null] : event.tracks
    for (const track of tracks) putRemark({ event, track, status: 'open', answered: false }, remarks)
  }
  const best = new Map<string, Standing>()
  for (const remark of remarks.all) {
    const standing = remarkStanding(remark, input)
    if (standing === undefined) continue
    const key = `${standing.person}/${standing.patch}/${standing.position}`
    const known = best.get(key)
    if (known === undefined || showsBefore(standing, known)) best.set(key, standing)
  }
  return [...best.values()]
}

function putRemark(remark: Remark, { all, byMail, byPerson }: Remarks): void {
  const { mailKey, person } = remark.event
  all.push(remark)
  const ofMail = byMail.get(mailKey)
  if (ofMail === undefined) byMail.set(mailKey, [remark])
  else ofMail.push(remark)
  const ofPerson = byPerson.get(person)
  if (ofPerson === undefined) byPerson.set(person, [remark])
  else ofPerson.push(remark)
}

/** The more open remark, then the newer mail; of one mail the first sentence. */
function showsBefore(standing: Standing, known: Standing): boolean {
  const order = RANK.indexOf(standing.status) - RANK.indexOf(known.status)
  return order < 0 || (order === 0 && standing.mailKey !== known.mailKey)
}

/** The author's mail answers the remarks of the mail right above it. */
function answerRemarks(event: FoldEvent, remarks: Remarks, input: FoldInput): void {
  const parent = input.ancestors(event.mailKey)[0] ?? ''
  for (const remark of remarks.byMail.get(parent) ?? []) {
    if (remark.status === 'cleared') continue
    remark.answered = true
    if (!canBePromised(remark)) continue
    if (event.cues.includes('concedes')) remark.status = 'promised'
    else if (event.cues.includes('declines') && isRefusable(remark)) remark.status = 'declined'
  }
}

/** A "no" to a question is its answer. */
function isRefusable({ event, status }: Remark): boolean {
  return event.position === 'requests-changes' && status === 'open'
}

/** Only its own person clears a refusal or an objection. */
function canBePromised({ event }: Remark): boolean {
  return !blocks(event.position)
}

/** A person's later tag on the patch, or a concession further down the same thread, clears what the person said before. */
function settleRemarks(event: FoldEvent, remarks: Remarks, input: FoldInput): void {
  if (event.cues.includes('concedes')) {
    for (const above of input.ancestors(event.mailKey)) {
      for (const remark of remarks.byMail.get(above) ?? []) {
        if (speaksFor(event, remark.event)) remark.status = 'cleared'
      }
    }
  }
  if (!approves(event.position)) return
  for (const remark of remarks.byPerson.get(event.person) ?? []) {
    if (remark.event.mailKey === event.mailKey || !speaksFor(event, remark.event)) continue
    const same = remark.track === null ? event.whole : event.tracks.includes(remark.track)
    // "Other than my small remarks" lets the remarks stand.
    if (same && (event.position === 'approves' || !canBePromised(remark))) remark.status = 'cleared'
  }
}

function remarkStanding({ event, track, status, answered }: Remark, input: FoldInput): Standing | undefined {
  const patch = track === null ? null : input.tracks[track]?.numbers.get(input.newest)
  if (patch === undefined) return undefined
  const changedIn = track === null ? undefined : event.changedIn.get(track)
  // A question is answered by words; a change answers it when the author said so.
  const wanted = event.position === 'requests-changes' || (event.position === 'asks' && status === 'promised')
  const addressed = wanted && isOpenStatus(status) && changedIn !== undefined
  return {
    ...common(event),
    patch,
    status: addressed ? 'addressed' : status,
    answered,
    changedIn: changedIn ?? null,
  }
}
