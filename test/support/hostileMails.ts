/** Mails that try to run a script wherever text from mail is shown. */

import { BREAKOUT, HOSTILE_IDS, HOSTILE_LIST, payload } from './hostileText'

/** Message-ID headers without a usable ID: such a mail gets a different one. */
const ODD_ID_HEADERS = [
  '<"><script>alert(1)</script>@example.org>',
  '<>',
  '',
  '<\r>',
  `<${'l'.repeat(4_000)}@example.org>`,
]

interface Parts {
  readonly id: string
  readonly subject: string
  readonly minutes: number
  readonly from?: string
  readonly parent?: string
  readonly references?: readonly string[]
  readonly body: readonly string[]
  readonly type?: string
}

/** One mail for each hostile ID, and two series with two versions, reviews and hostile IDs. */
export function hostileMails(): string[] {
  return [
    ...HOSTILE_IDS.flatMap((id, index) => hostileSeries(id, index)),
    ...ODD_ID_HEADERS.map((header, index) =>
      toMail({
        id: 'odd',
        subject: `[PATCH] odd ${payload('subject')} ${index}`,
        minutes: 70 + index,
        body: diff(50 + index, 'one'),
      }).replace('<odd>', () => header),
    ),
    pullRequest(),
    attachments(),
    report(),
    taken(),
  ]
}

function hostileSeries(id: string, index: number): string[] {
  const title = `${payload('subject')} ${BREAKOUT} ${index}`
  const at = index * 100
  const only = toMail({ id, subject: `[PATCH] ${title}`, minutes: at, body: [...message(), ...diff(index, 'one')] })
  if (index > 1) return [only]
  const next = `v2-${id}`
  return [
    only,
    review(id, title, at + 10),
    toMail({
      id: next,
      subject: `[PATCH v2] ${title}`,
      minutes: at + 20,
      references: [id],
      body: [...message(), '---', ...changelog(), '', ...diff(index, 'two')],
    }),
    review(next, title, at + 30),
    toMail({
      id: `answer-${id}`,
      subject: `Re: [PATCH v2] ${title}`,
      minutes: at + 40,
      parent: `re-${next}`,
      references: [next, `"><script>alert(1)</script>@missing`],
      body: [`> Please remove ${payload('body')} here.`, '', `Done, see ${payload('quote')}.`],
    }),
  ]
}

function message(): string[] {
  return [
    `${payload('body')} ${BREAKOUT}`,
    `See javascript:alert(1) and data:text/html,<script>alert(1)</script> and https://example.org/"onmouseover="alert(1) too.`,
    'vbscript:x JaVaScRiPt:alert(1) java\tscript:alert(1) //example.org/x https://user:pass@example.org/<script>',
    '',
    `Fixes: 123456789abc ("${payload('fixes')}")`,
    `Link: javascript:alert('link')`,
    `Link: data:text/html,${payload('link')}`,
    `Link: https://example.org/"><script>alert('link')</script>`,
    `Closes: https://lore.kernel.org/r/"><script>alert(1)</script>@example.org/`,
    `Reported-by: ${payload('trailer-name')} <"><script>alert(1)</script>@example.org>`,
    `Signed-off-by: "${payload('author')}" <"<script>alert(1)</script>"@example.org>`,
  ]
}

function changelog(): string[] {
  return [
    'Changes in v2:',
    `- ${payload('changelog')} ${BREAKOUT} (${payload('credit')})`,
    `- javascript:alert(1) as asked by ${payload('credit')}`,
    `v1: https://lore.kernel.org/r/${payload('message-url')}@example.org`,
  ]
}

function diff(index: number, word: string): string[] {
  const path = `dir/${payload('path')}${index}.c`
  const renamed = `dir/javascript:alert(1)/${payload('renamed')}${index}.c`
  return [
    ...(word === 'one' ? ['---'] : []),
    `diff --git a/${path} b/${path}`,
    `--- a/${path}`,
    `+++ b/${path}`,
    `@@ -1,4 +1,5 @@ static int ${payload('heading')}(void)`,
    ` context ${payload('code')} </pre><script>alert(1)</script>`,
    ` kept ${BREAKOUT}`,
    '-\u202E gone */ /* <!--',
    `+${word} ${payload('code')} "unclosed`,
    `+\u2066/* hidden \u200B*/ &lt;script&gt;`,
    ' last',
    `diff --git a/dir/old${index}.c b/${renamed}`,
    'similarity index 100%',
    `rename from dir/old${index}.c`,
    `rename to ${renamed}`,
    '-- ',
    '"><script>alert(1)</script>',
  ]
}

