import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changedWords } from '../../app/_model/commitWords'
import type { MessageId } from '../../lib/mail/types'
import { putCommits, shaOf } from '../support/commits'
import { requestPage } from '../support/handlers'
import { mail } from '../support/mail'
import { pageText, publish } from '../support/page'
import { tempFolder } from '../support/tempFolder'

const DIFF = (line: string) =>
  `diff --git a/pump.c b/pump.c\n--- a/pump.c\n+++ b/pump.c\n@@ -1,3 +1,5 @@\n one\n+first line;\n+${line}\n two\n three\n`
const MAILS = [
  mail({
    id: 'v1@example.org',
    subject: '[PATCH] pump: start it',
    body: `Why.\n---\n${DIFF('second line;')}`,
    cc: 'rita@example.net',
  }),
  mail({
    id: 'ask@example.org',
    subject: 'Re: [PATCH] pump: start it',
    body: '> +second line;\n\nPlease check the return value.\n',
    from: 'Rita Reader <rita@example.net>',
    minutes: 10,
    inReplyTo: 'v1@example.org',
  }),
  mail({
    id: 'late@example.org',
    subject: 'Re: [PATCH] pump: start it',
    body: 'NAK. This floods the cellar.\n',
    from: 'Rita Reader <rita@example.net>',
    minutes: 200,
    inReplyTo: 'v1@example.org',
  }),
  mail({
    id: 'open@example.org',
    subject: '[PATCH] pump: paint it',
    body: `Why.\n---\n${DIFF('paint;')}`,
    minutes: 20,
  }),
  mail({ id: 'pull@example.org', subject: '[PULL 0/1] pumps for v2', body: 'Please pull.\n' }),
  mail({
    id: 'pulled@example.org',
    subject: '[PULL 1/1] pump: stop it at dawn',
    body: `Why.\n---\n${DIFF('stop;')}`,
    inReplyTo: 'pull@example.org',
  }),
]
const START = shaOf('pump: start it')
const FIX = shaOf('pump: do not start it twice')
const [REVERT, REAPPLY] = ['d'.repeat(40), 'f'.repeat(40)]

