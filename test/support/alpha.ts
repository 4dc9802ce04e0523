import { addLine, mail } from './mail'

export const ADA = 'Ada Author <ada@example.org>'
export const REX = 'Rex Roe <rex@example.org>'

/** A version of a series of one patch by Ada, "alpha: count", that adds a line to x.c. */
export function alphaPatch(version: number, line: string, minutes: number, cc = REX): Buffer {
  return mail({
    id: `v${version}@example.org`,
    subject: `[PATCH v${version}] alpha: count`,
    body: addLine('x.c', line),
    minutes,
    cc,
  })
}

/** A reply in its thread. `id` and `to` are Message-IDs without their host. */
export function alphaReply(id: string, to: string, body: string, minutes: number, from = REX): Buffer {
  return mail({
    id: `${id}@example.org`,
    subject: 'Re: [PATCH] alpha: count',
    body,
    minutes,
    from,
    inReplyTo: `${to}@example.org`,
  })
}
