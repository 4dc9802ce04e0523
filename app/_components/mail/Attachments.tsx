import type { FileView } from '../../../db/queries/mail/files'
import { fileHref } from '../../_model/href'
import { visible } from '../../_model/visible'
import { count } from '../../_model/words'

/** The files that came with a mail, with what they say they are: text opens as plain text, everything else is saved. */
export function Attachments({ messageId, files }: { readonly messageId: string; readonly files: readonly FileView[] }) {
  if (files.length === 0) return null
  return (
    <section className="mail-reply" aria-labelledby="files">
      <h2 id="files">Attached</h2>
      <ul>
        {files.map(({ place, name, type, content, text }) => (
          <li key={place}>
            <a href={fileHref(messageId, place)} rel="nofollow">
              <bdi>{visible(name) || `part ${place}`}</bdi>
            </a>{' '}
            {visible(type)}, {count(content.length, 'byte')}, {text ? 'shown as plain text' : 'saved as a file'}
          </li>
        ))}
      </ul>
    </section>
  )
}