function review(parent: string, title: string, minutes: number): string {
  return toMail({
    id: `re-${parent}`,
    subject: `Re: [PATCH] ${title}`,
    minutes,
    from: `"${payload('reviewer')} \u202E" <rita@example.org>`,
    parent,
    body: [
      `On Monday, ${payload('author')} wrote:`,
      `> ${payload('quote')} ${BREAKOUT}`,
      '',
      `Please remove ${payload('body')} here, or is it needed?`,
      '',
      `> +one ${payload('code')} "unclosed`,
      '',
      `This is wrong, NAK: ${payload('body')}.`,
      '',
      `Reviewed-by: "${payload('tag')}" <rita@example.org>`,
      `Tested-by: ${payload('tag')} <javascript:alert(1)@example.org>`,
    ],
  })
}

/** A bot report with invalid addresses. */
function report(): string {
  return toMail({
    id: 'bot"><script>@example.org',
    subject: `Re: [PATCH] ${payload('subject')} ${BREAKOUT} 0`,
    minutes: 50,
    from: 'kernel test robot <lkp@intel.com>',
    parent: HOSTILE_IDS[0],
    body: [
      `kernel test robot noticed the following build warnings: ${payload('body')}`,
      `url: javascript:alert(1)//https://github.com/"><script>alert(1)</script>`,
      `config: https://example.org/"onclick="alert(1)`,
      `All warnings (new ones prefixed by >>):`,
      `>> ${payload('path')}:1:2: warning: ${payload('code')}`,
    ],
  })
}

/** A bot that takes a patch into a branch. */
function taken(): string {
  return toMail({
    id: 'taken@example.org',
    subject: `Re: [PATCH] ${payload('subject')}`,
    minutes: 390,
    from: 'patchwork-bot+netdevbpf@kernel.org',
    parent: HOSTILE_IDS[3],
    body: [
      'Hello:',
      '',
      `This patch was applied to ${payload('branch')} (${payload('branch')})`,
      'by Eve <eve@example.org>:',
    ],
  })
}

/** A pull request. */
export const PULL_ID = 'pull"onclick="alert(1)@example.org'

function pullRequest(): string {
  return toMail({
    id: PULL_ID,
    subject: `[GIT PULL] ${payload('subject')}`,
    minutes: 400,
    body: [
      'are available in the Git repository at:',
      '',
      '  javascript:alert(1) tags/"><script>alert(1)</script>',
      '',
      `${payload('author')} (1):`,
      `      ${payload('shortlog')}`,
    ],
  })
}

/** A mail with attachments that a browser would run if allowed. */
export const ATTACHMENT_ID = 'files"><svg/onload=alert(1)>@example.org'

function attachments(): string {
  const part = (type: string, name: string, text: string) => [
    '--cut',
    `Content-Type: ${type}; name="${name}"`,
    `Content-Disposition: attachment; filename="${name}"`,
    '',
    text,
  ]
  return toMail({
    id: ATTACHMENT_ID,
    subject: `[PATCH] files ${payload('subject')}`,
    minutes: 60,
    type: 'multipart/mixed; boundary=cut',
    body: [
      '--cut',
      'Content-Type: text/plain; charset=utf-8',
      '',
      ...message(),
      ...diff(90, 'one'),
      ...part(
        'image/svg+xml',
        `../../${payload('attachment')}.svg`,
        '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
      ),
      ...part('text/html', `x\\"\\r\\nSet-Cookie: a=b.html`, '<script>alert(1)</script>'),
      ...part('application/xhtml+xml', '=?utf-8?B?Li4vLi4vDQpYOiB5IvCfmYg=?=', '<x/>'),
      ...part('text/x-diff', '/etc/passwd', 'no diff'),
      ...part('application/javascript', '', 'alert(1)'),
      '--cut--',
    ],
  })
}

const START_MS = Date.UTC(2024, 0, 1, 10)

function toMail({ id, subject, minutes, from, parent, references = [], body, type }: Parts): string {
  return [
    `From: ${from ?? `"${payload('author')} \u202E" <eve@example.org>`}`,
    `To: "${payload('recipient')}" <list@example.org>, <"><script>alert(1)</script>@example.org>`,
    `Subject: ${subject}`,
    `Message-ID: <${id}>`,
    ...(parent === undefined ? [] : [`In-Reply-To: <${parent}>`]),
    ...(references.length === 0 ? [] : [`References: ${references.map((one) => `<${one}>`).join(' ')}`]),
    `List-Id: "onclick=" <${HOSTILE_LIST}>`,
    `X-Mailing-List: javascript:alert(1)@example.org`,
    `Date: ${new Date(START_MS + minutes * 60_000).toUTCString().replace('GMT', '+0000')} (<script>alert(1)</script>)`,
    'DKIM-Signature: v=1; d="><script>alert(1)</script>; s=x; b=y',
    'X-Developer-Signature: v=1; a=ed25519-sha256; i=<script>alert(1)</script>@example.org; h=from; b=y',
    'MIME-Version: 1.0',
    `Content-Type: ${type ?? 'text/plain; charset=utf-8'}`,
    'Content-Transfer-Encoding: 8bit',
    '',
    ...body,
    '',
  ].join('\n')
}
