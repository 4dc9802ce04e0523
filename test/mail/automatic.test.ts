import { describe, expect, it } from 'vitest'
import { isAutomatic } from '../../lib/mail/automatic'

const mark = (name: string, value: string) => isAutomatic([{ name, value }], 'Re: [PATCH] pump: stop the drip')

describe('a mail that a machine sent by itself', () => {
  it.each([
    ['auto-submitted', 'auto-replied'],
    ['auto-submitted', 'auto-generated (by a filter)'],
    ['x-autoreply', 'yes'],
    ['x-autorespond', '1'],
    ['precedence', 'auto_reply'],
    ['x-autoreply-from', 'rex@example.org'],
    ['x-mail-autoreply', 'vacation'],
    ['x-list-administrivia', 'yes'],
    ['return-path', '<>'],
    ['content-type', 'multipart/report; report-type=delivery-status; boundary=b'],
  ])('is known by %s: %s', (name, value) => {
    expect(mark(name, value)).toBe(true)
  })

  it.each([
    ['auto-submitted', 'no'],
    ['precedence', 'bulk'],
    ['return-path', '<rex@example.org>'],
    ['content-type', 'multipart/mixed; boundary=report'],
    ['x-auto-response-suppress', 'All'],
  ])('is not known by %s: %s', (name, value) => {
    expect(mark(name, value)).toBe(false)
  })

  it.each([
    'Automatic reply: [PATCH] pump: stop the drip',
    'Out of Office: [PATCH] pump: stop the drip',
    'Out of office until Monday',
    'Abwesenheitsnotiz: [PATCH] pump: stop the drip',
    'Réponse automatique : [PATCH] pump: stop the drip',
    'Auto: [PATCH] pump: stop the drip',
    'Auto-Reply: Re: pump',
    '自动回复: [PATCH] pump: stop the drip',
    'Odpowiedź automatyczna: [PATCH] pump: stop the drip',
    'Otomatik Yanıt: [PATCH] pump: stop the drip',
    'Автоматична відповідь: Re: pump',
    'Trả lời tự động: Re: pump',
    'I am currently out of office (Re: [PATCH] pump)',
    "I'm on parental leave",
    'On vacation: [PATCH] pump: stop the drip',
    'Away from my desk Re: pump',
    'Undeliverable: [PATCH] pump: stop the drip',
    'Read: [PATCH] pump: stop the drip',
    'Recall: Re: pump: stop the drip',
  ])('is known by the subject %s', (subject) => {
    expect(isAutomatic([], subject)).toBe(true)
  })

  it.each([
    'Re: Automatic reply: [PATCH] pump: stop the drip',
    '[PATCH] auto: fix the reply',
    'auto: fix the reply',
    'read: fix the reply',
    'vacation: a new driver',
    'On vacations of the driver',
    'Re: Out of office: pump',
    'Re: [PATCH] out of office: a new driver',
    'Automatic reply channels in the driver',
  ])('is not known by the subject %s', (subject) => {
    expect(isAutomatic([], subject)).toBe(false)
  })
})
