import { parseArgs } from 'node:util'
import { openWriter } from '../../../db/migrate'
import type { Db } from '../../../db/open'
import { LINK_EVIDENCE } from '../../../lib/series/types'
import { ingest } from '../../cli/ingest'
import { openProgress } from '../../cli/progress'
import { openSource } from '../../sources/openSource'
import { runTool } from '../runTool'
import { byHash } from './sample'

const HELP = `eval:series FILE... [--sample N] [--seed N]
Imports mail into memory and prints how the rules linked it: how many complete versions have no conflict between their patches, how
many versions were linked to an older one and on what evidence, and a sample of links of each kind to be judged by hand.
  --sample N   number of links of each kind to print (default 20)
  --seed N     another number draws another sample (default 1)

  npm run -s eval:series -- linux-s390-2022.mbox`

interface LinkRow {
  readonly kind: string
  readonly label: string
  readonly subject: string
  readonly sender: string
  readonly id: string
  readonly older_label: string
  readonly older_subject: string
  readonly older_sender: string
  readonly older_id: string
  readonly evidence: string
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      sample: { type: 'string', default: '20' },
      seed: { type: 'string', default: '1' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help === true || positionals.length === 0) {
    process.stdout.write(`${HELP}\n`)
    return values.help === true ? 0 : 2
  }
  const db = openWriter(':memory:')
  const summary = await ingest(db, await Promise.all(positionals.map(openSource)), openProgress(process.stderr))
  const links = [...listLinks(db), ...listRelations(db)]
  const lines = [
    `${summary.read} mails: ${summary.series} series, ${summary.versions} versions`,
    ...unificationLines(db),
    ...evidenceLines(db),
    ...sampleLines(links, Number(values.sample), Number(values.seed)),
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
  return 0
}

function unificationLines(db: Db): string[] {
  const count = (sql: string) => db.prepare<[], number>(sql).pluck().get() ?? 0
  const complete = "FROM versions WHERE missing = '[]' AND partial = 0 AND total > 0"
  const conflicts = `SELECT count(DISTINCT versions.id) FROM versions JOIN patches ON patches.version = versions.id
                     JOIN issues ON issues.message = patches.message AND code = 'base-conflict' WHERE partial = 0`
  const all = count(`SELECT count(*) ${complete}`)
  const several = count(`SELECT count(*) ${complete} AND total > 1`)
  return [
    `complete versions: ${all} (${several} of several patches); ${count(conflicts)} with a conflict between their patches`,
  ]
}

function evidenceLines(db: Db): string[] {
  const rows = db
    .prepare<[], { evidence: string; version: number; link_to: number | null }>(
      'SELECT evidence, version, link_to FROM versions',
    )
    .all()
  const linked = rows.filter(({ link_to }) => link_to !== null)
  const open = rows.filter(({ link_to, version }) => link_to === null && version > 1).length
  const lists = linked.map(({ evidence }) => JSON.parse(evidence) as string[])
  return [
    `versions linked to an older one: ${linked.length}; numbered above 1 with no older one archived: ${open}`,
    ...LINK_EVIDENCE.map((kind) => {
      const [holds, strongest] = [
        lists.filter((list) => list.includes(kind)),
        lists.filter(([first]) => first === kind),
      ]
      return `  ${kind.padEnd(15)} ${String(holds.length).padStart(5)} links have this evidence, ${String(strongest.length).padStart(4)} have it as the strongest`
    }),
  ]
}

/** The kind of a link is its strongest evidence; links by sender and code alone are split by whether titles of patches agree. */
function listLinks(db: Db): LinkRow[] {
  return db
    .prepare<[], Omit<LinkRow, 'kind'>>(
      `SELECT newer.label, head.subject, head.from_email AS sender, head.message_id AS id, newer.evidence,
              older.label AS older_label, old_head.subject AS older_subject, old_head.from_email AS older_sender,
              old_head.message_id AS older_id
       FROM versions AS newer JOIN versions AS older ON older.series = newer.series AND older.position = newer.link_to
            JOIN messages AS head ON head.id = newer.head JOIN messages AS old_head ON old_head.id = older.head`,
    )
    .all()
    .map((row) => {
      const evidence = JSON.parse(row.evidence) as string[]
      const first = evidence[0] ?? ''
      const byContent = evidence.includes('patch-titles') ? 'sender and patch titles' : 'sender and similarity'
      return { ...row, kind: first === 'sender' || first === 'author' ? byContent : first }
    })
}

function listRelations(db: Db): LinkRow[] {
  return db
    .prepare<[], LinkRow>(
      `SELECT 'relation: ' || relations.kind AS kind, newer.label, head.subject, head.from_email AS sender, head.message_id AS id,
              relations.evidence, older.label AS older_label, old_head.subject AS older_subject,
              old_head.from_email AS older_sender, old_head.message_id AS older_id
       FROM relations JOIN versions AS newer ON newer.id = relations.version JOIN messages AS head ON head.id = newer.head
            JOIN messages AS old_head ON old_head.id = relations.other
            JOIN places ON places.message = old_head.id
            JOIN versions AS older ON older.series = places.series AND older.position = places.version`,
    )
    .all()
}

function sampleLines(links: readonly LinkRow[], size: number, seed: number): string[] {
  const kinds = [...new Set(links.map(({ kind }) => kind))].sort()
  return kinds.flatMap((kind) => {
    const all = links.filter((link) => link.kind === kind)
    const drawn = all.sort(byHash(seed)).slice(0, size)
    return ['', `${kind}: ${drawn.length} of ${all.length}`, ...drawn.flatMap(linkLines)]
  })
}

function linkLines(link: LinkRow): string[] {
  return [
    `  ${link.label}  ${link.subject}  (${link.sender})  <${link.id}>`,
    `    <- ${link.older_label}  ${link.older_subject}  (${link.older_sender})  <${link.older_id}>`,
    `    ${(JSON.parse(link.evidence) as string[]).join(', ')}`,
  ]
}

runTool('eval:series', main)
