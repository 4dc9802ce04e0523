import { describe, expect, it } from 'vitest'
import { deriveMails } from '../../lib/derive/deriveMails'
import { JANE, mail, REX } from './fixture'

const CLEO = { name: 'Cleo Coder', email: 'cleo@example.net' }
const SUBJECT = '[PATCH] pump: stop the drip'
const PATCH = `Turn the valve by a quarter, which is enough.

Signed-off-by: Jane Doe <jane@example.org>
---
diff --git a/p.c b/p.c
--- a/p.c
+++ b/p.c
@@ -1,3 +1,4 @@
 static int turn(void)
 {
-	return old;
+	int quarter = valve_turn(25);
+	return quarter;
 }
`
const OBJECTION = `NAK. This breaks the valve of every pump we have.
Please rename quarter to valve_quarter and resend the patch.

Thanks,
Cleo
`
const TESTED = 'Tested-by: Rex Roe <rex@example.org>\n'
const marked = (mark: string) =>
  OBJECTION.split('\n')
    .map((line) => `${mark}${line}`.trimEnd())
    .join('\n')

/** What a reply of Rex says; without `known`, the mail of Cleo that it answers is missing. */
function said(body: string, known: boolean): string[] {
  const mails = [
    mail({ id: 'patch', subject: SUBJECT, body: PATCH }),
    ...(known
      ? [mail({ id: 'nak', subject: `Re: ${SUBJECT}`, to: ['patch'], at: 10, from: CLEO, body: OBJECTION })]
      : []),
    mail({ id: 'reply', subject: `Re: ${SUBJECT}`, to: ['nak', 'patch'], at: 20, from: REX, body }),
  ]
  const events = deriveMails(mails).series.flatMap(({ review }) => review.events)
  return events.flatMap(({ mailKey, position }) => (mailKey === 'reply' && position !== 'discusses' ? [position] : []))
}

const PHONE = 'On 4 Mar 2024, at 10:12, Cleo Coder <cleo@example.net> wrote:\n\n'
const outlook = (words: readonly string[], subject = `Re: ${SUBJECT}`) => {
  const [from, sent, to, cc, title] = words
  return `${from} Cleo Coder <cleo@example.net>\n${sent} 4.3.2024 10:12\n${to} Jane Doe <${JANE.email}>\n${cc} list@example.org\n${title} ${subject}\n\n`
}

/** Quotations that are found whether the mail that they come from is there or not. */
const ALWAYS: readonly (readonly [string, string])[] = [
  ['Outlook in German', TESTED + outlook(['\nVon:', 'Gesendet:', 'An:', 'Cc:', 'Betreff:']) + OBJECTION],
  ['Outlook in French', TESTED + outlook(['\nDe :', 'Envoyé :', 'À :', 'Cc :', 'Objet :']) + OBJECTION],
  ['Outlook in Chinese', TESTED + outlook(['\n发件人:', '发送时间:', '收件人:', '抄送:', '主题:']) + OBJECTION],
  ['Outlook in Russian', TESTED + outlook(['\nОт:', 'Отправлено:', 'Кому:', 'Копия:', 'Тема:']) + OBJECTION],
  ['Outlook in Dutch', TESTED + outlook(['\nVan:', 'Verzonden:', 'Aan:', 'CC:', 'Onderwerp:']) + OBJECTION],
  ['supercite', `>>>>> "Cleo" == Cleo Coder <cleo@example.net> writes:\n\n${marked('Cleo> ')}\n${TESTED}`],
  ['initials', `${marked('CC> ')}\n${TESTED}`],
  ['colons', `Cleo Coder wrote:\n${marked(': ')}\n${TESTED}`],
  ['percent signs', `Cleo Coder wrote:\n${marked('% ')}\n${TESTED}`],
  ['bars', `Cleo Coder wrote:\n${marked('| ')}\n${TESTED}`],
  ['a phone that answers above', `${TESTED}\nSent from my phone\n\n${PHONE}${OBJECTION}`],
  [
    '"Original message"',
    `${TESTED}\n-------- Original message --------\n${outlook(['From:', 'Date:', 'To:', 'Cc:', 'Subject:'])}${OBJECTION}`,
  ],
  ['a mark that the first line lost', `Cleo Coder <cleo@example.net> wrote:\n${marked('> ').slice(2)}\n${TESTED}`],
]

/** Quotations that only the mail above shows. */
const KNOWN: readonly (readonly [string, string])[] = [
  [
    'Lotus Notes',
    `${TESTED}\nCleo Coder <cleo@example.net>\n04/03/2024 10:12\n\nTo\n        Jane Doe <jane@example.org>\nSubject\n        Re: ${SUBJECT}\n\n${OBJECTION}`,
  ],
  ['"On ... wrote:" above unmarked text and an answer below', `${PHONE}${OBJECTION}\n${TESTED}`],
  ['no attribution', `${TESTED}\n${OBJECTION}`],
  [
    'other line breaks, as of HTML',
    `${PHONE}${OBJECTION.replace('pump we have.\nPlease', 'pump\nwe have. Please')}\n${TESTED}`,
  ],
]

describe('a quotation', () => {
  it.each([...ALWAYS, ...KNOWN])('by %s is not said by who quotes', (_, body) => {
    expect(said(body, true)).toEqual(['tested'])
  })

  it.each(ALWAYS)('by %s is found although the mail that it comes from is missing', (_, body) => {
    expect(said(body, false)).toEqual(['tested'])
  })
})

describe('an answer', () => {
  it('below an attribution is the words of its author, when the mail above does not have them', () => {
    const attribution = `On 4 Mar 2024, at 10:12, Jane Doe <${JANE.email}> wrote:\n\n`
    expect(said(`Hi,\n\n${attribution}Please rename it.\n\n${TESTED}`, false)).toEqual(['requests-changes', 'tested'])
  })

  it.each([
    [
      'directly below an attribution, with a blank line before the quotation',
      'Cleo wrote:\nPlease rename it.\n\n> NAK.\n',
    ],
    ['of three lines below an attribution', 'Cleo wrote:\nPlease\nrename\nit.\n> NAK.\n'],
    ['below a single line with a colon', ': \nPlease rename it.\n'],
  ])('%s counts', (_, body) => {
    expect(said(body, false)).toEqual(['requests-changes'])
  })

  it('that is a tag directly below an attribution counts', () => {
    expect(said(`Cleo Coder <cleo@example.net> wrote:\n${TESTED}> NAK.\n`, true)).toEqual(['tested'])
  })
})
