/** SQL for the row ids of the mails that the id in a parameter stands for: their own, or that of a mail in which a list wrapped them. */
export function mailsWithId(parameter: string): string {
  return `(SELECT id FROM messages WHERE message_id = ${parameter}
           UNION SELECT message FROM mentions WHERE kind = 'outer' AND value = ${parameter})`
}
