import type { MessageView } from '../../../db/queries/views'
import { replyCommand } from '../../_model/shell'
import { visible } from '../../_model/visible'
import { ScrollBox } from '../shell/ScrollBox'

/** Limits the recipients in the command, which a shell has to read. */
const MAX_CC = 40

/** How to reply to this mail with git. */
export function ReplyCommand({ message }: { readonly message: MessageView }) {
  const to = message.from.email
  const others = [...message.to, ...message.cc].map(({ email }) => email).filter((email) => email !== to)
  const words = replyCommand({ messageId: message.messageId, to, cc: [...new Set(others)].slice(0, MAX_CC) })
  return (
    <details className="mail-reply">
      <summary>Reply by mail</summary>
      <p>Save your reply with a subject line as the file REPLY, then:</p>
      <ScrollBox label="Command, scrolls sideways">
        <pre>{visible(words.join(' \\\n  '))}</pre>
      </ScrollBox>
    </details>
  )
}
