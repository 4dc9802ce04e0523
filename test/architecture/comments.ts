import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Node, type SourceFile, SyntaxKind } from 'typescript/unstable/ast'

/** A piece of prose in the project, and the line it starts on. */
export interface Prose {
  readonly path: string
  readonly line: number
  readonly text: string
}

const COMMENT = /\/\*[\s\S]*?\*\/|\/\/[^\n]*/g
/** SQL has comments of its own; in a plain script, `//` also appears in URLs. */
const COMMENTS_BY_ENDING: Readonly<Record<string, RegExp>> = {
  sql: /--[^\n]*/g,
  mjs: /^[ \t]*(?:\/\/[^\n]*|\/\*[\s\S]*?\*\/)/gm,
  css: /\/\*[\s\S]*?\*\//g,
}
/** Code inside Markdown: fenced blocks and inline code. */
const MARKDOWN_CODE = /^```[\s\S]*?^```|`[^`\n]*`/gm

/** The comments of a TypeScript file. Its parser separates them from strings, templates and regular expressions. */
export function readComments(path: string, file: SourceFile): Prose[] {
  const { text } = file
  const blank = (part: string) => part.replace(/[^\n]/g, ' ')
  const kept: string[] = []
  let end = 0
  const visit = (node: Node): void => {
    let leaf = true
    node.forEachChild((child) => {
      leaf = false
      visit(child)
    })
    const start = node.getStart(file)
    // An empty JSX expression holds nothing but a comment.
    if (!leaf || start < end || node.kind === SyntaxKind.JsxExpression) return
    kept.push(text.slice(end, start), blank(text.slice(start, node.end)))
    end = node.end
  }
  visit(file)
  return findAll(path, kept.join('') + text.slice(end), COMMENT)
}

/** The comments of any other source file, by its ending, or the prose of a Markdown file. */
export function readProse(root: string, path: string): Prose[] {
  const text = readFileSync(join(root, path), 'utf8')
  const ending = path.slice(path.lastIndexOf('.') + 1)
  if (ending === 'md') {
    const prose = text.replace(MARKDOWN_CODE, (code) => code.replace(/[^\n]/g, ' '))
    return prose.split('\n').map((line, index) => ({ path, line: index + 1, text: line }))
  }
  const comments = COMMENTS_BY_ENDING[ending]
  return comments === undefined ? [] : findAll(path, text, comments)
}

function findAll(path: string, text: string, pattern: RegExp): Prose[] {
  return [...text.matchAll(pattern)].map(({ 0: found, index }) => ({
    path,
    line: text.slice(0, index).split('\n').length,
    text: found,
  }))
}
