import { wordsOf } from '../text'

/** The words of the area that a title begins with: `riscv` and `kvm` of "RISC-V: kvm: Fix the mask". Empty for a title without an area. Linear. */
export function areaWords(title: string): readonly string[] {
  return unmarkedWords(title.slice(0, Math.max(0, title.lastIndexOf(': '))))
}

/** The words of a text in lower case, without the marks in them: "RISC-V" and "riscv" are one area. Linear. */
export function unmarkedWords(text: string): readonly string[] {
  return wordsOf(text.toLowerCase().replace(/[-_.]/g, ''))
}
