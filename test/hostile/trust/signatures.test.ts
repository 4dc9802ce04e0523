import { describe, expect, it } from 'vitest'
import { openApiDocument } from '../../../app/_model/openapi/document'
import { GET } from '../../../app/api/message/[id]/route'
import { pageText, publish, renderPage } from '../../support/page'
import { tempFolder } from '../../support/tempFolder'
import { ANN, id, posting, reply } from './forge'

const folder = tempFolder()
const SIGNED = [
  'DKIM-Signature: v=1; a=rsa-sha256; d=example.org; s=sel; bh=AAAA; b=BBBB',
  'X-Developer-Signature: v=1; a=ed25519-sha256; t=1; l=2; i=ann@example.org; h=from:subject; bh=CCCC; b=DDDD',
]
const CLAIMS = [
  'Authentication-Results: mx.example.org; dkim=pass header.d=example.org; spf=pass',
  'ARC-Authentication-Results: i=1; mx.example.org; dkim=pass',
  'X-Developer-Key: i=ann@example.org; a=ed25519; pk=EEEE',
]

describe('signatures that a mail carries', () => {
  it('are listed on its page and in the API as present, not verified', async () => {
    const signed = reply('v1-0', ANN, 'Fine.', { id: id('signed'), headers: SIGNED })
    await publish(folder, [...posting(), signed])
    expect(pageText(await renderPage('message', id('signed')))).toContain(
      'DKIM: example.org, not checked; developer: ann@example.org, not checked',
    )
    const params = { params: Promise.resolve({ id: id('signed') }) }
    const answer = (await (await GET(new Request('http://localhost/'), params)).json()) as { signatures: unknown }
    expect(answer.signatures).toEqual([
      { kind: 'dkim', by: 'example.org', verified: false },
      { kind: 'developer', by: 'ann@example.org', verified: false },
    ])
  })

  it('are never called verified, whatever the mail itself claims', async () => {
    const boasting = reply('v1-0', ANN, 'Fine, too.', { id: id('boasting'), headers: [...SIGNED, ...CLAIMS] })
    await publish(folder, [...posting(), boasting])
    for (const [page, name] of [
      ['message', 'boasting'],
      ['message', 'v1-0'],
      ['series', 'v1-0'],
    ] as const) {
      const text = pageText(await renderPage(page, id(name)))
      expect(text.replaceAll('not verified', '')).not.toMatch(/verified|authentic|signed by|trusted/i)
    }
    expect(JSON.stringify(openApiDocument())).not.toMatch(/"verified":\{"type":"boolean"\}/)
    expect(JSON.stringify(openApiDocument())).toContain('"const":false')
  })
})
