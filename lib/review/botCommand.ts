import type { VerdictKind } from './types'

/** A line by which somebody tells a bot what has become of patches. */
export interface BotCommand {
  readonly kind: VerdictKind
  /** The line. */
  readonly text: string
  /** The title of the patch that the line names; undefined when it is about the whole version. */
  readonly title: string | undefined
}

/** What the bot of patchwork understands, and what other projects call the same states. <https://docs.kernel.org/process/maintainer-netdev.html>. */
const STATES: Readonly<Record<string, VerdictKind>> = {
  accept: 'applied',
  accepted: 'applied',
  mainlined: 'applied',
  'changes-requested': 'changes-requested',
  cr: 'changes-requested',
  deferred: 'deferred',
  defer: 'deferred',
  rejected: 'rejected',
  reject: 'rejected',
  superseded: 'superseded',
  supersede: 'superseded',
  'not-applicable': 'not-applicable',
  'awaiting-upstream': 'not-applicable',
  'handled-elsewhere': 'not-applicable',
  'under-review': 'under-review',
  new: 'under-review',
  'need-ack': 'under-review',
}

const PW_BOT = /^\s{0,3}pw-bot:\s{0,4}([a-z-]{2,20})\s*$/i
/** `dup` and `invalid` close the report of a bug and say nothing of patches. <https://github.com/google/syzkaller/blob/master/docs/syzbot.md>. */
const SYZ_FIX = /^\s{0,3}#syz fix(?:ed)?:?\s{1,4}(\S.{0,300})$/i

/** How a regression is closed. <https://linux-regtracking.leemhuis.info/regzbot/manual/>. */
const REGZBOT_CLOSES = /^\s{0,3}#regzbot (?:fix(?:ed-by)?|resolved?|invalid|inconclusive)\b/i

/** Whether one of the lines that a sender wrote tells regzbot that a regression is fixed, or was none. Linear. */
export function closesRegression(lines: readonly string[]): boolean {
  return lines.some((line) => REGZBOT_CLOSES.test(line))
}

/** The commands in the lines that a sender wrote: `pw-bot: STATE` for the whole series, and `#syz fix: TITLE` for the patch that fixes a bug. Linear. */
export function findCommands(lines: readonly string[]): BotCommand[] {
  return lines.flatMap((line): BotCommand[] => {
    const text = line.trim()
    const kind = STATES[PW_BOT.exec(line)?.[1]?.toLowerCase() ?? '']
    if (kind !== undefined) return [{ kind, text, title: undefined }]
    const title = SYZ_FIX.exec(line)?.[1]
    return title === undefined ? [] : [{ kind: 'applied', text, title }]
  })
}
