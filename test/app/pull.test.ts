import { createElement } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { PulledSeries } from '../../app/_components/pulls/PulledSeries'
import { PullHead } from '../../app/_components/pulls/PullHead'
import { PullPatches } from '../../app/_components/pulls/PullPatches'
import { getPull } from '../../db/queries/pulls/pullList'
import type { PullDocument } from '../../db/queries/views'
import { databaseOf } from '../support/ingest'
import { mail, replaceLine } from '../support/mail'
import { pageText } from '../support/page'

const MAX = 'Max Maintainer <max@example.org>'
const LIN = 'Lin Upstream <lin@example.net>'
const patch = (version: number, number: number, minutes: number) =>
  mail({
    id: `v${version}-${number}@example.org`,
    subject: `[PATCH v${version} ${number}/2] tool: do the ${number === 1 ? 'first' : 'second'} thing well`,
    body: replaceLine(`${number}.c`, `version ${version}`),
    minutes,
    ...(number === 1 ? {} : { inReplyTo: `v${version}-1@example.org` }),
  })
const REQUEST = mail({
  id: 'pull@example.org',
  subject: '[GIT PULL] Tool changes',
  from: MAX,
  minutes: 300,
  body: `Hi Lin,\n\nplease take these.\n\nThe following changes since commit c7d102232649226a69dddd58a4942cf13cff4f7c:\n\n  Base (2021-07-30)\n\nare available in the Git repository at:\n\n  git://example.org/tool.git tags/tool-1\n\nfor you to fetch changes up to 269fc69533de73a9065c0b7971bcd109880290b3:\n\n  tool: do it (2021-08-06)\n\n----------------------------------------------------------------\nTool changes\n\n- do it well\n\n----------------------------------------------------------------\nAda Author (2):\n      tool: do the first thing well\n      tool: do the second thing well\n\nBob Builder (1):\n      tool: build it\n`,
})
const ANSWER = mail({
  id: 'answer@example.org',
  subject: 'Re: [GIT PULL] Tool changes',
  from: LIN,
  minutes: 400,
  body: 'Pulled, thanks.\n\nLin\n',
  inReplyTo: 'pull@example.org',
})

async function pullOf(...mails: readonly Buffer[]): Promise<PullDocument> {
  const request = REQUEST.toString().replace('To: list@example.org', `To: ${LIN}`)
  const found = getPull(await databaseOf([...mails, Buffer.from(request)]), 'pull@example.org')
  if (found === undefined) throw new Error('no pull request')
  return found
}
const head = (pull: PullDocument) => pageText(renderToString(createElement(PullHead, { pull })))

describe('the page of a pull request', () => {
  it('says who asks whom to pull what, and with which command', async () => {
    const text = head(await pullOf())
    expect(text).toContain('Max Maintainer asks Lin Upstream to pull 3 patches by 2 authors')
    expect(text).toContain('git pull git://example.org/tool.git tags/tool-1')
    expect(text).toContain('c7d102232649226a69dddd58a4942cf13cff4f7c .. 269fc69533de73a9065c0b7971bcd109880290b3')
    expect(text).toContain('Requested. No answer is archived here.')
    expect(head({ ...(await pullOf()), to: [] })).toContain('Max Maintainer asks for a pull of 3 patches by 2 authors')
  })

  it('says what became of it with the mail that proves it', async () => {
    const html = renderToString(createElement(PullHead, { pull: await pullOf(ANSWER) }))
    expect(pageText(html)).toMatch(/Pulled by Lin Upstream, 2024-03-01: ?“?Pulled, thanks\./)
    expect(html).toContain('href="/message/answer%40example.org"')
  })

  it('names the tree that a bot reports, which pulled nothing itself', async () => {
    const pull = await pullOf(ANSWER)
    const proofOf = (email: string, name: string, quote: string, byBot: boolean): PullDocument => ({
      ...pull,
      proof: {
        messageId: 'bot@example.org',
        from: { name, email },
        date: '2024-03-02T10:00:00Z',
        quote,
        byBot,
        tree: 'up/tool.git',
      },
    })
    const merged = 'The pull request you sent has been merged into up/tool.git: https://example.org/c/269fc69533de'
    const text = head(proofOf('pr-tracker-bot@example.org', '', merged, true))
    expect(text).toContain('Pulled into up/tool.git (pr-tracker-bot), 2024-03-02')
    expect(text).not.toContain('by pr-tracker-bot')
    expect(head(proofOf('lin@example.org', 'Lin', merged, false))).toContain('Pulled by Lin, 2024-03-02')
  })

  it('has what the mail says, without greeting, its title again, and what git writes', async () => {
    expect((await pullOf()).summary).toBe('please take these.\n\n- do it well')
  })

  it('names the series in it with their states and the patches that it lists, and where a version is not the newest', async () => {
    const pull = await pullOf(patch(1, 1, 0), patch(1, 2, 1))
    expect(pull.seriesIn).toMatchObject([{ id: 'v1-1@example.org', version: 'v1', patches: [1, 2], total: 2 }])
    const html = renderToString(createElement(PulledSeries, { series: pull.seriesIn }))
    expect(pageText(html)).toMatch(/Under review.*tool: do the first thing well.*Ada Author, v1, all 2 patches/)
    const part = pull.seriesIn.map((one) => ({ ...one, patches: [1], newest: 'v2' }))
    expect(pageText(renderToString(createElement(PulledSeries, { series: part })))).toContain(
      'v1, patch 1 of 2; v2 is newer',
    )
  })

  it('says of the series of a request that waits that they are to be pulled, applied or not', async () => {
    const { seriesIn } = await pullOf(patch(1, 1, 0), patch(1, 2, 1))
    const say = (state: 'applied' | 'in-pull-request', waiting: boolean) =>
      pageText(
        renderToString(createElement(PulledSeries, { series: seriesIn.map((one) => ({ ...one, state })), waiting })),
      )
    expect(say('applied', true)).toContain('Applied, to be pulled')
    expect(say('in-pull-request', true)).toContain('To be pulled')
    expect(say('in-pull-request', false)).toContain('In a pull request')
  })

  it('links each patch to its earlier posting', async () => {
    const pull = await pullOf(patch(1, 1, 0), patch(1, 2, 1))
    const html = renderToString(createElement(PullPatches, { authors: pull.shortlog }))
    expect(html).toMatch(/href="\/series\/v1-1%40example.org#patch-2"[^>]*>posted as v1 2</)
    expect(pageText(html)).toContain('Bob Builder (1)')
  })
})