describe('the pages of an archive with a git tree', () => {
  const folder = tempFolder()
  const before = process.env.REROLL_DB

  beforeAll(async () => {
    const db = await publish(folder, MAILS)
    const added = 'Link: https://lore.kernel.org/r/v1@example.org\nSigned-off-by: Max <max@example.org>'
    putCommits(db, [
      {
        title: 'pump: start it',
        minutes: 60,
        links: ['v1@example.org' as MessageId],
        text: `pump: start it\n\nWhy.\n\n${added}\n\n${DIFF('checked line;')}`,
        release: 'v1.0-rc2',
      },
      { title: 'pump: do not start it twice', minutes: 90, fixes: [START.slice(0, 12)] },
      { title: 'Revert "pump: start it"', sha: REVERT, minutes: 100, reverts: [START] },
      { title: 'Reapply "pump: start it"', sha: REAPPLY, minutes: 110, reverts: [REVERT] },
      { title: 'pump: stop it at dawn', minutes: -90 },
      { title: 'one', sha: `00000000${'a'.repeat(32)}` },
      { title: 'two', sha: `00000000${'b'.repeat(32)}` },
    ])
    db.close()
  })
  afterAll(() => {
    process.env.REROLL_DB = before
  })

  it('compare a patch with the commit that was made from it, in the view `applied`', async () => {
    const readPage = async (path: string) => pageText(await (await requestPage(path)).text())
    const text = await readPage('/series/v1%40example.org/patch/1/1?view=applied')
    expect(text).toContain('checked line;')
    expect(text).toContain('removed since v1')
    expect(text).toContain('new in commit')
    const others = await readPage('/series/open%40example.org/patch/1/1?view=applied')
    expect(others).toContain('paint;')
    expect(others).not.toContain('new in commit')
  })

  const read = async (path: string) => {
    const response = await requestPage(path)
    return { status: response.status, html: await response.text(), location: response.headers.get('location') }
  }
  const text = async (path: string) => pageText((await read(path)).html)

  it('show with a series the commit, its release, what was changed, who contradicts it, and the fix', async () => {
    const { html } = await read('/series/v1%40example.org')
    const shown = pageText(html)
    expect(shown).toContain('Applied v1 to maint for-next by max@example.org, 2024-03-01')
    expect(shown).toContain(`applied as ${START.slice(0, 12)}, first in v1.0-rc2, changed by 2 lines`)
    expect(shown).toContain('Contradicted by Rita Reader, 2024-03-01: NAK. mail')
    expect(shown).toContain('2 lines changed (+1 −1)')
    expect(shown).toContain('trailers added: Signed-off-by: Max')
    expect(shown).toContain(`Fixed by ${FIX.slice(0, 12)} pump: do not start it twice`)
    expect(html).toContain(`href="https://git.kernel.org/pub/maint.git/commit/?id=${START}"`)
  })

  it('lead from a commit to the pull request with its patch when it was posted nowhere else', async () => {
    const { html } = await read(`/commit/${shaOf('pump: stop it at dawn')}`)
    expect(pageText(html)).toContain('pump: stop it at dawn by Ada Author, patch 1 of the pull request pumps for v2')
    expect(html).toContain('href="/message/pulled%40example.org"')
    expect(html).toContain('href="/pull/pull%40example.org"')
  })

  it('lead from a commit to its mail, with what was open then and the interdiff', async () => {
    const { html } = await read(`/commit/${START}`)
    const shown = pageText(html)
    expect(shown).toContain('In maint for-next git.kernel.org')
    expect(shown).toContain('patch 1 of v1 in pump: start it')
    expect(shown).toContain('Still open when it was committed')
    expect(shown).toContain('Please check the return value.')
    expect(shown).not.toContain('floods')
    expect(shown).toContain('Posted against applied2 lines changed (+1 −1)')
    expect(shown).toContain('checked line;')
    expect(html).toContain('href="/series/v1%40example.org"')
    expect(await text(`/commit/${FIX}`)).toContain('No imported mail is known that this commit was made from.')
  })

  it('lead from a revert to the mail of what it reverts, also when that was a revert', async () => {
    const { html } = await read(`/commit/${REVERT}`)
    const reverting = pageText(html)
    expect(reverting).toContain(`Reverts ${START.slice(0, 12)} pump: start it`)
    expect(reverting).toMatch(/Patch mail of what it reverts.*pump: start it by Ada Author, patch 1 of v1/)
    expect(reverting).not.toContain('No imported mail is known')
    expect(html).toContain('href="/series/v1%40example.org"')
    const again = await text(`/commit/${REAPPLY}`)
    expect(again).toContain(`Reverts ${REVERT.slice(0, 12)} Revert "pump: start it"`)
    expect(again).toContain(`${START.slice(0, 12)} pump: start it, reverted by ${REVERT.slice(0, 12)}`)
  })

  it('find a commit by 12 digits, offer a choice of several, and know what has none', async () => {
    expect(await read(`/commit/${START.slice(0, 12)}`)).toMatchObject({ status: 307, location: `/commit/${START}` })
    expect(await read(`/search?q=${START.slice(0, 12)}`)).toMatchObject({
      status: 307,
      location: `/commit/${START.slice(0, 12)}`,
    })
    const choice = await read('/commit/00000000')
    expect(choice.status).toBe(200)
    expect(pageText(choice.html)).toMatch(/Commits that start with 00000000.*one.*two/)
    for (const unknown of ['0123456789ab', 'v1.0', '00000', '%00']) {
      expect((await read(`/commit/${unknown}`)).status).toBe(404)
    }
  })

  it('filter by release, tree and date of the commit', async () => {
    const titles = async (query: string) => {
      const shown = await text(`/?${query}`)
      return ['start it', 'paint it'].filter((title) => shown.includes(title))
    }
    expect(await titles('')).toEqual(['start it', 'paint it'])
    for (const query of ['release=v1.0', 'release=v1.0-rc2&state=applied', 'tree=maint', 'since=2024-03-01'])
      expect([query, await titles(query)]).toEqual([query, ['start it']])
    for (const query of ['release=v1', 'release=v1.0-rc1', 'tree=other', 'since=2024-03-02', 'since=soon'])
      expect([query, await titles(query)]).toEqual([query, []])
    for (const query of ['', 'since=soon', 'author=%25']) expect(await text(`/?${query}`)).toContain('First in release')
  })

  it('say on the status page which trees are read, and on the search page that a hash can be pasted', async () => {
    expect(await text('/status')).toMatch(/Git trees.*maint.*never: npm run -s reroll -- tree update/s)
    expect(await text('/search')).toContain('the hash of a commit, 7 digits or more')
  })

  it('say in the feeds where a series was applied', async () => {
    for (const path of ['/atom', '/series/v1%40example.org/atom']) {
      const { html } = await read(path)
      expect(html).toContain(`${START.slice(0, 12)}, first in v1.0-rc2, changed by 2 lines`)
    }
  })
})

