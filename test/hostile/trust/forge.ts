import { type MailParts, mail } from '../../support/mail'

export const JANE = 'Jane Doe <jane@example.org>'
export const REX = 'Rex Roe <rex@example.org>'
export const ANN = 'Ann Poe <ann@example.org>'
/** Writes what others would write, from an address of her own. */
export const EVE = 'Eve Moe <eve@elsewhere.example>'
export const EVE_AS_JANE = 'Jane Doe <eve@elsewhere.example>'
export const EVE_AS_ANN = 'Ann Poe <eve@elsewhere.example>'
export const TITLE = 'teach the driver to sleep twice'

interface Posting {
  readonly from?: string
  readonly version?: number
  /** Minutes; each mail a minute later. */
  readonly at?: number
  /** First part of every Message-ID. */
  readonly prefix?: string
  readonly title?: string
  readonly inReplyTo?: string
  /** Lines of the bodies above the patch: trailers, an in-body From. */
  readonly trailers?: readonly string[]
  readonly inBody?: string
  readonly changeId?: string
  readonly cc?: string
  /** What the patches add. */
  readonly word?: string
  readonly resend?: boolean
}

export const id = (name: string) => `${name}@example.org`

/** A cover and two patches, addressed to the list, Rex and Ann. */
export function posting(parts: Posting = {}): Buffer[] {
  const { from = JANE, version = 1, at = 0, prefix = `v${version}`, title = TITLE, inReplyTo, changeId } = parts
  const { trailers = [`Signed-off-by: ${JANE}`], inBody, cc = `${REX}, ${ANN}`, word = 'nap', resend = false } = parts
  const mark = `${resend ? 'RESEND ' : ''}PATCH${version > 1 ? ` v${version}` : ''}`
  const common = { from, cc }
  const change = changeId === undefined ? '' : `\nchange-id: ${changeId}\n`
  const answer = inReplyTo === undefined ? {} : { inReplyTo: id(inReplyTo) }
  const cover: MailParts = {
    ...common,
    ...answer,
    id: id(`${prefix}-0`),
    subject: `[${mark} 0/2] ${title}`,
    body: `It sleeps.\n${change}`,
    minutes: at,
  }
  const patches = [1, 2].map((number): MailParts => {
    const lines = [`int ${word}_first_${number};`, `int ${word}_second_${number};`, `int ${word}_third_${number};`]
    return {
      ...common,
      id: id(`${prefix}-${number}`),
      subject: `[${mark} ${number}/2] let part ${number} of it sleep`,
      body: [
        ...(inBody === undefined ? [] : [`From: ${inBody}`, '']),
        'It is tired.',
        '',
        ...trailers,
        '---',
        `diff --git a/p${number}.c b/p${number}.c`,
        `--- a/p${number}.c`,
        `+++ b/p${number}.c`,
        '@@ -1 +1,4 @@',
        ' int old;',
        ...lines.map((line) => `+${line}`),
        '',
      ].join('\n'),
      minutes: at + number,
      inReplyTo: id(`${prefix}-0`),
    }
  })
  return [cover, ...patches].map(mail)
}

let replies = 0

/** A reply to a mail of a posting. */
export function reply(to: string, from: string, body: string, more: Partial<MailParts> = {}): Buffer {
  replies++
  return mail({
    id: id(`r${replies}`),
    subject: `Re: [PATCH 0/2] ${TITLE}`,
    from,
    body: `${body}\n`,
    minutes: 60 + replies,
    inReplyTo: id(to),
    ...more,
  })
}
