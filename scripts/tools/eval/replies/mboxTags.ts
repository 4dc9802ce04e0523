import type { Db } from '../../../../db/open'
import { MboxLimit } from '../../../../db/queries/mail/mboxLimit'
import { getVersionMbox } from '../../../../db/queries/mail/versionMbox'
import { getSeriesDocument } from '../../../../db/queries/series/seriesDocument'
import type { PatchView, PersonDetail, SeriesDocument, VersionView } from '../../../../db/queries/views'
import type { CheckResult, Finding } from './finding'
import { readRawMail } from './rawText'

/** The tags by which somebody vouches for a patch, as the page shows them. */
const VOUCHES = ['approves', 'approves-with-condition', 'tested']

/** What gives the mbox of a version: getVersionMbox, but for tests. */
type GetMbox = typeof getVersionMbox

/**
 * Checks that the mbox of each version of each series adds to each patch exactly the tags that the page of the series shows as given in
 * replies, each backed by a position that counts; and that the page and the mbox mean the same by it at the newest version: whoever has a tag in the mbox has a tag in force on the page, and the
 * other way round. What an mbox adds is read from its bytes: the lines that it has with tags and lacks without them.
 */
export function checkMboxTags(db: Db, getMbox: GetMbox = getVersionMbox): CheckResult {
  const keys = db.prepare<[], string>('SELECT key FROM series ORDER BY id').pluck().all()
  const findings: Finding[] = []
  let [versions, patches, tags] = [0, 0, 0]
  for (const key of keys) {
    const page = getSeriesDocument(db, key)
    if (page === undefined) throw new Error(`there is no page of ${key}`)
    const newest = page.versions.findLast((version) => version.patches.length > 0)
    for (const version of page.versions) {
      versions++
      const added = addedTags((options) => getMbox(db, page.id, version.key, options), version)
      if (typeof added === 'string') {
        findings.push({ kind: version.patches.length === 0 ? 'no patches' : 'no mbox', id: key, text: added })
        continue
      }
      for (const [index, patch] of version.patches.entries()) {
        patches++
        const lines = added[index]
        tags += lines?.length ?? 0
        findings.push(
          ...comparePatch(patch, lines),
          ...findUnbacked(page, patch),
          ...(version === newest ? compareStandings(page, version, patch, lines ?? []) : []),
        )
      }
    }
  }
  const counts = `${tags} tags added to ${patches} patches of ${versions} versions of ${keys.length} series`
  return { name: 'tags that the mbox adds and the page does not show, or the other way round', counts, findings }
}

/** The lines that the mbox of a version adds to each of its patches; a sentence when there is no mbox. */
function addedTags(
  getMbox: (options: { readonly trailers: boolean }) => ReturnType<GetMbox>,
  { key }: VersionView,
): (string[] | undefined)[] | string {
  try {
    const [tagged, plain] = [getMbox({ trailers: true }), getMbox({ trailers: false })]
    if (tagged === undefined || plain === undefined) return `version ${key} has no mbox`
    const bare = splitMbox(plain.text)
    return splitMbox(tagged.text).map((text, index) => addedLines(text.split('\n'), (bare[index] ?? '').split('\n')))
  } catch (error) {
    if (error instanceof MboxLimit) return error.message
    throw error
  }
}

/** The texts of the mails in an mboxrd. */
function splitMbox(mbox: Buffer): string[] {
  const mails = mbox
    .toString('latin1')
    .split(/^From .*\n/m)
    .slice(1)
  return mails.map((mail) => readRawMail(Buffer.from(mail.replace(/^>(>*From )/gm, '$1'), 'latin1')).text)
}

/** The lines that are in the one text and not in the other; undefined when they are not one block above the patch. */
function addedLines(text: readonly string[], bare: readonly string[]): string[] | undefined {
  const count = text.length - bare.length
  let start = 0
  while (start < bare.length && text[start] === bare[start]) start++
  // A block that begins with the line below it may be found one line late: any of the equal places will do.
  const isBlock = text.slice(start + count).join('\n') === bare.slice(start).join('\n')
  const inMessage = !text.slice(0, start).some((line) => line === '---' || line.startsWith('diff --git '))
  const added = text.slice(start, start + count).filter((line) => line !== '')
  return count === 0 && isBlock ? [] : isBlock && inMessage ? added : undefined
}

function comparePatch({ messageId, trailers }: PatchView, added: readonly string[] | undefined): Finding[] {
  if (added === undefined) return [{ kind: 'wrong', id: messageId, text: 'the mbox changes more than the tags' }]
  const shown = trailers.filter(({ source }) => source !== 'body').map(({ name, value }) => `${name}: ${value}`)
  return [
    ...without(added, shown).map((line) => ({ kind: 'wrong', id: messageId, text: `only in the mbox: ${line}` })),
    ...without(shown, added).map((line) => ({ kind: 'wrong', id: messageId, text: `only on the page: ${line}` })),
  ]
}

/** Tags of replies that no position backs: one in that mail, by that person, which counts. */
function findUnbacked({ positions }: SeriesDocument, { messageId: id, trailers }: PatchView): Finding[] {
  return trailers.flatMap(({ name, value, source, messageId }) => {
    const backed = positions.some(
      (one) => one.messageId === messageId && one.fits && VOUCHES.includes(one.position) && isNamed(one.person, value),
    )
    return source === 'body' || backed ? [] : [{ kind: 'wrong', id, text: `no position gives it: ${name}: ${value}` }]
  })
}

function isNamed({ name, emails }: PersonDetail, line: string): boolean {
  const text = line.toLowerCase()
  return emails.some((email) => text.includes(email)) || (name !== '' && text.includes(name.toLowerCase()))
}

/** What the one list has more than the other, repeated entries counted. */
function without(lines: readonly string[], others: readonly string[]): string[] {
  const left = [...others]
  return lines.filter((line) => {
    const at = left.indexOf(line)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}

/** Compares the tags of a patch of the newest version with where its reviewers stand. */
function compareStandings(
  page: SeriesDocument,
  { label }: VersionView,
  patch: PatchView,
  added: readonly string[],
): Finding[] {
  const inForce = page.standings.filter(
    ({ position, status, patch: number }) =>
      VOUCHES.includes(position) &&
      (status === 'current' || status === 'carried') &&
      (number === null || number === patch.number),
  )
  const posted = patch.trailers.map(({ name, value }) => `${name}: ${value}`)
  return [
    ...added
      .filter((line) => !inForce.some(({ person }) => isNamed(person, line)))
      .map((line) => ({ kind: 'wrong', id: patch.messageId, text: `not in force on the page: ${line}` })),
    ...inForce
      .filter(
        ({ sinceLabel, person }) =>
          sinceLabel === label && ![...added, ...posted].some((line) => isNamed(person, line)),
      )
      .map(({ quote, messageId }) => ({
        kind: 'wrong',
        id: messageId,
        text: `in force, but not in the mbox of <${patch.messageId}>: ${quote}`,
      })),
  ]
}
