import type { FileView } from '../../../db/queries/mail/fileViews'
import type { MessageView } from '../../../db/queries/views'
import { fileHref, REPLY_ANCHOR } from '../../_model/href'
import { count } from '../../_model/pageWords'
import { replyCommand } from '../../_model/shell'
import { visible } from '../../_model/visible'
import { ScrollBox } from '../shell/ScrollBox'

/** The files attached to a mail with their declared types. Text opens as plain text; everything else is downloaded. */
export function Attachments({ messageId, files }: { readonly messageId: string; readonly files: readonly FileView[] }) {
  if (files.length === 0) return null
  return (
    <section className="mail-reply" aria-labelledby="files">
      <h2 id="files">Attachments</h2>
      <ul>
        {files.map(({ place, name, type, content, text }) => (
          <li>
            <a href={fileHref(messageId, place)} rel="nofollow">
              <bdi>{visible(name) || `part ${place}`}</bdi>
            </a>{' '}
            {visible(type)}, {count(content.length, 'byte')}, {text ? 'opens as plain text' : 'download'}
          </li>
        ))}
      </ul>
    </section>
  )
}

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
      {/* A link to something inside unfolds it. */}
      <p id={REPLY_ANCHOR}>Save your reply with a subject line as the file REPLY, then:</p>
      <ScrollBox label="Command, scrolls sideways">
        <pre>{visible(words.join(' \\\n  '))}</pre>
      </ScrollBox>
    </details>
  )
}
