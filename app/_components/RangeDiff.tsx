import { visible } from '../_model/visible'
import styles from './diff.module.css'
import { ScrollBox } from './ScrollBox'

/** A range-diff as text: both signs stay in place, the outer one colours the line, the inner one its text. */
export function RangeDiff({ lines }: { readonly lines: readonly string[] }) {
  return (
    <ScrollBox label="Text of the range-diff, scrolls sideways">
      <pre className={styles.code}>
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
          <span key={index} className={`${styles.line} ${index === 0 ? styles.first : outerClass(line)}`}>
            {visible(line)}
            {'\n'}
          </span>
        ))}
      </pre>
    </ScrollBox>
  )
}

/** The body is indented by four blanks; then comes the outer sign. */
function outerClass(line: string): string {
  const sign = line[4]
  if (sign === '+') return styles.new ?? ''
  if (sign === '-') return styles.old ?? ''
  return (sign === '@' ? styles.hunk : styles.both) ?? ''
}
