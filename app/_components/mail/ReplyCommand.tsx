import type { MessageView } from '../../../db/queries/views'
import { quoteForShell } from '../../_model/shell'
import { visible } from '../../_model/visible'
import { ScrollBox } from '../shell/ScrollBox'

/** More recipients than a shell line is read with. */
const MAX_CC = 40

/** The discussion stays on the list: how to answer this mail with git, everything from the mail quoted for the shell. */
export function ReplyCommand({ message }: { readonly message: MessageView }) {
  const people = [...message.to, ...message.cc]
    .map(({ email }) => email)
    .filter((email) => email !== message.from.email)
  const words = [
    `--in-reply-to=${message.messageId}`,
    `--to=${message.from.email}`,
    ...[...new Set(people)].slice(0, MAX_CC).map((email) => `--cc=${email}`),
    '/path/to/reply',
  ]
  return (
    <details className="mail-reply">
      <summary>Reply by mail</summary>
      <p>Save the answer as a file with a subject line, then:</p>
      <ScrollBox label="Command, scrolls sideways">
        <pre>{`git send-email \\\n${words.map((word) => `  ${visible(quoteForShell(word))}`).join(' \\\n')}`}</pre>
      </ScrollBox>
    </details>
  )
}
