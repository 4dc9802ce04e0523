import { figure } from '../../lib/text'
import { clean } from '../cli/output'
import type { TreeView } from './treeView'
import type { TreeSummary } from './updateTrees'

/** One line about what an update did with a tree. */
export function treeLine({ tree, ok, error, commits, gone, missing, warning, seconds }: TreeSummary): string {
  if (!ok) return clean(`FAILED  ${error ?? ''} (${seconds} s)`)
  const what = [
    `${figure(commits)} new ${commits === 1 ? 'commit' : 'commits'}`,
    ...(gone > 0 ? [`${figure(gone)} gone from a branch`] : []),
    ...(missing.length > 0 ? [`no longer has ${missing.join(', ')}`] : []),
    ...(warning === null ? [] : [warning]),
    `${seconds} s`,
  ]
  return clean(`ok      ${tree}: ${what.join(', ')}`)
}

/** The trees with their branches, for `reroll tree list`. */
export function treeTable(trees: readonly TreeView[]): string {
  if (trees.length === 0) return 'no git tree is read: npm run -s reroll -- tree add PATH_OR_URL\n'
  const lines = trees.flatMap(({ name, url, branches, scopes, updated }) => [
    clean(`${name}  ${url}`),
    `  last read ${updated ?? 'never'}`,
    ...(scopes.length === 0 ? [] : [clean(`  decides for ${scopes.join(', ')}`)]),
    ...branches.map((branch) =>
      clean(
        `  ${branch.name} (${branch.role}): ${figure(branch.commits)} commits, ${figure(branch.matched)} of them from patches that are archived here`,
      ),
    ),
  ])
  return `${lines.join('\n')}\n`
}
