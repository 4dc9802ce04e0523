import type { SeriesDocument } from '../../../db/queries/views'
import { isoTime } from '../../../lib/isoTime'
import { cutText } from '../../_model/cutText'
import { messageHref } from '../../_model/href'
import { mailMarks } from '../../_model/mailMark'
import { SIGNS } from '../../_model/marks'
import { count } from '../../_model/pageWords'
import { formatMinute } from '../../_model/time'
import {
  HEAD_PX,
  layoutTimeline,
  type TimelineEvent,
  type TimelineLane,
  type TimelineLine,
  type TimelineMark,
  type Timeline as TimelinePicture,
} from '../../_model/timeline'
import { timelineApplied, timelineEvents, timelineVersions } from '../../_model/timelineEvents'
import { visible } from '../../_model/visible'
import { ScrollBox } from '../shell/ScrollBox'
import { TimelineLegend, TimelineShapes } from './TimelineMark'
import { TimelineTable } from './TimelineTable'

const NAMES_PX = 136
/** At most this many of the newest versions have a line. */
const MAX_LINES = 200
/** Characters of a name that fit beside the picture. */
const MAX_NAME = 20

/** Who said what when: versions as lines and a lane for each person on one time axis, then the same as a table. */
export function Timeline({ series }: { readonly series: SeriesDocument }) {
  const events = timelineEvents(series)
  const picture = layoutTimeline(timelineVersions(series).slice(-MAX_LINES), events, timelineApplied(series))
  const kinds = new Set(events.map(({ kind }) => kind))
  return (
    <>
      <ScrollBox label="Timeline, scrolls sideways">
        <div className="timeline-frame">
          <Names picture={picture} />
          <svg
            className="timeline-picture"
            width={picture.width}
            height={picture.height}
            viewBox={`0 0 ${picture.width} ${picture.height}`}
            aria-labelledby="when-title when-words"
          >
            <title id="when-title">Timeline of the series</title>
            <desc id="when-words">{describe(series, events)}</desc>
            <TimelineShapes kinds={kinds} />
            <Lines picture={picture} />
            {picture.lanes.map((lane) => (
              <Lane lane={lane} width={picture.width} />
            ))}
          </svg>
        </div>
      </ScrollBox>
      <TimelineLegend kinds={kinds} />
      <Notes picture={picture} />
      <TimelineTable events={events} versions={series.versions} />
    </>
  )
}

function describe({ versions }: SeriesDocument, events: readonly TimelineEvent[]): string {
  const people = new Set(events.map(({ who }) => who)).size
  const said = `${count(events.length, 'mail')} by ${count(people, 'person', 'people')}`
  const lines = count(Math.min(versions.length, MAX_LINES), 'version')
  return `${versions.length > MAX_LINES ? 'The newest ' : ''}${lines} as vertical lines, ${said} as marks. The table below has the same in words.`
}

/** The names of the lanes, which stay visible while the picture scrolls. */
function Names({ picture: { lanes, height } }: { readonly picture: TimelinePicture }) {
  return (
    <svg className="timeline-names" width={NAMES_PX} height={height} aria-hidden="true">
      {lanes.map(({ name, top, height: laneHeight }) => (
        <g>
          <path className="timeline-rule" d={`M0 ${top}H${NAMES_PX}`} />
          <text x="0" y={top + laneHeight / 2 + 4}>
            {shorten(visible(name))}
          </text>
        </g>
      ))}
    </svg>
  )
}

function shorten(name: string): string {
  const letters = [...name]
  return letters.length <= MAX_NAME ? name : `${letters.slice(0, MAX_NAME - 1).join('')}…`
}

function Lines({ picture }: { readonly picture: TimelinePicture }) {
  const { versions, applied, breaks, height } = picture
  return (
    <>
      {versions.map((line) => (
        <Line line={line} height={height} tone="timeline-version" />
      ))}
      {applied === null ? null : <Line line={applied} height={height} tone="timeline-taken" />}
      {breaks.map(({ x, days }) => (
        <g className="timeline-gap">
          <path d={`M${x - 5} ${HEAD_PX - 4}l4-8M${x + 1} ${HEAD_PX - 4}l4-8`} />
          <title>{count(days, 'day')} without mail (shortened)</title>
        </g>
      ))}
    </>
  )
}

function Line(props: { readonly line: TimelineLine; readonly height: number; readonly tone: string | undefined }) {
  const { line, height, tone } = props
  return (
    <a className={tone} href={messageHref(line.messageId)}>
      <title>{`${line.label}, ${line.day}`}</title>
      <path d={`M${line.x} 2V${height}`} />
      <text x={line.x + 5} y="13">
        {line.label}
      </text>
      <text className="timeline-day" x={line.x + 5} y="27">
        {line.day}
      </text>
    </a>
  )
}

function Lane({ lane, width }: { readonly lane: TimelineLane; readonly width: number }) {
  return (
    <g>
      <path className="timeline-rule" d={`M0 ${lane.top}H${width}`} />
      {lane.marks.map((mark) => (
        <Mark {...mark} />
      ))}
    </g>
  )
}

function Mark({ x, y, kind, events }: TimelineMark) {
  return (
    <a
      className={`timeline-${kind}`}
      href={messageHref(events[0].messageId)}
      data-m={mailMarks(events.map(({ messageId }) => messageId))}
    >
      <title>{markWords(events)}</title>
      <use href={`#when-${kind}`} x={x} y={y} />
      {events.length > 1 ? (
        <text className="timeline-count" x={x + 7} y={y + 4}>
          {events.length > 99 ? '…' : events.length}
        </text>
      ) : null}
    </a>
  )
}

/** Characters of a sentence that the title of a mark quotes. */
const MAX_QUOTE = 90

/** `Rita Reader: question, v2 patch 3, 2022-08-30 09:12: “...”`; of several mails the first, with the number of the others. */
function markWords(events: TimelineMark['events']): string {
  const [first] = events
  const more = events.length === 1 ? '' : `, and ${events.length - 1} more`
  const quote = cutText(first.quote, MAX_QUOTE)
  return visible(
    `${first.who}: ${SIGNS[first.kind].words}, ${first.on}, ${formatMinute(isoTime(first.atMs))}${more}${quote === '' ? '' : `: “${quote}”`}`,
  )
}

function Notes({ picture: { lanes, breaks } }: { readonly picture: TimelinePicture }) {
  const folded = lanes.find(({ people }) => people > 1)
  const notes = [
    ...(folded === undefined ? [] : [`The ${folded.people} people with the least to say share the last lane.`]),
    ...(breaks.length === 0 ? [] : ['// marks a gap of more than three weeks, drawn shorter.']),
  ]
  return notes.length === 0 ? null : <p className="timeline-note">{notes.join(' ')}</p>
}
