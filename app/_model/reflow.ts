/** A shorter line ends where its writer ended it. */
const MIN_LINE = 45
/** What starts a line of its own: white space, a quote, an item of a list, a trailer, a row of a table. */
const OWN_LINE = /^(?:\s|[>|#+*•~=-]|\(?\w{1,3}[.)]\s|[A-Za-z-]{2,30}-by:|\[\d+\])/
/** Lines of code, output and tables are not prose. */
const CODE = /\t|[;{}\\]\s*$|\S {3,}\S|^\S+\(\)$|^https?:\/\/\S+$/

/**
 * Joins the lines of prose that a mail program wrapped, so that a narrow window wraps them anew. A paragraph with a line of code, and lines that start a list, a
 * quote or a trailer, stay as they are. Linear.
 */
export function reflow(text: string): string {
  return text.split('\n\n').map(reflowParagraph).join('\n\n')
}

function reflowParagraph(paragraph: string): string {
  const lines = paragraph.split('\n')
  if (lines.length < 2 || lines.some((line) => CODE.test(line))) return paragraph
  const joined: string[] = []
  let last = ''
  for (const line of lines) {
    const wrapped = last.length >= MIN_LINE && !OWN_LINE.test(line) && !OWN_LINE.test(last)
    if (wrapped) joined.push(`${joined.pop() ?? ''} ${line}`)
    else joined.push(line)
    last = line
  }
  return joined.join('\n')
}
