import { describe, expect, it } from 'vitest'
import { listFooterLines } from '../../lib/mail/listFooter'
import { findOwnSentences } from '../../lib/review/boilerplate'
import { parseReply } from '../../lib/review/replyText'
import { isBot } from '../../lib/review/speaker'
import { REX, readStatements } from './fixture'

/** What a reply by Rex says, but for talk. */
function said(body: string): string[] {
  const text = parseReply(body, REX)
  const sentences = findOwnSentences(text.own, text.form)
  return readStatements(body, { sentences }).flatMap(({ position, sentence }) =>
    position === 'discusses' ? [] : [`${position}: ${sentence}`],
  )
}

describe('the footer of a list', () => {
  const UNDERSCORES = '_'.repeat(47)
  it.each([
    `${UNDERSCORES}\nShould Fix Mailingliste\nPlease-Fix@lists.example.org\nhttps://lists.example.org/options/please-fix`,
    `${UNDERSCORES}\nFix-team list\nWhy not join? http://lists.example.org/fix`,
    `${UNDERSCORES}\nshould-fix mailing list -- should-fix@lists.example.org\nTo unsubscribe send an email to should-fix-leave@lists.example.org\n`,
    '--\nTo unsubscribe from this list: send the line "unsubscribe linux-fix" in\nthe body of a message to majordomo@example.org\nPlease read the FAQ at  http://www.example.org/',
    "To unsubscribe, send a message with 'unsubscribe linux-fix' in\nthe body to majordomo@example.org.  For more info,\nsee: http://www.example.org/ .\nDon't email: <a href=mailto:\"dont@example.org\"> email@example.org </a>",
    '-=-=-=-=-=-=-=-=-=-=-=-\nGroups.io Links: You receive all messages sent to this group.\nShould you mute? https://groups.example/mt/1/2\nUnsubscribe: https://groups.example/g/devel/unsub [x@example.org]\n-=-=-=-=-=-=-=-=-=-=-=-',
    '--~--~---------~--~----~------------~-------~--~----~\nYou received this message because you are subscribed to the "please" group.\nTo post, please send email to please@groups.example\n-~----------~----~----~----~------~----~------~--~---',
    '-- \nYou received this message because you are subscribed to the Google Groups "please fix" group.\nTo unsubscribe from this group, please send an email to x+unsubscribe@groups.example.',
    '---------------------------------------------------------------------\nTo unsubscribe, e-mail: dev-unsubscribe@example.org\nFor additional commands, please e-mail: dev-help@example.org',
    '############################\nTo unsubscribe from the FIX list, please click the following link:\nhttps://listserv.example.org/SCRIPTS/WA.EXE?TD=fix\nPlease contact the owner if that fails.',
    '-- \nMailing list info: https://lists.example.org/listinfo/please-fix',
  ])('asks for nothing: %j', (footer) => {
    expect(said(`Looks sane.\n\n${footer}\n`)).toEqual([])
    expect(said(`Please rename it.\n\n${footer}\n`)).toEqual(['requests-changes: Please rename it.'])
  })

  it.each([
    `${UNDERSCORES}\nPlease rename it.`,
    `${UNDERSCORES}\nPlease rename it, see https://example.org/style.\n\nThanks`,
    '-----\nPlease rename it, see https://example.org/style',
    'To unsubscribe users the driver should take the lock.',
  ])('is not what a reviewer writes below a line: %j', (words) => {
    expect(said(`Looks sane.\n\n${words}\n`)).toHaveLength(1)
  })

  it('leaves a tag below a rule to its author', () => {
    expect(said(`${UNDERSCORES}\nReviewed-by: Rex Roe <rex@example.org>\n`)).toHaveLength(1)
    expect(listFooterLines([UNDERSCORES, 'Reviewed-by: Rex Roe <rex@example.org>'], 0)).toBe(0)
  })
})

describe('a disclaimer, a signature or an absence note', () => {
  it.each([
    'Best regards,\nRex Roe\nPlease consider the environment before printing this e-mail.',
    'Sent from my iPhone. Should you see typos, please forgive me.',
    'This email has been scanned for viruses. Should you have any questions, please contact the helpdesk.',
    'If you have received this message in error, please notify us immediately and delete it.',
    'The information in this e-mail is confidential. Access by anyone else should be considered unauthorised.',
    'CONFIDENTIALITY NOTICE: This message is for the recipient alone. You must not copy it; please delete it.',
    "Ce message est privé. Si vous n'êtes pas le destinataire, merci de le détruire ?",
    'Wenn Sie nicht der richtige Adressat sind, should you delete this?',
    'My working hours may not be your working hours. Please do not feel obligated to reply outside of yours.',
    'The views expressed here should not be taken as those of my employer.',
    'This is an automated message, please do not reply.',
    'I am out of the office until Monday 4 March. For urgent matters, please contact Ann <ann@example.org>.',
    "Thanks for your message. I'm on parental leave. If it is urgent, please reach out to my team.",
    'I am currently on vacation with limited access to e-mail. Please expect a delay in my response.',
    'Dear Sir, I have a business proposal of 10 million US dollars. Please reply for details.',
    'We offer SEO services and backlinks. Should I send you our price list? Please let me know.',
  ])('asks for nothing: %j', (words) => {
    expect(said(`Looks sane.\n\n${words}\n`)).toEqual([])
  })

  it.each([
    'I am out of the office until Monday. Could you rebase it meanwhile?',
    'The disclaimer in this header should be dropped.',
    'This is an automated test that should be dropped.',
    'Please note that the message should be printed once.',
    'If you have questions about the lock, please add a comment.',
    'This is urgent, please call the helper before the lock is taken.',
  ])('is not a sentence that sounds like one: %j', (words) => {
    expect(said(words)).toHaveLength(1)
  })

  it('leaves what its mail says above it, in the same paragraph too', () => {
    expect(said('Applied, thanks.\nThis e-mail is confidential. Please delete it.\n')).toEqual([
      'applied: Applied, thanks.',
    ])
  })
})

describe('a bot or a CI system', () => {
  it.each([
    ['MPTCP CI', 'wpasupplicant.patchew@example.org'],
    ['CKI Project', 'x@example.org'],
    ['Linux Kernel Functional Testing', 'x@example.org'],
    ['', 'lkft@example.org'],
    ['Jenkins', 'x@example.org'],
    ['Zuul', 'zuul@example.org'],
    ['GitHub Actions', 'x@example.org'],
    ['dependabot[bot]', 'x@example.org'],
    ['Example (CI)', 'x@example.org'],
    ['Patch-CI', 'x@example.org'],
    ['Continuous Integration', 'x@example.org'],
    ['syzbot', 'syzbot+1234@syzkaller.example'],
  ])('is recognised: %s <%s>', (name, email) => {
    expect(isBot({ name, email })).toBe(true)
  })

  it.each([
    ['Bob Jenkins', 'bob@example.org'],
    ['Jenkins, Bob', 'jenkins@example.org'],
    ['Ci Li', 'cili@example.org'],
    ['Travis Roe', 'travis@example.org'],
    ['Hudson Roe', 'hudson@example.org'],
    ['Ann Tester', 'tester@example.org'],
  ])('is not a person with such a name: %s <%s>', (name, email) => {
    expect(isBot({ name, email })).toBe(false)
  })
})
