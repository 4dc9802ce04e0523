import { afterAll, describe, expect, it } from 'vitest'
import { GET } from '../../app/route'
import { mail } from '../support/mail'
import { pageText, publish } from '../support/page'
import { tempFolder } from '../support/tempFolder'

const folder = tempFolder()
const before = process.env.REROLL_DB
afterAll(() => {
  if (before === undefined) delete process.env.REROLL_DB
  else process.env.REROLL_DB = before
})

/** The text of the front page over these mails. */
async function frontOf(mails: readonly Buffer[]): Promise<string> {
  const db = await publish(folder, mails)
  const response = await GET(new Request('http://localhost/'))
  const text = pageText(await response.text())
  db.close()
  return text
}

const PULL = mail({
  id: 'pull@example.org',
  subject: '[GIT PULL] tool updates',
  body: `The following changes since commit ${'1'.repeat(40)}:\n\n  tool: start (2024-01-01)\n\nare available in the Git repository at:\n\n  https://git.example.org/tool.git tags/tool-1\n\nfor you to fetch changes up to ${'2'.repeat(40)}:\n\n  tool: go on (2024-01-02)\n`,
})

describe('the queue without any series', () => {
  it('says nothing has been imported only when there is no mail', async () => {
    expect(await frontOf([])).toContain('Nothing has been imported yet.')
  })

  it('says the mail has no series, and how to find the mail', async () => {
    const text = await frontOf([mail({ id: 'hello@example.org', subject: 'hello', body: 'No patch.\n' })])
    expect(text).toContain('The imported mail has no patch series. Search finds mail by its words.')
    expect(text).not.toContain('Nothing has been imported')
  })

  it('leads to the pull requests if there are any', async () => {
    expect(await frontOf([PULL])).toContain('Search finds mail by its words, Pulls lists the pull requests.')
  })
})
