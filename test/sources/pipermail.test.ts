import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openWriter } from '../../db/migrate'
import { parseMessage } from '../../lib/mail/message'
import { parseMailPage } from '../../lib/mail/pages/mailPage'
import { createPipermailRestorer, findPipermailMonths, restoreLine } from '../../lib/mail/pipermailMonth'
import { findSlowRuns, repeats } from '../hostile/growth'
import { dump } from '../support/dump'
import { ingestFiles } from '../support/ingest'
import { tempFolder } from '../support/tempFolder'

interface Parts {
  readonly from: string
  readonly name: string
  readonly minute: number
  readonly subject: string
  readonly id: string
  readonly parent?: string
  readonly body: string
}

const PARTS: readonly Parts[] = [
  {
    from: 'ada@example.org',
    name: 'Ada Author',
    minute: 1,
    subject: '[PATCH] alpha: count',
    id: 'patch@example.org',
    body: 'Counts.\n\nSigned-off-by: Ada Author <ada@example.org>\nCc: stable@example.org\n---\n a.c | 2 +-\n\ndiff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1,2 +1,2 @@\n one\n-two at once\n+zwei\n',
  },
  {
    from: 'rita@example.org',
    name: 'Reader, Rita',
    minute: 2,
    subject: 'Re: [PATCH] alpha: count',
    id: 'reply@example.org',
    parent: 'patch@example.org',
    body: 'On Fri, Mar 1, 2024, ada@example.org wrote:\n> Counts.\n\nLook at line two; see https://lore.example.org/r/1-x@example.org\nReviewed-by: Rita Reader <rita@example.org>\n',
  },
]

const date = (minute: number) => `Fri Mar  1 10:0${minute}:00 2024`
const obscure = (text: string) => text.replace(/([-+,.\w]+)@([-+.\w]+)/g, '$1 at $2')
const fields = ({ minute, subject, id, parent }: Parts) =>
  `Date: Fri, 01 Mar 2024 10:0${minute}:00 +0000\nSubject: ${subject}\n${parent === undefined ? '' : `In-Reply-To: <${parent}>\n`}Message-ID: <${id}>\n`

function asMbox(parts: Parts): string {
  const name = parts.name.includes(',') ? `"${parts.name}"` : parts.name
  return `From ${parts.from} ${date(parts.minute)}\nFrom: ${name} <${parts.from}>\n${fields(parts)}\n${parts.body}\n`
}

/** Writes a mail like Mailman 2 does: HyperArch.py, Article.as_text. */
function asPipermail(parts: Parts): string {
  const from = obscure(parts.from)
  return `From ${from}  ${date(parts.minute)}\nFrom: ${from} (${parts.name})\n${fields(parts)}\n${obscure(parts.body)}\n`
}

describe('a month of pipermail', () => {
  it('gives the same database as the mbox of the same mail', async () => {
    const folder = tempFolder()
    const [mbox, month] = [join(folder, 'list.mbox'), join(folder, '2024-March.txt')]
    writeFileSync(mbox, PARTS.map(asMbox).join(''))
    writeFileSync(month, PARTS.map(asPipermail).join(''))
    const [wanted, found] = [openWriter(':memory:'), openWriter(':memory:')]
    await ingestFiles(wanted, mbox)
    expect(await ingestFiles(found, month)).toMatchObject({ read: 2, new: 2, series: 1 })
    expect(dump(found)).toEqual(dump(wanted))
  })

  it('finds the parent of a reply by its subject if the archive dropped In-Reply-To', async () => {
    const [patch, reply] = PARTS.map((parts) =>
      Buffer.from(asPipermail({ ...parts, body: 'Words.\n' }).replace(/^From .*\n/, '')),
    )
    const mend = (text: string) => {
      const mender = createPipermailRestorer()
      mender(patch ?? Buffer.alloc(0))
      return parseMessage(mender(Buffer.from(text)))
    }
    const dropped = (reply ?? Buffer.alloc(0)).toString().replace(/^In-Reply-To.*\n/m, '')
    const tagged = dropped.replace('Subject: Re: [PATCH]', 'Subject: [Alpha-list] Re: [PATCH]')
    for (const text of [dropped, tagged]) {
      const parsed = await mend(text)
      expect(parsed.kind === 'message' ? parsed.message.references : []).toEqual(['patch@example.org'])
    }
    const other = dropped.replace('alpha: count', 'beta: sum')
    const parsed = await mend(other)
    expect(parsed.kind === 'message' ? parsed.message.references : ['?']).toEqual([])
  })

  it('leaves English text alone, and mail that is not from pipermail', () => {
    for (const line of ['look at file.c', '-two at once', 'we met at example.org yesterday'])
      expect(restoreLine(line)).toBe(line)
    expect(restoreLine('Tested-by: x at example.org')).toBe('Tested-by: x@example.org')
    expect(restoreLine('+L:\tkvm at example.org')).toBe('+L:\tkvm@example.org')
    expect(restoreLine('> see https://lore.example.org/kvm/YL6 at short/')).toBe(
      '> see https://lore.example.org/kvm/YL6@short/',
    )
    const plain = Buffer.from('From: Ada <ada@example.org>\nSubject: x\n\nsee <a at b.c>\n')
    expect(createPipermailRestorer()(plain)).toBe(plain)
  })

  it('takes linear time on hostile lines', () => {
    const units = ['a at ', 'http://', '<a at ', 'x', 'A-', ' at a.', 'L:\t', 'http://x at ', '> ']
    expect(findSlowRuns(restoreLine, repeats(units), 50_000)).toEqual([])
  })
})

