import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { mail } from '../support/mail'
import { mboxOf } from '../support/mbox'
import { tempFolder } from '../support/tempFolder'

const folder = tempFolder()
const GIT_ENV = {
  ...process.env,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_COMMITTER_NAME: 'Max',
  GIT_COMMITTER_EMAIL: 'max@example.org',
}

/** A mail whose body is sent in this encoding, byte for byte. */
function encoded(id: string, encoding: string, type: string, body: Buffer): Buffer {
  const headers = mail({ id, subject: '[PATCH] poem: change', body: '' }).toString().split('\n')
  const kept = headers.filter((line) => line !== '' && !/^(?:MIME|Content)/.test(line))
  const text = {
    base64: () => (body.toString('base64').match(/.{1,76}/g) ?? []).join('\n'),
    'quoted-printable': () =>
      body
        .toString('latin1')
        .replace(/[^ -<>-~\n]|[ ](?=\n)/g, (c) => `=${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`),
    '8bit': () => body.toString('latin1'),
  }[encoding]
  const more = ['MIME-Version: 1.0', `Content-Type: ${type}`, `Content-Transfer-Encoding: ${encoding}`]
  return Buffer.from(`${[...kept, ...more].join('\n')}\n\n${text?.() ?? ''}\n`, 'latin1')
}

/** What git diff shows between two contents, as one patch with a message. */
function diffOf(left: string, right: string): string {
  const [a, b] = [join(folder, 'left'), join(folder, 'right')]
  writeFileSync(a, left, 'latin1')
  writeFileSync(b, right, 'latin1')
  try {
    execFileSync('git', ['diff', '--no-index', '--src-prefix=', '--dst-prefix=', 'left', 'right'], { cwd: folder })
    return ''
  } catch (error) {
    const { stdout } = error as { readonly stdout: Buffer }
    return stdout
      .toString('latin1')
      .replace(/^diff.*$/m, 'diff --git a/poem b/poem')
      .replace(/^--- .*$/m, '--- a/poem')
      .replace(/^\+\+\+ .*$/m, '+++ b/poem')
  }
}

let repositories = 0
/** The file after `git am` of our mbox of the mail, in a repository where it was `left`; and the text of the commit. */
async function apply(raw: Buffer, left: string): Promise<{ file: string; log: string }> {
  const mbox = await mboxOf(raw, { trailers: true })
  const repository = join(folder, `repository-${repositories++}`)
  mkdirSync(repository)
  const git = (...words: string[]) => execFileSync('git', words, { cwd: repository, env: GIT_ENV, stdio: 'pipe' })
  git('init', '--quiet')
  writeFileSync(join(repository, 'poem'), left, 'latin1')
  git('add', 'poem')
  git('-c', 'user.name=Max', '-c', 'user.email=max@example.org', 'commit', '--quiet', '-m', 'poem')
  writeFileSync(join(repository, 'mbox'), mbox)
  git('am', 'mbox')
  return {
    file: readFileSync(join(repository, 'poem'), 'latin1'),
    log: git('log', '-1', '--format=%an <%ae>%n%B').toString(),
  }
}

const MESSAGE = 'Größer is better.\n\nSigned-off-by: Ada Author <ada@example.org>\n---\n poem | 2 +-\n\n'
const asUtf8 = (text: string) => Buffer.from(text).toString('latin1')
const crlf = (text: string) => text.replaceAll('\n', '\r\n')
const [LEFT, RIGHT] = ['one\ntwo\n\nthree\n', 'one\nzwei\n\nthree\n']

