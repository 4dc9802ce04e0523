import type { Language as Grammar, HLJSApi, LanguageFn } from 'highlight.js'
import bash from 'highlight.js/lib/languages/bash'
import c from 'highlight.js/lib/languages/c'
import dts from 'highlight.js/lib/languages/dts'
import go from 'highlight.js/lib/languages/go'
import ini from 'highlight.js/lib/languages/ini'
import javascript from 'highlight.js/lib/languages/javascript'
import json from 'highlight.js/lib/languages/json'
import lua from 'highlight.js/lib/languages/lua'
import makefile from 'highlight.js/lib/languages/makefile'
import perl from 'highlight.js/lib/languages/perl'
import python from 'highlight.js/lib/languages/python'
import rust from 'highlight.js/lib/languages/rust'
import typescript from 'highlight.js/lib/languages/typescript'
import yaml from 'highlight.js/lib/languages/yaml'
import { createLowlight } from 'lowlight'
import type { Language } from './language'

/** The kinds of tokens that have a colour. */
type TokenKind = 'comment' | 'keyword' | 'string' | 'directive'

/** A part of a line. The texts of all tokens of a line, joined, are the line. */
export interface Token {
  readonly kind: TokenKind | null
  readonly text: string
}

/** Code is highlighted in pieces of this many characters, because some grammars take quadratic time on hostile text. */
const PIECE_CHARS = 4_000
/** Longer lines are not coloured, for the same reason. */
const MAX_LINE_CHARS = 300

/** The grammar of C without its rule for function declarations, which takes cubic time on a long row of words. */
function plainC(hljs: HLJSApi): Grammar {
  const grammar = c(hljs)
  const contains = grammar.contains.filter((mode) => mode.returnBegin !== true)
  return { ...grammar, contains }
}

/** A grammar for Kconfig, which highlight.js does not have. Source: Documentation/kbuild/kconfig-language in the kernel. */
function kconfig(hljs: HLJSApi): Grammar {
  const keyword =
    'config menuconfig choice endchoice comment menu endmenu if endif source rsource osource mainmenu ' +
    'depends on visible select imply range prompt default def_bool def_tristate help modules optional'
  return {
    name: 'Kconfig',
    keywords: { keyword, type: 'bool tristate string hex int', literal: 'y n m' },
    contains: [
      hljs.HASH_COMMENT_MODE,
      { scope: 'string', begin: '"', end: '"', illegal: /\n/ },
      { scope: 'variable', begin: /\$\([\w,-]{0,80}\)/ },
    ],
  }
}

const GRAMMARS: Readonly<Record<Language, LanguageFn>> = {
  bash,
  c: plainC,
  dts,
  go,
  ini,
  javascript,
  json,
  kconfig,
  lua,
  makefile,
  perl,
  python,
  rust,
  typescript,
  yaml,
}

const lowlight = createLowlight(GRAMMARS)

/** Numbers, names and operators have no colour: more colours do not make a page of code easier to read. */
const KINDS: Readonly<Record<string, TokenKind>> = {
  'hljs-attr': 'keyword',
  'hljs-char': 'string',
  'hljs-comment': 'comment',
  'hljs-doctag': 'comment',
  'hljs-keyword': 'keyword',
  'hljs-literal': 'keyword',
  'hljs-meta': 'directive',
  'hljs-quote': 'comment',
  'hljs-regexp': 'string',
  'hljs-section': 'keyword',
  'hljs-string': 'string',
  'hljs-type': 'keyword',
  'hljs-variable': 'directive',
}

/** Languages with comments between `/*` and `*\/`. A hunk may start inside one. */
const SLASH_STAR: readonly Language[] = ['c', 'dts', 'go', 'javascript', 'rust', 'typescript']

/**
 * Splits consecutive lines of code into tokens with highlight.js. A fragment that starts inside a comment is recognised. Lines over
 * 300 characters, and pieces on which the library fails, become one token without a kind. Each piece of 4,000 characters is read on
 * its own, so the work is linear in the length.
 */
export function highlight(language: Language, lines: readonly string[]): Token[][] {
  const result: Token[][] = []
  let inComment = SLASH_STAR.includes(language) && startsInComment(lines)
  for (const piece of splitPieces(lines)) {
    const [first = ''] = piece
    if (first.length > MAX_LINE_CHARS) {
      result.push([{ kind: null, text: first }])
      continue
    }
    const opening = inComment ? ['/*'] : []
    const text = [...opening, ...piece].join('\n')
    result.push(...(read(language, text)?.slice(opening.length) ?? piece.map((line) => [{ kind: null, text: line }])))
    inComment = SLASH_STAR.includes(language) && text.lastIndexOf('/*') > text.lastIndexOf('*/')
  }
  return result
}

function splitPieces(lines: readonly string[]): string[][] {
  const pieces: string[][] = []
  let size = Number.POSITIVE_INFINITY
  for (const line of lines) {
    if (size + line.length > PIECE_CHARS || line.length > MAX_LINE_CHARS) {
      pieces.push([])
      size = 0
    }
    pieces.at(-1)?.push(line)
    size = line.length > MAX_LINE_CHARS ? Number.POSITIVE_INFINITY : size + line.length + 1
  }
  return pieces
}

/** Whether a comment ends before one starts, or the first line looks like the middle of a comment. */
function startsInComment(lines: readonly string[]): boolean {
  const text = lines.slice(0, 100).join('\n').slice(0, PIECE_CHARS)
  const end = text.indexOf('*/')
  const start = text.indexOf('/*')
  return end === -1 ? start === -1 && /^\s{0,80}\*(?:\s|$)/.test(text) : start === -1 || end < start
}

/** Returns undefined if the library throws, as it does on some hostile text. */
function read(language: Language, text: string): Token[][] | undefined {
  try {
    return toLines(lowlight.highlight(language, text).children)
  } catch {
    return undefined
  }
}

type Nodes = ReturnType<typeof lowlight.highlight>['children']
type Node = Nodes[number]

/** A keyword inside a directive, as in `#define`, belongs to the directive. */
function innerKind(outer: TokenKind | null, own: TokenKind | undefined): TokenKind | null {
  return own === undefined || (own === 'keyword' && outer !== null) ? outer : own
}

/** Flattens the tree, without recursion, and splits it into lines. The innermost known kind wins. */
function toLines(children: Nodes): Token[][] {
  const lines: Token[][] = [[]]
  const stack: { readonly node: Node; readonly kind: TokenKind | null }[] = []
  const push = (nodes: Nodes, kind: TokenKind | null) => {
    for (const node of nodes.toReversed()) stack.push({ node, kind })
  }
  push(children, null)
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { node, kind } = next
    if (node.type === 'element') push(node.children, innerKind(kind, kindOf(node)))
    else if (node.type === 'text') {
      for (const [index, text] of node.value.split('\n').entries()) {
        if (index > 0) lines.push([])
        if (text !== '') addToken(lines.at(-1) ?? [], kind, text)
      }
    }
  }
  return lines
}

/** Joins neighbours of one kind, and white space with the token before it, since every token becomes an element of the page. */
function addToken(line: Token[], kind: TokenKind | null, text: string): void {
  const last = line.at(-1)
  if (last !== undefined && (last.kind === kind || (text.trim() === '' && last.kind !== 'string'))) {
    line[line.length - 1] = { kind: last.kind, text: last.text + text }
  } else line.push({ kind, text })
}

function kindOf({ properties }: Extract<Node, { type: 'element' }>): TokenKind | undefined {
  const names = Array.isArray(properties.className) ? properties.className : []
  return names.map((name) => KINDS[String(name)]).find((kind) => kind !== undefined)
}
