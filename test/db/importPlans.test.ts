import { describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import { ingestMails } from '../support/ingest'
import { ALLOWED, findScans, PLANNED_MAILS, recording, type Seen } from '../support/plans'

/** What an import may read besides: what is known about people is derived from all statements of the archive, once for each import. */
const ALLOWED_TO_DERIVE = [
  ...ALLOWED,
  /^SCAN (?:own|list|corrections|siblings|activity|mailmaps|boilerplate|pull_keys|series|commits USING COVERING INDEX commits_by_committer)\b/,
  /^SCAN claims USING INDEX claims_by_message$/,
  /^SCAN pulls USING INDEX pulls_(?:by_proof|to_settle)$/,
  /^SEARCH trusted USING PRIMARY KEY \(kind=\?\)$/,
]

describe('every query of an import', () => {
  it('finds its rows by an index with many values, but for what is known of people', async () => {
    const seen = new Map<string, Seen>()
    const db = openWriter(':memory:')
    await ingestMails(recording(db, 'derive', seen), PLANNED_MAILS)
    const derived = [...seen.values()].filter(({ file }) => file !== '')
    expect(derived.length).toBeGreaterThan(100)
    expect(findScans(db, derived, ALLOWED_TO_DERIVE)).toEqual([])
  })
})
