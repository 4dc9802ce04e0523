/** Up to three blanks before the mark; mailers that drop the blank after it (<20220112071134.GA47613@linux.alibaba.com>) are read too. */
const QUOTED = /^\s{0,3}[>|]/
/** As Outlook and Lotus Notes write it. In the archives at hand it occurs only in quotes. */
const ORIGINAL_MESSAGE =
  /^\s{0,4}-{2,}\s{0,3}(?:original message|forwarded message|ursprüngliche nachricht|message d'origine|原始邮件|邮件原件)\s{0,3}-{2,}/i

/** Whether a line of a mail is marked as a quote. */
export function isQuoted(line: string): boolean {
  return QUOTED.test(line)
}

/** Whether a line says that the mail below it is quoted, as mailers write it that put no mark before quoted lines. */
export function startsOriginalMessage(line: string): boolean {
  return ORIGINAL_MESSAGE.test(line)
}
