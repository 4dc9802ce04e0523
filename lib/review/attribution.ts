import { at } from '../at'
import { startsOriginalMessage } from '../quoted'

/**
 * Words that end the line above a quote, in the languages met on kernel lists (`On ... wrote:`, `Am ... schrieb ...:`,
 * `Le ... a écrit :`, `在 ... 写道:`). The colon ends the line; a quote glued to it (`wrote:> text`) is allowed for:
 * <b56fe3a2-b145-9d4e-acf2-4991204b3102@molgen.mpg.de>, <dc3c95a4-de06-9889-ce1e-f660fc9fbb95@csgroup.eu>, <68e62015-9cba-f29e-b75a-d16561f446e5@linux.alibaba.com>,
 * <YmqcHFtVTfvCCbTW@kernel.org>, <b21d51b2-5480-4550-7cd6-c16060261970@linux.alibaba.com>.
 */
const VERB =
  /(?:wrote|writes|said|says|schrieb|schreef|écrit|ecrit|escribió|escreveu|scritto|skrev|kirjoitti|napisał(?:\(a\))?|написал\S{0,3}|пишет|写道|写到|寫道|wrote\s?\(.{0,40}\))/u
const ENDING = new RegExp(`${VERB.source}.{0,160}[:：]\\s*(?:>.*)?$`, 'iu')
/** Most lines of prose have no colon, which saves the search for a verb. */
const COLON = /[:：]/
/** Without a verb: `* Jane Doe <jane@example.org> [220608 14:42]:` of mutt, `Quoting Jane Doe (2022-08-10 14:56:20)` of alot. <YqcuhiPVqktEpZxy@atomide.com>, <166187009028.75997.13672950150134705250@t14-nrb>. Counts only right above a quote. */
const VERBLESS = /^\* .{1,100}<[^<>]{1,200}>.{0,40}:$|^Quoting .{1,100}\(\d{4}-[^()]{1,30}\):?$/u
/** How an attribution begins: <YmqcHFtVTfvCCbTW@kernel.org>, <cdbb6235-34dd-bc65-304d-0f09accad6a3@linux.alibaba.com>. */
const OPENING = /^(?:["“]?On|Am|Le|El|Il|Op|Den|Em|At|Quoting|W dniu|Vào|Dne|在|于|\*|From|Quoth|Excerpts)(?:\s|$|\d)/u
/** A header that Outlook copies above a quote: <f2c1a3a10bf643d693afed6d23b3baf9@AcuMS.aculab.com>, <MN0PR21MB309816A344171B46735CA29CD7019@MN0PR21MB3098.namprd21.prod.outlook.com>. */
const HEADER =
  /^\s{0,4}\*?(?:From|Von|Van|De|Da|От|发件人|寄件者|差出人|보낸 사람|Från|Sent|Verzonden|Enviado|Enviada|Inviato|Отправлено|送信日時|보낸 날짜|Gesendet|Envoyé|发送时间|Date|Datum|To|An|Aan|Para|À|A|Кому|宛先|받는 사람|Cc|CC|Kopie|Копия|참조|收件人|抄送|Subject|Betreff|Objet|Onderwerp|Asunto|Assunto|Oggetto|Тема|件名|제목|主题|Importance|Thread-Topic)\s?\*?\s?[:：]/u
/** The first of these headers: <905678e9e05d40b9a4e13e7b1a34cb68@AcuMS.aculab.com>. */
const HEADER_FROM = /^\s{0,4}\*?(?:From|Von|Van|De|Da|От|发件人|寄件者|差出人|보낸 사람|Från)\s?\*?\s?[:：]\s?\S/u
/** Any header, in a language that is not among these. */
const ANY_HEADER = /^\s{0,4}\*?\p{L}{1,15}(?: \p{L}{1,12})?\s?\*?\s?[:：]\s?\S/u
/** The header that has the subject of a patch or of a reply. */
const ANY_SUBJECT = /^[^:：]{1,30}[:：]\s?(?:\p{L}{1,5}\s?[:：]\s?){0,3}\[[^\]]{0,60}(?:PATCH|RFC)\b/iu
/** An attribution is wrapped over at most this many lines. */
const MAX_LINES = 4

/** Whether the text has a date or an address, as most attributions do. */
const looksDated = (text: string): boolean => /\d|@/.test(text)

/**
 * The number of lines from `start` on that attribute the quote below them (`On ..., Jane wrote:`, over up to four lines); 0 when there is no
 * attribution. `isQuote` says which lines are quoted: an attribution without a date or an address counts only directly above a quote. False
 * positive: prose that ends like one above a quote ("As Rex wrote:").
 */
export function attributionLines(lines: readonly string[], start: number, isQuote: (index: number) => boolean): number {
  const first = at(lines, start).trim()
  if (first === '') return 0
  if (VERBLESS.test(first)) return isQuoteSoon(start + 1, isQuote, lines) ? 1 : 0
  let joined = ''
  for (let count = 1; count <= MAX_LINES && start + count <= lines.length; count++) {
    const next = at(lines, start + count - 1).trim()
    if (next === '' || isQuote(start + count - 1)) return 0
    joined = joined === '' ? next : `${joined} ${next}`
    if (joined.length > 600) return 0
    if (COLON.test(joined) && ENDING.test(joined.slice(-240))) {
      const opened = OPENING.test(first)
      if (opened && looksDated(joined)) return count
      return count === 1 && (looksDated(joined) || isQuoteSoon(start + 1, isQuote, lines)) ? 1 : 0
    }
    if (!OPENING.test(first)) return 0
  }
  return 0
}

/** Whether the line, or the one after a blank line, is quoted. */
function isQuoteSoon(index: number, isQuote: (index: number) => boolean, lines: readonly string[]): boolean {
  return isQuote((lines[index] ?? '').trim() === '' ? index + 1 : index)
}

/**
 * The number of lines from `start` on that are the header block which Outlook puts above a quote (From, Sent, To, Cc, Subject, with wrapped
 * lines), or "-----Original Message-----" with the block below it; 0 for any other line. A single `From: Name` counts above a quote
 * (`<f2c1a3a10bf643d693afed6d23b3baf9@AcuMS.aculab.com>` quotes from the second header on).
 */
export function headerBlockLines(lines: readonly string[], start: number, isQuote: (index: number) => boolean): number {
  const original = startsOriginalMessage(at(lines, start))
  let next = original ? start + 1 : start
  if (!original && !HEADER_FROM.test(at(lines, start))) return foreignBlockLines(lines, start)
  let headers = 0
  // The longest list of recipients seen fits into 60 lines.
  for (; next < lines.length && next < start + 60; next++) {
    const line = at(lines, next)
    if (HEADER.test(line)) headers++
    else if (line.trim() === '' || isQuote(next) || headers === 0) break
  }
  if (original || headers >= 3) return next - start
  return headers >= 1 && isQuoteSoon(start + 1, isQuote, lines) ? 1 : foreignBlockLines(lines, start)
}

/** The same in any language: three to six lines that look like headers, above a blank line, the first with a person, the last ones with the subject. */
function foreignBlockLines(lines: readonly string[], start: number): number {
  if (!ANY_HEADER.test(at(lines, start)) || !at(lines, start).includes('@')) return 0
  const end = lines.slice(start, start + 7).findIndex((line) => !ANY_HEADER.test(line))
  if (end < 3 || lines[start + end]?.trim() !== '') return 0
  return lines.slice(start + 1, start + end).some((line) => ANY_SUBJECT.test(line)) ? end : 0
}
