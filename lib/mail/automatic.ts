import { type HeaderField, headerValues } from './header'

/** Headers by which a responder marks what it sends; their values do not matter. */
const RESPONDER_FIELDS = ['x-autoreply', 'x-autorespond', 'x-autoresponse']
/** Subjects of responders, as Outlook, Exchange, Lotus and Gmail write them in the languages of the senders seen. A colon or the end must follow. */
const SUBJECTS: ReadonlySet<string> = new Set([
  'auto',
  'auto reply',
  'auto response',
  'autoreply',
  'automatic reply',
  'automatic response',
  'out of office',
  'out of the office',
  'out of office autoreply',
  'out of office reply',
  'out of office notification',
  'abwesenheitsnotiz',
  'abwesenheitsmeldung',
  'automatische antwort',
  'automatisch antwoord',
  'afwezig',
  'réponse automatique',
  'absence du bureau',
  'respuesta automática',
  'fuera de la oficina',
  'resposta automática',
  'risposta automatica',
  'fuori sede',
  'automatyczna odpowiedź',
  'automatická odpověď',
  'automatiskt svar',
  'automatisk svar',
  'automaattinen vastaus',
  'automatikus válasz',
  'автоматический ответ',
  'автоответ',
  '自動回覆',
  '自动回复',
  '自動応答',
  '自動返信',
  '不在通知',
  '자동 회신',
])
/** More than any of these subjects has. */
const MAX_SUBJECT = 60

/**
 * Whether a machine sent the mail by itself, such as a note that somebody is out of office: by `Auto-Submitted` (RFC 3834) with anything but
 * `no`, by the headers of responders, or by the start of the subject. A person who answers such a note does not send one.
 */
export function isAutomatic(fields: readonly HeaderField[], subject: string): boolean {
  const submitted = headerValues(fields, 'auto-submitted')[0]
  if (submitted !== undefined && !/^\s*(?:no\b|$)/i.test(submitted)) return true
  if (RESPONDER_FIELDS.some((name) => headerValues(fields, name).length > 0)) return true
  if (headerValues(fields, 'precedence').some((value) => /^\s*auto[_-]?reply\s*$/i.test(value))) return true
  const start = /^[^:：[]*/.exec(subject.slice(0, MAX_SUBJECT))?.[0] ?? ''
  const words = start
    .trim()
    .toLowerCase()
    .replace(/[-_\s]+/g, ' ')
  // "auto: fix a typo" may be a patch; its "Auto:" stands in front of the subject of another mail.
  if (words === 'auto') return /^auto:\s*(?:re:|fwd?:|\[|out\b|\S+ is\b)/i.test(subject)
  return SUBJECTS.has(words) || /^(?:out of (?:the )?office|i am out of (?:the )?office)\b/i.test(words)
}
