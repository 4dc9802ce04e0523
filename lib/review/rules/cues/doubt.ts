import type { CueRow } from '../../cueTable'

/**
 * Doubts of a reviewer that ask for a change. "I don't think" alone is an opinion in a discussion: "I don't think there is a defined way to return 'ignore
 * this value'" <2890d53a-2437-c74c-2082-1ee29414878f@linux.ibm.com>.
 */
export const DOUBTS: readonly CueRow[] = [
  {
    cue: /\bI do(?:n't| not) (?:think|believe) (?:that )?(?:we|you|one|anybody|anyone) (?:\w+ )?(?:need|should|want|have to|must)\b/i,
    yes: "I don't think we need this check.",
    no: "I don't think we have many such drivers.",
  },
  {
    cue: /\bI do(?:n't| not) (?:think|believe)\b.{1,100}?\b(?:should|ha(?:s|ve) to|needs?|belongs?)\b/i,
    unless: /\b(?:needs?|have|has) to (?:worry|care|be (?:concerned|afraid))\b/i,
    yes: "I don't think the dereference should be removed here.",
    no: "I don't think it hurts.",
  },
  // <Yl/27Pz3pvARmIHn@osiris>, <7b13aca2-fb3e-3b84-8d3d-e94966fac5f2@redhat.com>
  {
    cue: /\bI do(?:n't| not) (?:think|believe)\b.{1,99}?(?:\b(?:is|are|be|its)|'s) (?:\w+ ){0,3}(?:needed|necessary|useful|correct|right|true|idea|valid|w[oa]r\w+)\b/i,
    yes: 'I do not think that this is needed.',
    no: "I don't think it is a stretch to say so.",
  },
  {
    cue: /\bI do(?:n't| not) (?:think|believe)\b.{1,100}?\b(?:handles?|frees?|covers?|allowed|good name)\b/i,
    yes: "I don't think this handles errors.",
    no: "I don't think it hurts.",
  },
  {
    cue: /\bI do(?:n't| not) (?:think|believe)\b.{1,100}?\b(?:makes? (?:\w+ )?sense|(?:have|has|adds?|do(?:es)? add) (?:any|much) (?:value|benefit)|works?|helps?)\b/i,
    yes: "I don't think phys_page makes much sense as a name.",
    no: "I don't think it impacts the test.",
  },
  {
    cue: /\bI do(?:n't| not) see (?:(?:a|any|much|the) )?(?:\w+ )?(?:reason|point|need|necessity|advantage|benefit|value|use|why|where|how)\b/i,
    unless:
      /\breasons? (?:that|not to|against)\b|\bhow (?:it|this|that) (?:could|can|would) (?:\w+ )?(?:fail|break|hurt|go wrong)\b/i,
    yes: "I don't see the necessity of the pointer.",
    no: 'I do not see a reason that keeps me from picking this.',
  },
  {
    cue: /\bI do(?:n't| not) see\b.{1,100}?\b(?:anywhere|anything \w+ specific|corresponding|unlock\w*|set|used|handled|checked|freed|released|called)\b/i,
    unless: /\b(?:problems?|issues?|conflicts?|harm)\b/i,
    yes: 'I do not see the unlock.',
    no: 'I do not see the issue yet.',
  },
  // <CAMusb+QLOyOmk-MQ=FJV7N19g17TUb0gyBi522Rna1uTR9S2+A@mail.gmail.com>, <4d181623-24b5-980d-d78f-36472a622538@linux.ibm.com>
  {
    cue: /(?:I'm|\bam) not (?:\w+ )?(?:sure|certain)\b.{1,60}(?:\b(?:is|are|its)|'s) (?:\w+ ){0,2}(?:needed|necessary|required|useful|worth|correct|right|safe)\b/i,
    unless: /\?|\b(?:if|whether|what|how|which|why) I\b|\bmy\b/i,
    yes: "I'm not quite sure this is really needed.",
    no: "I'm not sure if my reading is correct.",
  },
  {
    cue: /\b(?:I'm|I am|am) not (?:\w+ )?(?:sure|certain|convinced)(?: (?:if|that|whether))? (?:we|you) (?:\w+ )?(?:need|want|should|have to)\b/i,
    unless: /\?/,
    yes: "I'm not sure if we need this.",
    no: "I'm not sure if we have this.",
  },
  // <20201012070626.fzjhp3tkmgglqnm4@pengutronix.de>
  {
    cue: /\bI do(?:n't| not) see (?:a|any|the|where the) (?:\w+ )?(?:mechanism|check|locking|lock|error handling|clean-?up|documentation|test|changelog|description)\b/i,
    unless: /\?|\b(?:fail\w*|problems?|issues?)\b/i,
    yes: 'I do not see a mechanism that keeps the driver from going away.',
    no: 'I do not see a test that fails.',
  },
]
