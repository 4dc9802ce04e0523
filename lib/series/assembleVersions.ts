import { at } from '../at'
import { sameSender } from '../mail/address'
import { fingerprintText, likeness, REROLL_LIKENESS } from '../patch/fingerprint'
import type { Sketch } from './sketch'
import { comparePosted, placeOf, slotOf } from './slot'
import type { SeriesMail, Version } from './types'

/** The cover or patch of another posting that this one answers: the one above the first of its mails that has one. */
export function findAbove(mails: readonly SeriesMail[]): number | null {
  const own = new Set(mails.map(({ id }) => id))
  const outside = mails.filter(({ above }) => above !== null && !own.has(above))
  return outside.length === 0 ? null : outside.reduce((a, b) => (comparePosted(b, a) < 0 ? b : a)).above
}

/** What the mails of one posting say together. `repliesTo`: the head of the version that has the mail above them, see findAbove. */
export function assembleVersion(mails: readonly SeriesMail[], repliesTo: number | null): Version {
  const sorted = [...mails].sort(comparePosted)
  const head = headOf(mails)
  const slots = new Map([...sorted, head].map((mail) => [slotOf(mail), mail]))
  const cover = slots.get(0) ?? null
  const numbers = [...slots.keys()].filter((slot) => slot > 0).sort((a, b) => a - b)
  // When the mails of one posting disagree, somebody forgot to raise the number.
  const labelled = sorted
    .flatMap(({ tag: { version, dotted } }) => (version === null ? [] : [{ version, dotted }]))
    .sort((a, b) => b.version - a.version)[0]
  const first = numbers[0] === undefined ? undefined : slots.get(numbers[0])
  // When cover and patches disagree on the total, the patches are right. A cover without a number has all marks from them.
  const marked = cover === null || cover.tag.number !== null ? head : (first ?? head)
  return {
    version: labelled?.version ?? 1,
    // A letter is surely a version; a dotted number may be one of the kernel, see readRevision.
    revision: labelled?.dotted?.revision ?? null,
    labelled: labelled !== undefined,
    rfc: marked.tag.rfc,
    resend: marked.tag.resend,
    total: (first ?? head).tag.total ?? 1,
    words: marked.tag.words,
    cover,
    copies: sorted.flatMap((mail) => (slots.get(slotOf(mail)) === mail ? [] : [{ number: slotOf(mail), mail }])),
    patches: numbers
      .flatMap((number) => {
        const mail = slots.get(number)
        return mail === undefined ? [] : [{ number, mail }]
      })
      .sort((a, b) => placeOf(a) - placeOf(b)),
    head,
    repliesTo,
    succeeds: false,
  }
}

/** The cover, else the patch with the lowest number; of several the first that a mail of the posting answers. Throws on an empty list. */
export function headOf(mails: readonly SeriesMail[]): SeriesMail {
  const answered = new Set(mails.map(({ parent }) => parent))
  const rank = ({ id }: SeriesMail) => (answered.has(id) ? 0 : 1)
  const compare = (a: SeriesMail, b: SeriesMail) => slotOf(a) - slotOf(b) || rank(a) - rank(b) || comparePosted(a, b)
  return mails.reduce((head, mail) => (compare(mail, head) < 0 ? mail : head), at(mails, 0))
}

/**
 * Of two patches with one number, the last that was sent counts, unless the cover lists the title of another one: a file of an older
 * draft was sent along (<20210826135422.31063-5-fw@strlen.de>).
 */
export function preferListed(version: Version, sketchOf: (id: number) => Sketch): Version {
  const { cover, copies, patches } = version
  if (cover === null || copies.every(({ number }) => number === 0)) return version
  const listed = new Set(sketchOf(cover.id).listed)
  const isListed = (mail: SeriesMail) => listed.has(fingerprintText(mail.titleKey))
  const better = new Map<number, SeriesMail>()
  for (const { number, mail } of copies) if (number > 0 && isListed(mail)) better.set(number, mail)
  const chosen = patches.map((patch) => {
    const other = isListed(patch.mail) ? undefined : better.get(patch.number)
    return other === undefined ? patch : { ...patch, mail: other }
  })
  const used = new Set(chosen.map(({ mail }) => mail))
  return {
    ...version,
    patches: chosen,
    copies: [...copies, ...patches].filter(({ number, mail }) => number === 0 || !used.has(mail)),
  }
}

