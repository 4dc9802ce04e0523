import { describe, expect, it } from 'vitest'
import { replyCommand } from '../../app/_model/shell'

describe('the command that replies to a mail', () => {
  it('quotes text from strangers for the shell', () => {
    const hostile = { messageId: 'a;$(rm -rf b)@x', to: "o'b@example.org", cc: ['list@example.org'] }
    expect(replyCommand(hostile).join(' ')).toBe(
      "git send-email --in-reply-to='a;$(rm -rf b)@x' --to='o'\\''b@example.org' --cc=list@example.org REPLY",
    )
    expect(replyCommand({ messageId: 'a@x', to: undefined, cc: [] }).join(' ')).toBe(
      'git send-email --in-reply-to=a@x REPLY',
    )
  })
})
