import { type Conversation, openConverses } from './converse'
import type { Position } from './positions'
import type { OwnLine } from './quote'
import type { Sentence } from './sentence'
import type { Cue, Rule, Scope, Speaker, Statement } from './types'

/** What the rules need to know of one reply. */
export interface RuleInput extends Conversation {
  readonly body: string
  /** The sentences of `text.own`. */
  readonly sentences: readonly Sentence[]
  readonly speaker: Speaker
  /** The reply answers the cover letter, so it is about the whole series. */
  readonly onCover: boolean
  /** The reply answers a cover letter or a patch, not another reply. */
  readonly toPosting: boolean
  /** The reply answers a reviewer who answered the sender, so an objection in it repeats one. */
  readonly resumes: boolean
  /** The reply answers another reviewer's diff, so its tags are about that. */
  readonly onFix: boolean
}

/** A statement without a tag. */
export function makeStatement(
  position: Position,
  rule: Rule,
  { text, line }: OwnLine,
  scope: Scope,
  cues: readonly Cue[] = [],
): Statement {
  return { position, rule, sentence: text, line, scope, cues, tag: null }
}

/** The statement of a reply in which no rule found anything. */
export function restStatement(sentences: readonly Sentence[], reply: RuleInput): Statement {
  const first = sentences[0] ?? { text: '', line: 0 }
  if (reply.speaker === 'author') return makeStatement('author', 'answers', first, hereOrSeries(reply))
  return makeStatement(
    'discusses',
    openConverses(reply)(first.line) ? 'converses' : 'discusses',
    first,
    hereOrSeries(reply),
  )
}

/** What a sentence without words about its scope is about: the whole series on the cover letter, else what the reply answers. */
export function hereOrSeries(reply: RuleInput): Scope {
  return { kind: reply.onCover ? 'series' : 'here' }
}
