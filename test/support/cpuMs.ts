/** The CPU time that work takes in this process, without that of the system. */
export async function cpuMs(work: () => Promise<unknown>): Promise<number> {
  const start = process.cpuUsage()
  await work()
  return process.cpuUsage(start).user / 1_000
}
