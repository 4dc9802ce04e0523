import { describe, expect, it } from 'vitest'
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
