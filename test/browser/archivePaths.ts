import type { SeriesRow } from './weights'

/** Views of a compared patch. `applied` is one of them where a tree is known. */
const VIEWS = ['', '?view=range-diff', '?view=full', '?view=comments', '?columns=2', '?view=full&columns=2']

const seriesPath = ({ id }: SeriesRow) => `/series/${encodeURIComponent(id)}`
const messagePath = (id: string) => `/message/${encodeURIComponent(id)}`

/** The series where a page is likeliest to break: one patch, most versions, most patches, most mails, longest title; and some by chance. */
function chooseSeries(all: readonly SeriesRow[]): Record<string, SeriesRow> {
  const most = (size: (row: SeriesRow) => number) => all.toSorted((a, b) => size(b) - size(a))[0]
  const chosen: Record<string, SeriesRow | undefined> = {
    'a series of one patch': all.find(({ versions }) => versions.every(({ patches }) => patches.length === 1)),
    'a single patch in several versions': all.find(
      ({ versions }) => versions.length > 2 && versions.every(({ patches }) => patches.length === 1),
    ),
    'most versions': most(({ versions }) => versions.length),
    'most patches': most(({ versions }) => Math.max(...versions.map(({ patches }) => patches.length))),
    'most mails': most(({ messages }) => messages),
    'longest title': most(({ title }) => title.length),
    'longest word in a title': most(({ title }) => Math.max(...title.split(/\s/).map((word) => word.length))),
    ...Object.fromEntries(all.filter((_, at) => at % 50 === 0).map((row, at) => [`series ${at + 1}`, row])),
  }
  return Object.fromEntries(
    Object.entries(chosen).filter((entry): entry is [string, SeriesRow] => entry[1] !== undefined),
  )
}

/** One page of each kind of an archive, and several series, with steps, compared patches, patches and mails of each. */
export function archivePaths(all: readonly SeriesRow[]): Record<string, string> {
  const paths: Record<string, string> = {
    front: '/',
    'a group': '/?group=done',
    'the second page of a group': '/?group=done&page=2',
    'a filtered list': '/list/linux-s390%40vger.kernel.org?age=30d',
    'all lists': '/list',
    'all paths': '/path',
    'a path': '/path/arch/s390',
    'all pull requests': '/pulls',
    search: '/search?q=vfio',
    status: '/status',
  }
  for (const [name, row] of Object.entries(chooseSeries(all))) {
    const [own, newest] = [seriesPath(row), row.versions.at(-1)]
    paths[name] = own
    paths[`${name}: author`] = `/people/${encodeURIComponent(row.author.email)}`
    if (newest?.cover) paths[`${name}: cover letter`] = messagePath(newest.cover)
    const patch = newest?.patches[0]
    if (newest === undefined || patch === undefined) continue
    paths[`${name}: patch mail`] = messagePath(patch.messageId)
    paths[`${name}: patch`] = `${own}/patch/${encodeURIComponent(newest.key)}/${patch.number}`
    if (newest.comparedWith === null) continue
    const step = `${own}/diff/${encodeURIComponent(newest.comparedWith)}..${encodeURIComponent(newest.key)}`
    paths[`${name}: step`] = step
    paths[`${name}: compared patch`] = `${step}/${patch.number}`
  }
  return paths
}

/** Compared patches of some series, in every view. */
export function codePaths(all: readonly SeriesRow[]): Record<string, string> {
  const stepped = all.filter(
    ({ versions }) =>
      versions.length > 1 &&
      versions.at(-1)?.comparedWith !== null &&
      versions.every(({ missingCount }) => missingCount === 0),
  )
  const paths: Record<string, string> = {}
  for (const row of stepped.filter((_, at) => at % 12 === 0)) {
    const newest = row.versions.at(-1)
    const patches = newest?.patches.toSorted((a, b) => b.added + b.removed - (a.added + a.removed)) ?? []
    // The second largest: the largest is often cut.
    const patch = patches[1] ?? patches[0]
    if (newest === undefined || patch === undefined) continue
    const step = `${seriesPath(row)}/diff/${encodeURIComponent(newest.comparedWith ?? '')}..${encodeURIComponent(newest.key)}`
    for (const view of VIEWS) paths[`${step}/${patch.number}${view}`] = `${step}/${patch.number}${view}`
  }
  return paths
}
