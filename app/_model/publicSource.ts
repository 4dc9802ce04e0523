import type { SourceView } from '../../db/queries/status/sourceList'

/** A source as everybody may see it. */
export interface PublicSource extends Omit<SourceView, 'added' | 'lastRun'> {}

/** The pages are public: a file is named without the folders of the machine it stands on, and no password of an address is shown. */
export function publicName(name: string): string {
  if (/^https?:/i.test(name)) return name.replace(/\/\/[^/@]*@/, '//')
  return (
    name
      .split('/')
      .filter((part) => part !== '')
      .pop() ?? name
  )
}

/** What is told of a source to everybody; its error without the folders that it names. */
export function publicSource({ added: _, lastRun: __, ...source }: SourceView): PublicSource {
  const { name, lastError } = source
  return { ...source, name: publicName(name), lastError: lastError === null ? null : publicText(lastError, name) }
}

/** A path is a word that begins with a slash; a URL keeps its own. */
function publicText(text: string, name: string): string {
  return text
    .replaceAll(name, publicName(name))
    .split(' ')
    .map((word) => word.replace(/^(["'(]{0,2})\/(?:[^/]{0,255}\/){0,64}(?=[^/])/, '$1'))
    .join(' ')
}
