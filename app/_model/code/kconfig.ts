import type { HLJSApi, Language } from 'highlight.js'

/** Kconfig, which highlight.js does not know: entries, their attributes, and help texts as far as a line tells them. Source: Documentation/kbuild/kconfig-language of the kernel. */
export function kconfig(hljs: HLJSApi): Language {
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
