import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { GET } from '../../../app/message/[id]/file/[place]/route'
import { getVersionMbox } from '../../../db/queries/mail/versionMbox'
import { getSeriesDocument } from '../../../db/queries/series/seriesDocument'
import { pageText, publish } from '../../support/page'
import { tempFolder } from '../../support/tempFolder'
import { codes, DIFF, odd, openMessage, PATCH, patches } from './odd'

const folder = tempFolder()
const ID = 'odd@example.org'
const ONE = ['v1 1/1 let the driver sleep for once +1']
const open = (lines: readonly string[], body: string | Buffer) => publish(folder, [odd(lines, body)])
const page = async () => pageText(await openMessage(ID))
const base64 = (text: string | Buffer) =>
  Buffer.from(text)
    .toString('base64')
    .replace(/(.{76})/g, '$1\n')
const quoted = (text: string) => text.replace(/=/g, '=3D').replace(/(.{60})(?=.)/g, '$1=\n')
const ENCODED = ['MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8']
const MIXED = ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary="b"']
const part = (type: string, body: string, more: readonly string[] = []) => [
  '--b',
  `Content-Type: ${type}`,
  ...more,
  '',
  body,
]
const mixed = (...parts: readonly (readonly string[])[]) => `${[...parts.flat(), '--b--', ''].join('\n')}`

describe('a patch', () => {
  it.each([
    ['in base64', [...ENCODED, 'Content-Transfer-Encoding: base64'], base64(PATCH)],
    [
      'in base64 with CRLF inside',
      [...ENCODED, 'Content-Transfer-Encoding: base64'],
      base64(PATCH.replaceAll('\n', '\r\n')),
    ],
    ['in quoted-printable', [...ENCODED, 'Content-Transfer-Encoding: quoted-printable'], quoted(PATCH)],
    ['with CRLF', ENCODED, PATCH.replaceAll('\n', '\r\n')],
    ['under a transfer encoding that does not exist', [...ENCODED, 'Content-Transfer-Encoding: 8-bit'], PATCH],
    ['in format=flowed, stuffed', ['Content-Type: text/plain; format=flowed'], PATCH.replace(/^ /gm, '  ')],
    [
      'in format=flowed with DelSp',
      ['Content-Type: text/plain; format=flowed; delsp=yes'],
      PATCH.replace(/^ /gm, '  '),
    ],
    ['as text/x-patch', MIXED, mixed(part('text/plain', 'It is tired.'), part('text/x-patch; name="a.patch"', DIFF))],
    ['as text/x-diff', MIXED, mixed(part('text/plain', 'It is tired.'), part('text/x-diff', DIFF))],
    [
      'as octet-stream that can be printed',
      MIXED,
      mixed(
        part('text/plain', 'It is tired.'),
        part('application/octet-stream; name="a.diff"', base64(DIFF), ['Content-Transfer-Encoding: base64']),
      ),
    ],
    [
      'as the whole mail, octet-stream',
      ['Content-Type: application/octet-stream', 'Content-Transfer-Encoding: base64'],
      base64(PATCH),
    ],
    [
      'signed with PGP',
      ['Content-Type: multipart/signed; boundary="b"; protocol="application/pgp-signature"; micalg=pgp-sha256'],
      mixed(
        part('text/plain', PATCH),
        part(
          'application/pgp-signature; name="signature.asc"',
          '-----BEGIN PGP SIGNATURE-----\n\nAAAA\n-----END PGP SIGNATURE-----',
        ),
      ),
    ],
    [
      'signed with S/MIME',
      ['Content-Type: multipart/signed; boundary="b"; protocol="application/pkcs7-signature"'],
      mixed(
        part('text/plain', PATCH),
        part('application/pkcs7-signature; name="smime.p7s"', 'AAAA', ['Content-Transfer-Encoding: base64']),
      ),
    ],
    [
      'beside its HTML',
      ['Content-Type: multipart/alternative; boundary="b"'],
      mixed(part('text/plain', PATCH), part('text/html', '<p>It is tired.</p>')),
    ],
    ['in a part without headers', MIXED, ['--b', '', PATCH, '--b--', ''].join('\n')],
    ['with a doubled end', MIXED, `${mixed(part('text/plain', PATCH))}--b--\n--b--\n`],
    ['below a preamble', MIXED, `This is a mail of several parts.\n${mixed(part('text/plain', PATCH))}`],
    [
      'four levels deep',
      ['Content-Type: multipart/mixed; boundary="o"'],
      `--o\nContent-Type: multipart/mixed; boundary="m"\n\n--m\nContent-Type: multipart/mixed; boundary="b"\n\n${mixed(part('text/plain', PATCH))}--m--\n--o--\n`,
    ],
    ['under a multipart that has no parts', ['Content-Type: multipart/mixed; boundary="nowhere"'], PATCH],
    ['under a multipart that names no boundary', ['Content-Type: multipart/mixed'], PATCH],
  ])('is read %s', async (_, lines, body) => {
    const db = await open(lines, body)
    expect(patches(db)).toEqual(ONE)
    const applied = getVersionMbox(db, ID, undefined, { trailers: false })?.text.toString() ?? ''
    expect(applied).not.toContain('\r')
    expect(await page()).toContain('int nap = 1; /* for a while */')
  })

  it('is not read from a compressed file, TNEF or HTML', async () => {
    const files = mixed(
      part('text/plain', 'See the files.'),
      part('application/gzip; name="a.patch.gz"', base64(gzipSync(DIFF)), ['Content-Transfer-Encoding: base64']),
      part('application/ms-tnef; name="winmail.dat"', base64(Buffer.from([0x78, 0x9f, 0x3e, 0x22, 1, 2])), [
        'Content-Transfer-Encoding: base64',
      ]),
    )
    const db = await open([...MIXED, 'Subject: two files'], files)
    expect(patches(db)).toEqual([])
    const text = await page()
    expect(text).toContain('a.patch.gz')
    expect(text).toContain('winmail.dat')
  })
})

