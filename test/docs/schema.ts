import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openWriter } from '../../db/migrate'
import type { Db } from '../../db/open'

interface Column {
  readonly name: string
  readonly type: string
}

/**
 * The text of docs/data-model.md: the tables and columns that the database really has, each with the comment above or beside it in the
 * migrations. A column of a full-text table has no type.
 */
export function dataModelText(migrations: string): string {
  const comments = readComments(migrations)
  const db = openWriter(':memory:')
  try {
    const tables = db
      .prepare<[], { name: string }>(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual') AND name NOT LIKE 'sqlite_%' ORDER BY name",
      )
      .all()
    const parts = tables.map(({ name }) => {
      const columns = db
        .prepare<[string], Column>('SELECT name, type FROM pragma_table_xinfo(?) WHERE hidden = 0')
        .all(name)
      return [
        `## \`${name}\``,
        '',
        ...(comments.tables.get(name) === undefined ? [] : [`${comments.tables.get(name)}`, '']),
        '| column | type | meaning |',
        '|---|---|---|',
        ...columns.map((column) =>
          row(column, comments.columns.get(`${name}.${column.name}`) ?? pointsTo(db, name, column)),
        ),
        '',
      ].join('\n')
    })
    return `${HEAD}\n${parts.join('\n')}`
  } finally {
    db.close()
  }
}

const HEAD = `# Data model

Written by \`npm run fixtures\` from the comments in \`db/migrations\`: edit those. A test compares the two.

\`mails\`, \`rejections\`, \`corrections\`, \`hidden\`, \`sources\`, \`cursors\`, \`origins\`, \`deliverers\` and \`deliveries\` hold what cannot be computed. Everything else is derived from
them, and \`rebuild\` derives it again. Columns that end in \`_ms\` are times, in milliseconds since 1970, UTC. Positions of versions count from 1 within
a series; they differ from the numbers as posted when a version is missing or has no number. The number of a patch that was
inserted as 2.5/3 is stored as 100025 (\`lib/patchNumber.ts\`).
`

function row({ name, type }: Column, text: string): string {
  return `| \`${name}\` | ${type === '' ? 'text' : type.toLowerCase()} | ${text.replaceAll('|', '\\|')} |`
}

/** What a column without a comment refers to; '' when it refers to nothing. */
function pointsTo(db: Db, table: string, { name }: Column): string {
  const target = db
    .prepare<[string, string], string>('SELECT "table" FROM pragma_foreign_key_list(?) WHERE "from" = ?')
    .pluck()
    .get(table, name)
  return target === undefined ? '' : `a row of \`${target}\``
}

interface Comments {
  readonly tables: ReadonlyMap<string, string>
  /** By `table.column`. */
  readonly columns: ReadonlyMap<string, string>
}

function readComments(folder: string): Comments {
  const tables = new Map<string, string>()
  const columns = new Map<string, string>()
  for (const file of readdirSync(folder).sort()) {
    let above: string[] = []
    let table = ''
    for (const line of readFileSync(join(folder, file), 'utf8').split('\n')) {
      const comment = /^-- (.*)/.exec(line)?.[1]
      const created = /^CREATE (?:VIRTUAL )?TABLE (\w+)/.exec(line)?.[1]
      const altered = /^ALTER TABLE (\w+) ADD COLUMN (\w+) .*?;\s+-- (.*)/.exec(line)
      const column = /^ {2}(\w+)\b.*?-- (.*)/.exec(line)
      if (created !== undefined) {
        table = created
        if (above.length > 0) tables.set(table, above.join(' '))
      } else if (altered !== null) columns.set(`${altered[1]}.${altered[2]}`, altered[3] ?? '')
      else if (table !== '' && column !== null) columns.set(`${table}.${column[1]}`, column[2] ?? '')
      if (line.startsWith(')')) table = ''
      above = comment === undefined ? [] : [...above, comment]
    }
  }
  return { tables, columns }
}
