import { at } from '../at'
import type { Scope } from './types'

/**
 * The numbers that a scope names, among the patches of a version (ascending). A number below zero counts from the last patch. A number
 * that the version does not have is left out.
 */
export function numbersInScope(
  scope: Extract<Scope, { kind: 'patches' | 'except' }>,
  all: readonly number[],
): number[] {
  const meant = new Set(scope.numbers.map((number) => (number < 0 ? (all.at(number) ?? 0) : number)))
  return all.filter((number) => meant.has(number) === (scope.kind === 'patches'))
}

/** The longest name of a part that is looked for. */
const MAX_PART = 100

/**
 * Whether a patch with these files and this title is in the part of the code that a scope names: a path ("drivers/pci/", "drivers/pci/msi*"),
 * or a folder or area ("s390").
 */
export function isInPart(part: string, files: readonly string[], title: string): boolean {
  const wanted = part
    .slice(0, MAX_PART)
    .toLowerCase()
    .replace(/^\/|[/*]+$/g, '')
  if (wanted.length < 2) return false
  if (wanted.includes('/'))
    return files.some((path) => `/${path.toLowerCase()}/`.includes(part.endsWith('*') ? `/${wanted}` : `/${wanted}/`))
  const area = at(title.toLowerCase().split(': '), 0)
  return (
    files.some((path) =>
      path
        .toLowerCase()
        .split(/[/._-]/)
        .includes(wanted),
    ) ||
    (title.includes(': ') && area.split(/[/ _-]/).includes(wanted))
  )
}
