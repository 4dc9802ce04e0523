import { describe, expect, it } from 'vitest'
import { parseMessage } from '../../lib/mail/message'

const part = (type: string, content: string, name: string) =>
  `--b\nContent-Type: ${type}\nContent-Disposition: attachment; filename="${name}"\n\n${content}\n`

const bodyOf = async (...parts: readonly string[]) => {
  const head =
    'Message-ID: <a@x>\nFrom: Ada <ada@example.org>\nTo: l@example.org\nDate: Fri, 01 Mar 2024 10:00:00 +0000\nSubject: [ANNOUNCE] tool 1.0.1 release\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain\nContent-Disposition: inline\n\nHi!\n\n'
  const parsed = await parseMessage(Buffer.from(`${head}${parts.join('')}--b--\n`))
  return parsed.kind === 'message' ? parsed.message.body : ''
}

const SHORTLOG = 'Ada Author (1):\n      parser: keep the flags\n'

describe('a file that is attached to a mail', () => {
  it('is part of its text when it has a shortlog', async () => {
    const body = await bodyOf(part('text/plain; charset=utf-8', SHORTLOG, 'changes-tool-1.0.1.txt'))
    expect(body).toMatch(/^Hi!/)
    expect(body).toContain('Ada Author (1):\n      parser: keep the flags')
  })

  it('is not part of its text when it has none, or is no text', async () => {
    expect(await bodyOf(part('text/plain', 'Once (1): twice\n', 'story.txt'))).not.toContain('twice')
    expect(await bodyOf(part('application/pdf', SHORTLOG, 'changes.pdf'))).not.toContain('parser')
  })
})
