import { groupBy } from '../groupBy'
import type { Standing } from './foldTypes'
import { isInPart } from './inScope'
import type { ReadReply } from './replies'
import type { Scope } from './types'

/** A patch as far as it says which parts of the code it changes. */
export interface ChangedFiles {
  readonly number: number
  readonly title: string
  readonly files: readonly string[]
}

/** The note at the end of a review tag that a patch carries: "Acked-by: Ann <ann@example.org> # for ext4". */
const NOTE = />\s*(?:#\s*(?:for )?(?:the )?([\w/.-]{2,60})|\(([\w/.-]{2,60})\))(?: parts?| bits)?\s*$/i

/**
 * The patches that are approved only in part: every tag for them is limited to some of their files, as "For s390: Acked-by" on a treewide patch
 * (<Y05d5ii/2OqYLqa0@osiris>). A patch is approved as a whole when these parts have all its files, or its title names one of them. `approvals` are the tags
 * that count.
 */
export function partlyApproved(
  approvals: readonly Standing[],
  replies: readonly ReadReply[],
  patches: readonly ChangedFiles[],
): ReadonlySet<number> {
  const limitOf = openLimitOf(replies)
  const given = approvals.map((approval) => ({ ...approval, part: limitOf(approval) }))
  if (given.every(({ part }) => part === null)) return new Set()
  const found = patches.filter((patch) => {
    const own = given.filter((one) => isAbout(one, patch.number))
    const limits = own.flatMap(({ part }) =>
      part !== null && isInPart(part.text, patch.files, patch.title) ? [part] : [],
    )
    if (limits.length < own.length || limits.length === 0) return false
    // "For s390:" is all of a patch that is called so, "for the s390 part" is not if it has other files. <Y4Ru5Cnz+yps7RST@li-4a3a4a4c-28e5-11b2-a85c-a8d192c6f089.ibm.com>
    if (limits.some(({ kind, text }) => kind === 'area' && isInPart(text, [], patch.title))) return false
    return !patch.files.every((file) => limits.some(({ text }) => isInPart(text, [file], '')))
  })
  return new Set(found.map(({ number }) => number))
}

function isAbout({ patch, last }: Pick<Standing, 'patch' | 'last'>, number: number): boolean {
  return patch !== null && patch <= number && number <= (last ?? patch)
}

/** Finds the part of the code to which words limit a tag. */
function openLimitOf(replies: readonly ReadReply[]): (approval: Standing) => Limit | null {
  const tags = groupBy(
    replies.flatMap(({ key, statements }) =>
      statements.flatMap(({ tag, scope, sentence }) =>
        tag === null ? [] : [{ said: `${key} ${sentence}`, part: partOf(scope) }],
      ),
    ),
    ({ said }) => said,
  )
  return ({ mailKey, quote }) => {
    const said = tags.get(`${mailKey} ${quote}`)
    if (said !== undefined) return said.find(({ part }) => part !== null)?.part ?? null
    const note = NOTE.exec(quote)
    const text = note?.[1] ?? note?.[2]
    return text === undefined ? null : { kind: 'area', text }
  }
}

type Limit = Extract<Scope, { readonly text: string }>

function partOf(scope: Scope): Limit | null {
  return scope.kind === 'part' || scope.kind === 'area' ? scope : null
}
