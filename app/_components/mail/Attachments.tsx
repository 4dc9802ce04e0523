import type { FileView } from '../../../db/queries/mail/fileViews'
import { fileHref } from '../../_model/href'
import { visible } from '../../_model/visible'
import { count } from '../../_model/words'

/** The files attached to a mail with their declared types. Text opens as plain text; everything else is downloaded. */
export function Attachments({ messageId, files }: { readonly messageId: string; readonly files: readonly FileView[] }) {
  if (files.length === 0) return null
  return (
    <section className="mail-reply" aria-labelledby="files">
      <h2 id="files">Attachments</h2>
      <ul>
        {files.map(({ place, name, type, content, text }) => (
          <li key={place}>
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