/** Whether a version is a single patch without a number or cover. */
export function isUnnumbered({ cover, patches }: Version): boolean {
  return cover === null && patches[0]?.mail.tag.number === null
}

/**
 * `[PATCH v3] title` in reply to v2, which has a patch with that title as 4/8, is v3 4/8: <20220725130859.48740-1-frankja@linux.ibm.com>.
 * So it is with the number of v2, and under another title when it has a higher one and keeps enough of the code of a patch of v2. A lower
 * number than that of the patch which it answers is a count of its own, and the patch belongs to that version:
 * <20210829034551.16865-1-duncan_roe@optusnet.com.au>. A patch with a number of its own keeps it. `above`: the version that it replies to, the one that this one replies to, and so on.
 */
export function placeReroll(version: Version, above: readonly Version[], sketchOf: (id: number) => Sketch): Version {
  const lone = version.patches[0]?.mail
  if (lone === undefined || !isUnnumbered(version)) return version
  for (const older of above) {
    if (older.total === 1) continue
    const lower = version.version < older.version
    const near = lower ? older.patches.filter(({ mail }) => mail.id === lone.above) : older.patches
    const own = near.filter(({ mail }) => sameSender(mail.from, lone.from))
    const old =
      own.find(({ mail }) => mail.titleKey === lone.titleKey) ??
      (older === above[0] && version.version > older.version ? findAlike(own, lone, sketchOf) : undefined)
    if (old === undefined) continue
    const counted = lower ? { version: older.version, revision: older.revision, rfc: older.rfc } : {}
    return { ...version, ...counted, total: older.total, patches: [{ number: old.number, mail: lone }] }
  }
  return version
}

/** Patches of one version whose code is compared with that of a reroll; a hostile sender answers a thousand of them a thousand times. */
const MAX_ALIKE = 50

/** The patch that a mail answers, when it keeps enough of the code of that; else the one of which it keeps most. */
function findAlike(
  patches: Version['patches'],
  lone: SeriesMail,
  sketchOf: (id: number) => Sketch,
): Version['patches'][number] | undefined {
  const partOf = ({ mail }: Version['patches'][number]) => likeness(sketchOf(mail.id).lines, sketchOf(lone.id).lines)
  const answered = patches.find(({ mail }) => mail.id === lone.above)
  if (answered !== undefined && partOf(answered) >= REROLL_LIKENESS) return answered
  const alike = patches.slice(0, MAX_ALIKE).map((patch) => ({ patch, part: partOf(patch) }))
  const best = alike.sort((a, b) => b.part - a.part)[0]
  return best !== undefined && best.part >= REROLL_LIKENESS ? best.patch : undefined
}

/**
 * `[PATCH v5.1 2/2]` replaces a patch of v5 when its sender posted a v5 that it answers or shares a title with. Otherwise it names a
 * kernel version (`[PATCH v5.4 1/1]`), which is far more common. `others`: versions that it may answer or share a title with.
 */
export function readRevision(version: Version, others: () => readonly Version[]): Version {
  const dotted = version.head.tag.dotted
  if (dotted === null || version.labelled) return version
  const titles = new Set(titlesOf(version))
  const replaced = others().find(
    (other) =>
      (other.labelled || dotted.version === 1) &&
      other.version === dotted.version &&
      sameSender(other.head.from, version.head.from) &&
      (other.head.id === version.repliesTo || titlesOf(other).some((title) => titles.has(title))),
  )
  if (replaced === undefined) return version
  return { ...version, version: dotted.version, revision: dotted.revision, labelled: true, rfc: replaced.rfc }
}

function titlesOf({ head, patches }: Version): string[] {
  return [head, ...patches.map(({ mail }) => mail)].map(({ titleKey }) => titleKey)
}
