/** Milliseconds between two checks for changes. */
const EVERY_MS = 1_000

/** In `next dev` only: loads the page again when it, its script or its stylesheet has changed on the server. */
async function watch(): Promise<void> {
  const addresses = [...document.querySelectorAll('script[src], link[rel="stylesheet"]')].flatMap(
    (element) => element.getAttribute('src') ?? element.getAttribute('href') ?? [],
  )
  const look = async (): Promise<string> => {
    const texts = [location.href, ...addresses].map(async (address) => (await fetch(address)).text())
    // While the server compiles or restarts, requests fail; the next round tries again.
    return (await Promise.all(texts).catch(() => [])).join('')
  }
  const before = await look()
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS))
    const now = await look()
    if (now !== '' && now !== before) return location.reload()
  }
}

void watch()
