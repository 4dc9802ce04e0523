/**
 * Runs a program with the words of its command line. The number that it returns becomes the exit code, unless one was set before. An error is
 * printed in one line, and the exit code is 1.
 */
export function runTool(name: string, main: (words: readonly string[]) => Promise<number>): void {
  main(process.argv.slice(2)).then(
    (code) => {
      process.exitCode ||= code
    },
    (error: unknown) => {
      process.stderr.write(`${name}: ${(error as Error).message}\n`)
      process.exitCode = 1
    },
  )
}
