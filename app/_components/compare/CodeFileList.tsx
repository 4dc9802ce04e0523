import type { ComponentChildren } from 'preact'
import { type FileLayout, OPEN_LINES } from '../../_model/code/layout'
import { count } from '../../_model/pageWords'
import type { ThreadNote } from '../../_model/threads'
import { CodeFile, type CodeStyle, Notes } from './CodeFile'

interface Props {
  readonly files: readonly FileLayout<ThreadNote>[]
  readonly rawHref: string
  readonly style: CodeStyle
  /** What the signs mean, beside the name of the first file. */
  readonly note?: ComponentChildren
}

/** Files not shown that are named; further ones are only counted. */
const MAX_NAMED = 20

/** The files of a patch. Long ones are folded; what the page does not show is named, counted, and linked to the raw mail. */
export function CodeFileList({ files, rawHref, style, note }: Props) {
  const beyond = files.filter(({ level }) => level === 'left-out').slice(MAX_NAMED)
  const shown = files.filter((file) => !beyond.includes(file))
  const lines = beyond.reduce((sum, { lineCount }) => sum + lineCount, 0)
  return (
    <>
      {shown.map((file, index) => (
        <CodeFile
          file={file}
          rawHref={rawHref}
          open={files.length === 1 || file.lineCount <= OPEN_LINES}
          style={style}
          note={index === 0 ? note : undefined}
        />
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
