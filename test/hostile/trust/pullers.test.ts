import { describe, expect, it } from 'vitest'
import { dump } from '../../support/dump'
import { ingestMails } from '../../support/ingest'
import { mail } from '../../support/mail'
import { publish } from '../../support/page'
import { ANN, id, REX, reply } from './forge'
import { APPLIED, doubtful, folder, MONTH, SOCK, series, stateOf, taken, ZOE } from './people'

describe('whoever pulls what somebody who applies patches asks them to pull', () => {
  const LIN = 'Lin Top <lin@top.example>'
  /** For each month a request and its answer. */
  const pulls = (months: number, from = ZOE) =>
    Array.from({ length: months }, (_, month) => {
      const name = `pull-${month}`
      const url = 'git://git.forge.example/zoe/linux.git'
      const body = `Please pull.\n\nare available in the Git repository at:\n\n  ${url} tags/m${month}\n`
      const minutes = (month + 5) * MONTH
      const request = mail({ id: id(name), subject: `[GIT PULL] Month ${month}`, body, from, cc: LIN, minutes })
      return [request, reply(name, LIN, 'Pulled, thanks!', { minutes: minutes + 30 })]
    }).flat()
  const REGULAR = [0, 1, 2].flatMap((month) => series(`own${month}`, LIN, month * MONTH, `${REX}, ${ANN}`))
  const word = reply('doubt-0', LIN, APPLIED, { minutes: 8 * MONTH })
  const mails = (...more: readonly Buffer[]) => doubtful([...taken(ZOE), ...more, word])
  const state = async (...more: readonly Buffer[]) => stateOf(await publish(folder, mails(...more)), 'doubt-0')

  it('is believed wherever a regular, after three months', async () => {
    expect(await state(...REGULAR, ...pulls(3))).toBe('applied known')
    expect(await state(...pulls(3))).toBe('under-review')
    expect(await state(...REGULAR, ...pulls(2))).toBe('under-review')
  })

  it('is not when nobody who asks is known', async () => {
    expect(await state(...REGULAR, ...pulls(3, SOCK))).toBe('under-review')
  })

  it('is so in any order of arrival', async () => {
    const all = mails(...REGULAR, ...pulls(3))
    const rows = dump(await publish(folder, all))
    const parts = await publish(folder, all.slice(20).reverse())
    await ingestMails(parts, all.slice(0, 20))
    expect(dump(parts)).toEqual(rows)
  })
})
