import { quoteForShell } from './shell'

/**
 * The command that answers a mail: `git send-email --in-reply-to=...`, to its sender and the lists. The discussion stays on the
 * list, so a page offers a command and never a form. Every part is quoted for the shell.
 */
export function replyCommand(messageId: string, sender: string | undefined, lists: readonly string[]): string {
  return [
    'git send-email',
    `--in-reply-to=${quoteForShell(messageId)}`,
    ...(sender === undefined ? [] : [`--to=${quoteForShell(sender)}`]),
    ...lists.filter((list) => list.includes('@')).map((list) => `--cc=${quoteForShell(list)}`),
    'REPLY',
  ].join(' ')
}
