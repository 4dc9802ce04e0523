// Types for the parts of mailparser that lib/mail/plain.ts calls; the packages have none.

declare module 'libmime' {
  export class Libmime {
    decodeWords(text: string): string
    decodeFlowed(text: string, delSp: boolean): string
    parseHeaderValue(text: string): { value: string; params: Partial<Record<string, string>> }
  }
}

declare module 'libqp' {
  export function decode(text: Buffer | string): Buffer
}

declare module 'nodemailer/lib/addressparser' {
  interface Entry {
    readonly name: string
    readonly address?: string
    readonly group?: readonly Entry[]
  }
  export default function addressparser(text: string): Entry[]
}