describe('a mail with HTML only', () => {
  it('becomes text with an issue, and cannot run or link anything', async () => {
    const html = `<p>Reviewed-by: Rex Roe &lt;rex@example.org&gt;</p><script>alert(1)</script><a href="javascript:alert(2)">x</a>`
    const db = await publish(folder, [
      odd([], PATCH),
      odd(
        [
          'Message-ID: <h@example.org>',
          'Subject: Re: [PATCH] let the driver sleep for once',
          'In-Reply-To: <odd@example.org>',
          'From: Rex Roe <rex@example.org>',
          'Content-Type: text/html',
        ],
        html,
      ),
    ])
    expect(codes(db)).toEqual(['html-only'])
    const shown = await openMessage('h@example.org')
    expect(shown).not.toMatch(/<script|href="javascript/i)
    expect(pageText(shown)).toContain('its HTML was turned into text')
    expect(getSeriesDocument(db, ID)?.messages).toBe(2)
  })
})

describe('an attached file', () => {
  it.each([
    ['an SVG', 'image/svg+xml', 'x.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['a page', 'text/html', 'x.html', '<script>alert(1)</script>'],
    ['one named like a path', 'application/octet-stream', '../../etc/passwd', '\u0001\u0002binary'],
    ['one named like a header', 'application/octet-stream', 'a\\"; filename=b.html', '\u0001\u0002binary'],
  ])('is served as text or as a download, never as active content: %s', async (_, type, name, content) => {
    await open(
      [...MIXED, 'Subject: a file'],
      mixed(
        part('text/plain', 'See it.'),
        part(`${type}; name="${name}"`, base64(content), [
          'Content-Transfer-Encoding: base64',
          `Content-Disposition: attachment; filename="${name}"`,
        ]),
      ),
    )
    const shown = await openMessage(ID)
    const place = /\/file\/(\d+)/.exec(shown)?.[1] ?? '0'
    const answer = await GET(new Request('http://localhost/'), { params: Promise.resolve({ id: ID, place }) })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toMatch(/^(?:text\/plain; charset=utf-8|application\/octet-stream)$/)
    expect(answer.headers.get('content-disposition') ?? '').not.toMatch(/[/\\\r\n]|filename=b/)
    expect(shown).not.toContain('<svg xmlns')
  })
})

describe('an attached mail', () => {
  it('is read when the mail has no other text, else quoted, so that neither its diff nor its tags count', async () => {
    const inner = `From: Rex Roe <rex@example.org>\nSubject: inner\nMessage-ID: <inner@example.org>\n\nReviewed-by: Rex Roe <rex@example.org>\n${DIFF}`
    const beside = await publish(folder, [
      odd([], PATCH),
      odd(
        [
          'Message-ID: <f@example.org>',
          'Subject: Fwd: [PATCH] let the driver sleep for once',
          'In-Reply-To: <odd@example.org>',
          'From: Rex Roe <rex@example.org>',
          ...MIXED,
        ],
        mixed(part('text/plain', 'See below.'), part('message/rfc822', inner)),
      ),
    ])
    expect(getSeriesDocument(beside, ID)?.standings).toEqual([])
    expect(patches(beside)).toEqual(ONE)
    const shown = pageText(await openMessage('f@example.org'))
    expect(shown).toContain('See below.')
    expect(shown).toContain('int nap = 1')
  })
})

describe('format=flowed', () => {
  it('joins lines that the sender wrapped, keeps quotes apart and finds the line that a comment quotes', async () => {
    const reply = odd(
      [
        'Message-ID: <w@example.org>',
        'Subject: Re: [PATCH] let the driver sleep for once',
        'In-Reply-To: <odd@example.org>',
        'From: Rex Roe <rex@example.org>',
        'Content-Type: text/plain; format=flowed',
      ],
      'On Fri, Jane Doe wrote:\n> +int nap = 1; /* for a while */\n\nPlease rename this to something that \ntells how long it sleeps.\n',
    )
    const db = await publish(folder, [odd([], PATCH), reply])
    const [remark] = getSeriesDocument(db, ID)?.remarks ?? []
    expect(remark?.quote).toBe('Please rename this to something that tells how long it sleeps.')
    expect(remark?.place).toMatchObject({ path: 'sleep.c' })
  })
})
