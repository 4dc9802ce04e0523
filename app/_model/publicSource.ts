import type { SourceView } from '../../db/queries/status/sourceList'
import type { WithdrawnView } from '../../db/queries/status/withdrawn'
import { isUrl } from '../../lib/url'

/** A source as shown to the public. */
export interface PublicSource extends Omit<SourceView, 'added' | 'lastRun'> {}

/** The name of a source without what is private: directories of the machine, or a user name and password in a URL. */
export function publicName(name: string): string {
  if (isUrl(name)) return name.replace(/\/\/[^/@]*@/, '//')
  return (
    name
      .split('/')
      .filter((part) => part !== '')
      .pop() ?? name
  )
}

/** Removes from a source what is private, also from the text of its last error. */
export function publicSource({ added: _, lastRun: __, ...source }: SourceView): PublicSource {
  const { name, lastError } = source
  return { ...source, name: publicName(name), lastError: lastError === null ? null : publicText(lastError, name) }
}

/** What archives withdrew, without the directories of the machine. */
export function publicWithdrawn({ latest, ...counts }: WithdrawnView): WithdrawnView {
  return { ...counts, latest: latest.map((mail) => ({ ...mail, source: publicName(mail.source) })) }
}

/** Removes directories from all absolute paths in a text. URLs keep their paths. */
function publicText(text: string, name: string): string {
  return text
    .replaceAll(name, publicName(name))
    .split(' ')
    .map((word) => word.replace(/^(["'(]{0,2})\/(?:[^/]{0,255}\/){0,64}(?=[^/])/, '$1'))
    .join(' ')
}
