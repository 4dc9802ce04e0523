import { describe, expect, it } from 'vitest'
import { getMessage } from '../../db/queries/mail/messagePage'
import { parseHeaderBlock } from '../../lib/mail/header'
import { findSignatures } from '../../lib/mail/signatureHeaders'
import { databaseOf } from '../support/ingest'
import { rawMail } from './read'

const find = (headers: Readonly<Record<string, string>>) => findSignatures(parseHeaderBlock(rawMail(headers)).fields)

describe('signatures of a mail', () => {
  it('are named by domain and identity, folded or not, each once', () => {
    const headers = {
      'DKIM-Signature': 'v=1; a=rsa-sha256; c=relaxed;\n\td=Example.org; s=x; bh=d=other.example.org; b=AAAA',
      'dkim-signature': 'v=1; d=example.org; b=BBBB',
      'X-Developer-Signature': 'v=1; a=ed25519-sha256; i=jane@example.org; b=CCCC',
    }
    expect(find(headers)).toEqual([
      { kind: 'dkim', by: 'example.org' },
      { kind: 'developer', by: 'jane@example.org' },
    ])
  })

  it('are absent without such a header, and have no name without a claim', () => {
    expect(find({})).toEqual([])
    expect(find({ 'DKIM-Signature': 'v=1; b=AAAA' })).toEqual([{ kind: 'dkim', by: '' }])
  })

  it('are never said to be verified', async () => {
    const db = await databaseOf([rawMail({ 'DKIM-Signature': 'v=1; d=example.org; b=AAAA' })])
    expect(getMessage(db, '1@example.org')?.signatures).toEqual([{ kind: 'dkim', by: 'example.org', verified: false }])
  })
})