describe('what git am makes of our mbox', () => {
  it.each(['base64', 'quoted-printable', '8bit'])(
    'is the new file with its CRLF line ends, when a patch to such a file came as %s',
    async (encoding) => {
      const body = Buffer.from(`${asUtf8(MESSAGE)}${diffOf(crlf(LEFT), crlf(RIGHT))}-- \n2.39.5\n`, 'latin1')
      const raw = encoded('p@example.org', encoding, 'text/plain; charset=UTF-8', body)
      const { file, log } = await apply(raw, crlf(LEFT))
      expect(file).toBe(crlf(RIGHT))
      expect(log).toContain('Größer is better.')
      expect(log).not.toContain('\r')
    },
  )

  it.each(['base64', 'quoted-printable'])(
    'has LF line ends when the mailer put CRLF on every line of a %s mail',
    async (encoding) => {
      const body = Buffer.from(crlf(`${asUtf8(MESSAGE)}${diffOf(LEFT, RIGHT)}-- \n2.39.5\n`), 'latin1')
      const raw = encoded('p@example.org', encoding, 'text/plain; charset=UTF-8', body)
      expect((await apply(raw, LEFT)).file).toBe(RIGHT)
    },
  )

  it.each([
    ['declares iso-8859-1', 'text/plain; charset=iso-8859-1', '8bit'],
    ['declares UTF-8', 'text/plain; charset=UTF-8', '8bit'],
    ['declares nothing', 'text/plain', '8bit'],
    ['declares iso-8859-1 and is base64', 'text/plain; charset=iso-8859-1', 'base64'],
  ])('is the file in latin-1 when the mail %s', async (_, type, encoding) => {
    const [left, right] = ['gr\xfc\xdfe\nzwei\n', 'gr\xfc\xdfe\ndr\xe4i\n']
    const body = Buffer.from(`Gr\xf6\xdfer is better.\n---\n\n${diffOf(left, right)}-- \n2.39.5\n`, 'latin1')
    const { file, log } = await apply(encoded('p@example.org', encoding, type, body), left)
    expect(file).toBe(right)
    expect(log).toContain('Größer is better.')
  })

  it.each([
    ['gbk', '\xd6\xd0\xce\xc4\x81@'],
    ['koi8-r', '\xf0\xd2\xc9'],
    ['shift_jis', '\x83\\\x83e'],
    ['euc-kr', '\xb0\xa1'],
    ['iso-2022-jp', '\x1b$B4A\x1b(B'],
    ['utf-8', '\xc3\xb6 and \xef\xbb\xbf'],
    ['utf-8', '\xc3\xb6\n\xf6 in latin-1'],
    ['windows-1252', '\x93x\x94 \x81'],
    ['us-ascii', 'page\x0cbreak, \x1b[1m, \x85'],
    ['utf-8', 'a\rb'],
  ])('is the file with its bytes when the mail declares %s (%#)', async (charset, word) => {
    const [left, right] = [`${word}\nzwei\n`, `${word}\n${word}: drei\n`]
    for (const encoding of ['8bit', 'base64']) {
      const body = Buffer.from(`Why.\n---\n\n${diffOf(left, right)}-- \n2.39.5\n`, 'latin1')
      expect((await apply(encoded('p@example.org', encoding, `text/plain; charset=${charset}`, body), left)).file).toBe(
        right,
      )
    }
  })

  it('is the file in latin-1 when the diff is attached to a mail in UTF-8', async () => {
    const [left, right] = ['gr\xfc\xdfe\nzwei\n', 'gr\xfc\xdfe\ndr\xe4i\n']
    const part = (type: string, body: string) =>
      `--b\nContent-Type: ${type}\nContent-Transfer-Encoding: 8bit\n\n${body}\n`
    const body = `${part('text/plain; charset=UTF-8', asUtf8('Größer is better.\n'))}${part('text/x-patch; name=x.diff', diffOf(left, right))}--b--\n`
    const raw = encoded('p@example.org', '8bit', 'multipart/mixed; boundary=b', Buffer.from(body, 'latin1'))
    const { file, log } = await apply(raw, left)
    expect(file).toBe(right)
    expect(log).toContain('Größer is better.')
  })

  it.each([
    [
      'protects blanks and breaks a long line',
      (text: string) => text.replace(/^ /gm, '  ').replace(/(b{60} )/, '$1\n'),
    ],
    ['declares it alone', (text: string) => text],
  ])('is the new file when a mail in format=flowed %s', async (_, flow) => {
    const [left, right] = ['one \n\ntwo\nlast\n', `one \n\nzwei ${'b'.repeat(60)} end\nlast\n`]
    const body = Buffer.from(flow(`Why.\n---\n\n${diffOf(left, right)}-- \n2.39.5\n`))
    const { file, log } = await apply(encoded('p@example.org', '8bit', 'text/plain; format=flowed', body), left)
    expect(file).toBe(right)
    expect(log).toContain('Why.')
  })

  it('is a commit by the author with the address as the mail spells it', async () => {
    const raw = encoded('p@example.org', '8bit', 'text/plain', Buffer.from(`Why.\n---\n\n${diffOf(LEFT, RIGHT)}`))
    const spelled = Buffer.from(raw.toString('latin1').replace('<ada@example.org>', '<Ada@Example.org>'), 'latin1')
    expect((await apply(spelled, LEFT)).log).toContain('Ada Author <Ada@Example.org>')
  })
})
