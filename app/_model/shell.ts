/** Quotes a word for a shell. Message-IDs and addresses come from strangers, so only words of plain characters stay as they are. */
export function quoteForShell(text: string): string {
  return /^[A-Za-z0-9._@+=:,/-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}

/**
 * The words of the command that replies to a mail, each quoted for the shell: `git send-email`, `--in-reply-to=...`, ...
 * The discussion stays on the list, so a page offers a command and never a form.
 */
export function replyCommand(mail: {
  readonly messageId: string
  readonly to: string | undefined
  readonly cc: readonly string[]
}): string[] {
  return [
    'git send-email',
    `--in-reply-to=${quoteForShell(mail.messageId)}`,
    ...(mail.to === undefined ? [] : [`--to=${quoteForShell(mail.to)}`]),
    ...mail.cc.map((address) => `--cc=${quoteForShell(address)}`),
    'REPLY',
  ]
}

/** The command that pulls a branch or tag; each word is quoted for the shell. */
export function pullCommand(url: string, ref: string | null): string {
  return ['git pull', quoteForShell(url), ...(ref === null ? [] : [quoteForShell(ref)])].join(' ')
}
