import type { Db } from '../../../db/open'

/** A row of the table of commits, as much of it as is needed here. */
interface Row {
  readonly sha: string
  readonly title: string
  readonly name: string
  readonly email: string
  readonly patchId: string
  readonly links: string
}

interface PostedPatch {
  readonly series: string
  readonly messageId: string
  readonly title: string
  readonly name: string
  readonly email: string
  readonly patchId: string | null
}

/**
 * The series whose newest version is wholly in a table of commits: each of its patches has a commit that links to its mail, has its
 * stable patch-id, or has its exact title and author. This is the measure for what the program says, so it shares no code with
 * lib/tree, and knows of no dates, older versions or reverts. Returns the keys of these series, and of those of which some patches are there.
 */
export function listLandedSeries(table: string, db: Db): { readonly whole: Set<string>; readonly part: Set<string> } {
  const rows = parseRows(table)
  const links = rows.map((row) => row.links).join(' ')
  const patchIds = new Set(rows.map(({ patchId }) => patchId))
  const titles = new Set(
    rows.flatMap(({ title, name, email }) => [`${plain(title)}\n${name}`, `${plain(title)}\n${email}`]),
  )
  const has = ({ messageId, title, name, email, patchId }: PostedPatch) =>
    links.includes(`/${messageId}`) ||
    (patchId !== null && patchIds.has(patchId)) ||
    titles.has(`${plain(title)}\n${name.toLowerCase()}`) ||
    titles.has(`${plain(title)}\n${email.toLowerCase()}`)
  const counts = new Map<string, { found: number; all: number }>()
  for (const patch of listNewest(db)) {
    const count = counts.get(patch.series) ?? { found: 0, all: 0 }
    counts.set(patch.series, { found: count.found + (has(patch) ? 1 : 0), all: count.all + 1 })
  }
  const entries = [...counts]
  return {
    whole: new Set(entries.flatMap(([key, { found, all }]) => (found === all ? key : []))),
    part: new Set(entries.flatMap(([key, { found, all }]) => (found > 0 && found < all ? key : []))),
  }
}

function parseRows(table: string): Row[] {
  return table
    .split('\n')
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => {
      const [sha = '', , author = '', , title = '', patchId = '', links = ''] = line.split('\t')
      const [, name = '', email = ''] = /^(.*?)(?: via [^<]*)? <(.*)>$/.exec(author.toLowerCase()) ?? []
      return { sha, title, name, email, patchId, links }
    })
}

/** A title in lower case, without brackets in front and a dot at the end. */
function plain(title: string): string {
  return title
    .toLowerCase()
    .replace(/^(?:\[[^\]]*\]\s*)+/, '')
    .replace(/\s+/g, ' ')
    .replace(/\.$/, '')
    .trim()
}

/** The patches of the newest version of each series. */
function listNewest(db: Db): PostedPatch[] {
  return db
    .prepare<[], PostedPatch>(
      `SELECT series.key AS series, messages.message_id AS messageId, patches.title, patches.author_name AS name,
              patches.author_email AS email,
              (SELECT mentions.value FROM mentions WHERE mentions.message = patches.message AND mentions.kind = 'patch') AS patchId
       FROM series JOIN versions ON versions.series = series.id JOIN patches ON patches.version = versions.id
            JOIN messages ON messages.id = patches.message
       WHERE versions.position = (SELECT max(later.position) FROM versions AS later WHERE later.series = series.id)
       ORDER BY series.key, patches.number`,
    )
    .all()
}
