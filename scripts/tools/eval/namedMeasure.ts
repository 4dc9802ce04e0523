import type { Db } from '../../../db/open'
import { findMaintainers } from '../../../db/queries/review/maintainers'
import { DECIDING_BASES, mailboxKey } from '../../../lib/review/basis'
import { isBot } from '../../../lib/review/speaker'

interface Row {
  readonly id: number
  readonly author_email: string
  readonly takers: string
}

/** Counts how often the people who are named as those who apply a series include whoever did. Series that only bots report as applied are left out. */
export function measureNamed(db: Db): string {
  const rows = db
    .prepare<{ bases: string }, Row>(
      `SELECT series.id, series.author_email, json_group_array(DISTINCT claims.mailbox) AS takers
       FROM series JOIN claims ON claims.series = series.id
       WHERE series.state = 'applied' AND series.backport = '[]' AND claims.kind = 'applied' AND claims.own = 0
         AND claims.basis IN (SELECT value FROM json_each(@bases))
       GROUP BY series.id ORDER BY series.id`,
    )
    .all({ bases: JSON.stringify(DECIDING_BASES) })
  const tally = { series: 0, named: 0, right: 0, people: 0 }
  for (const { id, author_email, takers } of rows) {
    const people = (JSON.parse(takers) as string[]).filter((email) => !isBot({ name: '', email }))
    if (people.length === 0) continue
    tally.series++
    const found = findMaintainers(db, id, author_email, 'apply').map(({ emails }) => mailboxKey(emails[0] ?? ''))
    if (found.length === 0) continue
    tally.named++
    tally.people += found.length
    if (found.some((one) => people.includes(one))) tally.right++
  }
  const average = tally.named === 0 ? '' : `; ${(tally.people / tally.named).toFixed(2)} people on average`
  return `${tally.series} applied series: somebody is named for ${tally.named}, the right one among them for ${tally.right}${average}\n`
}