describe('the index of a pipermail list', () => {
  it('gives its months, oldest first, and no links to elsewhere', () => {
    const html =
      '<A href="2024-March.txt.gz">x</a><a href="2023-December.txt">y</a><a href="https://evil.example.org/2024-May.txt.gz">z</a><a href="2024-Brumaire.txt">n</a>'
    expect(findPipermailMonths(html)).toEqual(['2023-December.txt', '2024-March.txt.gz'])
  })
})

const PAGES = {
  pipermail: `<!DOCTYPE HTML><HTML><HEAD><TITLE> [PATCH] alpha: a &lt; b</TITLE></HEAD><BODY>
<H1>[PATCH] alpha: a &lt; b</H1><B>Ada Author</B>
<A HREF="mailto:list%40example.org?Subject=Re%3A&In-Reply-To=%3Cpatch%2B1%40example.org%3E" TITLE="[PATCH] alpha">ada at example.org
</A><BR><I>Fri Mar  1 10:00:00 UTC 2024</I><P><HR>
<!--beginarticle-->
<PRE>Counts a &lt; b.
Reviewed-by: Rita &lt;<A HREF="http://x">rita at example.org</A>&gt;
</PRE>
<!--endarticle--></BODY></HTML>`,
  hypermail: `<!-- received="Fri Mar  1 10:00:01 2024" --><!-- sent="Fri, 1 Mar 2024 10:00:00 +0000" -->
<!-- name="Ada Author" --><!-- email="ada@example.org" --><!-- subject="[PATCH] alpha: a &lt; b" -->
<!-- id="patch+1@example.org" --><!-- body="start" --><pre>Counts a &lt; b.
Reviewed-by: Rita &lt;<a href="mailto:x">rita@example.org</a>&gt;
</pre><!-- body="end" -->`,
  mhonarc: `<!--X-Subject: [PATCH] alpha: a &#60; b --><!--X-From-R13: Oqn Ohgube <nqnNrknzcyr.bet> -->
<!--X-Date: Fri, 1 Mar 2024 10:00:00 +0000 --><!--X-Message-Id: patch+1@example.org -->
<!--X-Body-of-Message--><pre>Counts a &lt; b.
Reviewed-by: Rita &lt;rita@example.org&gt;
</pre><!--X-Body-of-Message-End-->`,
}

describe('a page of an archive', () => {
  for (const [kind, html] of Object.entries(PAGES)) {
    it(`of ${kind} resolves to its Message-ID and to the mail it shows`, async () => {
      const page = parseMailPage(html)
      expect(page?.messageId).toBe('patch+1@example.org')
      const parsed = await parseMessage(page?.raw ?? Buffer.alloc(0))
      expect(parsed).toMatchObject({
        kind: 'message',
        message: {
          messageId: 'patch+1@example.org',
          subject: '[PATCH] alpha: a < b',
          from: { name: 'Ada Author', email: 'ada@example.org' },
          sentAtMs: Date.UTC(2024, 2, 1, 10),
          body: 'Counts a < b.\nReviewed-by: Rita <rita@example.org>\n',
        },
      })
    })
  }

  it('of Patchwork gives its Message-ID', () => {
    const html =
      '<html><table><tr><th>Message ID</th><td>patch+1@example.org (mailing list archive)</td></tr></table></html>'
    expect(parseMailPage(html)).toEqual({ messageId: 'patch+1@example.org', raw: null })
  })

  it('without a mail is not one, and a shown value cannot inject a header', async () => {
    expect(parseMailPage('<html><title>Not found</title></html>')).toBeUndefined()
    const page = parseMailPage(PAGES.hypermail.replace('name="Ada Author"', 'name="Ada&#10;Subject: forged"'))
    const parsed = await parseMessage(page?.raw ?? Buffer.alloc(0))
    expect(parsed).toMatchObject({ message: { subject: '[PATCH] alpha: a < b' } })
  })
})
