import { type FileLayout, OPEN_LINES } from '../../_model/code/layout'
import type { RemarkNote } from '../../_model/code/sources'
import { count } from '../../_model/pageWords'
import { CodeFile, Notes } from './CodeFile'

/** Files not shown that are named; further ones are only counted. */
const MAX_NAMED = 20

/** The files of a patch. Long ones are folded; what the page does not show is named, counted, and linked to the raw mail. */
export function CodeFileList(props: { readonly files: readonly FileLayout<RemarkNote>[]; readonly rawHref: string }) {
  const { files, rawHref } = props
  const beyond = files.filter(({ level }) => level === 'left-out').slice(MAX_NAMED)
  const shown = files.filter((file) => !beyond.includes(file))
  const lines = beyond.reduce((sum, { lineCount }) => sum + lineCount, 0)
  return (
    <>
      {shown.map((file) => (
        <CodeFile file={file} rawHref={rawHref} open={files.length === 1 || file.lineCount <= OPEN_LINES} />
      ))}
      {beyond.length === 0 ? null : (
        <p className="code-note" role="note">
          And {count(beyond.length, 'more file')} with {count(lines, 'line')}: <a href={rawHref}>read the raw mail</a>.
        </p>
      )}
      <Notes notes={beyond.flatMap(({ notes }) => notes)} quoted />
    </>
  )
}