describe('the pages of an archive without a git tree', () => {
  it('do not mention commits, releases or trees', async () => {
    const db = await publish(tempFolder(), MAILS)
    db.close()
    for (const path of ['/', '/series/v1%40example.org', '/search']) {
      const response = await requestPage(path)
      expect(pageText(await response.text())).not.toMatch(/Commits|release|\btrees?\b/i)
    }
    const status = pageText(await (await requestPage('/status')).text())
    expect(status).toContain('No git tree is read')
  })
})

describe('the page of a commit that has several patches', () => {
  it('names each of them, and how it differs from all together', async () => {
    const hunk = (file: string, words: readonly string[]) =>
      `diff --git a/${file} b/${file}\n--- a/${file}\n+++ b/${file}\n@@ -1 +1,4 @@\n old\n${words.map((word) => `+\tpump_${word}_the_${file}(pump, ${word});\n`).join('')}`
    const [inlet, outlet] = [hunk('inlet', ['open', 'fill', 'seal']), hunk('outlet', ['drain', 'rinse', 'close'])]
    const below = { inReplyTo: 'cover@example.org' }
    const db = await publish(tempFolder(), [
      mail({ id: 'cover@example.org', subject: '[PATCH 0/2] pumps', body: 'Words.\n' }),
      mail({ id: 'in@example.org', subject: '[PATCH 1/2] pump: fill it', body: `Why.\n---\n${inlet}`, ...below }),
      mail({ id: 'out@example.org', subject: '[PATCH 2/2] pump: empty it', body: `Why.\n---\n${outlet}`, ...below }),
    ])
    const diff = `${inlet}${outlet}`
    putCommits(db, [{ title: 'pump: fill it', minutes: 60, diff, text: `pump: fill it\n\nWhy.\n\n${diff}` }])
    db.close()
    const shown = pageText(await (await requestPage(`/commit/${shaOf('pump: fill it')}`)).text())
    expect(shown).toContain('Squashed with pump: empty it by Ada Author, patch 2 of v1')
    expect(shown).toContain('Posted against appliedSquashed with patch 2, as posted. No comparison is shown')
  })
})

describe('the words about a commit', () => {
  const words = (
    squashedWith: readonly number[],
    changed: { added: number; removed: number } | null,
    compared = true,
  ) => changedWords({ changed, compared, squashedWith })

  it('say how it differs from its mail, and which patches were squashed', () => {
    expect(words([], null)).toBe('as posted')
    expect(words([], null, false)).toBe('')
    expect(words([], { added: 1, removed: 2 })).toBe('3 lines changed (+1 −2)')
    expect(words([3], null)).toBe('squashed with patch 3, as posted')
    expect(words([1, 3], { added: 1, removed: 0 })).toBe('squashed with patches 1 and 3, 1 line changed (+1 −0)')
    expect(words([3], null, false)).toBe('squashed with patch 3')
  })
})
