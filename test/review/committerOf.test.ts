import { describe, expect, it } from 'vitest'
import { committerOfBot, isSameHost, namedCommitter } from '../../lib/review/committerOf'
import { parseReply } from '../../lib/review/replyText'
import { reviewSeries } from '../../lib/review/review'
import { NO_TRUST } from '../../lib/review/trust'
import { JANE, type ShortReply, seriesInput } from './fixture'

const ONE = [[{ line: 'a', title: 'one' }]]
const report = (committer: string) =>
  [
    'Hello:',
    '',
    'This patch was applied to netdev/net.git (main)',
    `by ${committer}:`,
    '',
    'Here is the summary with links:',
    '  - [net] one',
    '    https://git.kernel.org/netdev/net/c/2c5d234d7f55',
  ].join('\n')

/** The state of a patch that was sent to this mailbox, after the report of a bot. */
const stateAfter = (to: string, committer: string, bot = 'patchwork-bot+netdevbpf@kernel.org') => {
  const said: ShortReply = { id: 'b', from: { name: '', email: bot }, at: 5, body: report(committer), patch: 1 }
  const input = seriesInput(ONE, [said])
  const versions = input.versions.map((one) => ({ ...one, addressed: [to] }))
  const { kind, basis } = reviewSeries({ ...input, versions, trust: { ...NO_TRUST, knowsSomebody: true } }).state
  return [kind, basis]
}

describe('a bot that is not known here', () => {
  const KIM = 'kim@kernel.org'

  it('reports for a committer at its host to whom the patch was sent', () => {
    expect(stateAfter(KIM, `Kim Doe <${KIM}>`)).toEqual(['applied', 'bot'])
    expect(stateAfter('ann@example.org', `Kim Doe <${KIM}>`)[0]).toBe('under-review')
    expect(stateAfter(KIM, `Kim Doe <${KIM}>`, 'patchwork-bot@evil.example')[0]).toBe('under-review')
  })

  it('reports for nobody where anybody gets an address, nor for the author', () => {
    expect(stateAfter('kim@gmail.com', 'Kim Doe <kim@gmail.com>', 'patchwork-bot@gmail.com')[0]).toBe('under-review')
    expect(stateAfter(JANE.email, `Jane Doe <${JANE.email}>`, 'patchwork-bot@example.org')[0]).toBe('under-review')
  })
})

describe('the committer in whose name a mail reports', () => {
  const BOT = { name: '', email: 'bot@kernel.org' }
  const mail = (body: string, more: { readonly speaker?: 'bot' | 'reviewer'; readonly from?: typeof BOT } = {}) => ({
    speaker: 'bot' as const,
    from: BOT,
    text: parseReply(body, BOT),
    ...more,
  })
  const said = report('Kim Doe <kim@kernel.org>')

  it('is one at the host of the bot', () => {
    expect(committerOfBot(mail(said))).toBe('kim@kernel.org')
    expect(isSameHost('kim@kernel.org', 'bot@kernel.org')).toBe(true)
    expect(isSameHost('kim@kernel.org', 'kim@lists.kernel.org')).toBe(false)
  })

  it('is nobody when a person writes, when none is named, and at another host', () => {
    expect(committerOfBot(mail(said, { speaker: 'reviewer' }))).toBe('')
    expect(committerOfBot(mail('This patch was applied, by now.'))).toBe('')
    expect(namedCommitter(mail('> by Kim Doe <kim@kernel.org>:'))).toBe('')
    expect(committerOfBot(mail(said, { from: { name: '', email: 'bot@gmail.com' } }))).toBe('')
  })
})
