import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { encodeMail } from '../../lib/mail/encode'

const MAIL = {
  messageId: 'a@example.org',
  subject: '[PATCH] t: two',
  from: { name: 'Ann', email: 'ann@example.org' },
  sentAtMs: 0,
  zoneMinutes: 0,
}

const encode = (body: string) => encodeMail({ ...MAIL, body: Buffer.from(body) }).toString()

/** The message and patch that git mailinfo reads. */
function mailinfo(body: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'reroll-encode-'))
  try {
    const [message, patch] = [join(folder, 'message'), join(folder, 'patch')]
    execFileSync('git', ['mailinfo', message, patch], {
      input: encode(body).replace(/^From .*\n/, ''),
    })
    return readFileSync(message, 'utf8') + readFileSync(patch, 'utf8')
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe('an encoded mail', () => {
  it('gives git mailinfo a line that begins with From, long lines and other letters as they are', () => {
    const body = `From now on a = b.\n>From here, too \n${'ü = x '.repeat(40)}\nend\t\n`
    const trimmed = (text: string) => text.replace(/[ \t]+$/gm, '').trimEnd()
    expect(trimmed(mailinfo(body))).toBe(trimmed(body))
  })

  it('keeps empty lines at the end, which may be context of the last hunk', () => {
    expect(encode(' three\n\n\n')).toMatch(/\n\n three\n\n\n\n$/)
  })

  it('ends a body without a line end with one', () => {
    expect(encode('text')).toMatch(/\n\ntext\n\n$/)
  })
})
