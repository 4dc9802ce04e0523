// The parts of mailparser's dependencies that lib/mail/plain.ts uses; they bring no types of their own.

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
