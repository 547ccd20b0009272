import type { Command } from '../src/chat/command.ts'
import { verb as accept } from './accept.ts'
import { verb as ask } from './ask.ts'
import { verb as away } from './away.ts'
import { verb as back } from './back.ts'
import { verb as confirm } from './confirm.ts'
import { verb as criteria } from './criteria.ts'
import { verb as digest } from './digest.ts'
import { verb as disqualify } from './disqualify.ts'
import { verb as dm } from './dm.ts'
import { verb as doctor } from './doctor.ts'
import { verb as edit } from './edit.ts'
import { verb as erase } from './erase.ts'
import { verb as find } from './find.ts'
import { verb as funnel } from './funnel.ts'
import { verb as hand } from './hand.ts'
import { helpOf } from './help.ts'
import { verb as here } from './here.ts'
import { verb as lose } from './lose.ts'
import { verb as meet } from './meet.ts'
import { verb as merge } from './merge.ts'
import { verb as mine } from './mine.ts'
import { verb as newHandoff } from './new.ts'
import { verb as next } from './next.ts'
import { verb as note } from './note.ts'
import { verb as nurture } from './nurture.ts'
import { verb as outcome } from './outcome.ts'
import { verb as priority } from './priority.ts'
import { verb as qualify } from './qualify.ts'
import { verb as queue } from './queue.ts'
import { verb as reassign } from './reassign.ts'
import { verb as reject } from './reject.ts'
import { verb as release } from './release.ts'
import { verb as reopen } from './reopen.ts'
import { verb as reroute } from './reroute.ts'
import { verb as returnHandoff } from './return.ts'
import { verb as sendback } from './sendback.ts'
import { verb as setup } from './setup.ts'
import { verb as show } from './show.ts'
import { verb as step } from './step.ts'
import { verb as team } from './team.ts'
import { verb as touch } from './touch.ts'
import { verb as undo } from './undo.ts'
import { verb as unhere } from './unhere.ts'
import { verb as why } from './why.ts'
import { verb as win } from './win.ts'

const words = [
  newHandoff,
  accept,
  reject,
  release,
  reroute,
  reassign,
  priority,
  touch,
  meet,
  outcome,
  qualify,
  hand,
  confirm,
  returnHandoff,
  step,
  win,
  lose,
  sendback,
  nurture,
  disqualify,
  note,
  ask,
  edit,
  reopen,
  merge,
  undo,
  mine,
  queue,
  show,
  find,
  why,
  funnel,
  digest,
  criteria,
  here,
  unhere,
  team,
  setup,
  doctor,
  erase,
  away,
  back,
  next,
  dm,
]

/** Every word of the product, in the order of a hand-off's life: the one list that help, dispatch and playground read. */
export const commands: Record<string, Command> = Object.fromEntries(
  [...words, helpOf(words)].map((one) => [one.word, one]),
)
