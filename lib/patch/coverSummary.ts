/** ` drivers/vfio/vfio_main.c | 12 ++--` */
const DIFFSTAT_FILE = /^ \S.* \| +(?:\d+(?: [+-]+)?|Bin(?: .*)?|Unmerged)\s*$/
const DIFFSTAT_SUM = /^ \d+ files? changed(?:, .*)?$/
const DIFFSTAT_MODE = /^ (?:create mode |delete mode |mode change |rename |copy |rewrite )\S.*$/
/** `Jane Doe (3):` */
const SHORTLOG_AUTHOR = /^(\S.{0,200}) \(\d{1,6}\):\s*$/

/** Whether a line counts the changes of one file, in a diffstat of git. */
export function isDiffstatFile(line: string): boolean {
  return DIFFSTAT_FILE.test(line)
}

/** Whether a line sums up a diffstat: ` 2 files changed, 3 insertions(+)`. */
export function isDiffstatSum(line: string): boolean {
  return DIFFSTAT_SUM.test(line)
}

/** Whether a line is one of a diffstat: of a file, the sum, or a change of mode or name below it. */
export function isDiffstat(line: string): boolean {
  return DIFFSTAT_FILE.test(line) || DIFFSTAT_SUM.test(line) || DIFFSTAT_MODE.test(line)
}

/** The name in a line of `git shortlog` that starts the patches of one author; undefined for any other line. */
export function shortlogAuthor(line: string): string | undefined {
  return SHORTLOG_AUTHOR.exec(line)?.[1]
}
