import { useEffect, useMemo } from 'react'
import type { TeamsDialog } from '../../teams-api.ts'
import { useTeamsAct } from '../act.ts'
import { type TeamsLine, useLines } from '../connection-context.ts'
import { DialogFrame } from '../dialog-frame.tsx'
import { useReader } from '../reader.ts'
import { type CardHost, CardView } from './card/card-view.tsx'
import { useCardHost } from './message-parts.tsx'

const typingMs = 250

// What is entered is kept by the server, so that it outlives a reload; the last state wins, one request at a time.
const createKeeper = (line: TeamsLine, user: string) => {
  let waiting: Record<string, string> | null = null
  let queue: Promise<unknown> = Promise.resolve()
  let timer: number | undefined
  const flush = (): Promise<unknown> => {
    window.clearTimeout(timer)
    const inputs = waiting
    waiting = null
    if (inputs) queue = queue.then(() => line.act(user, { type: 'enter', inputs }))
    return queue
  }
  const keep = (inputs: Record<string, string>): void => {
    waiting = inputs
    window.clearTimeout(timer)
    timer = window.setTimeout(() => void flush(), typingMs)
  }
  const drop = (): Promise<unknown> => {
    waiting = null
    window.clearTimeout(timer)
    return queue
  }
  return { keep, flush, drop }
}

/** A dialog of the app (task module), over its person's pane. */
export const TaskDialog = ({ dialog }: { dialog: TeamsDialog }) => {
  const { teams } = useLines()
  const { user } = useReader()
  const act = useTeamsAct()
  const below = useCardHost('', null)
  const keeper = useMemo(() => createKeeper(teams, user), [teams, user])
  // A pane that is put away in the middle of a word must not lose it.
  useEffect(() => () => void keeper.flush(), [keeper])
  const host = useMemo(
    (): CardHost => ({
      ...below,
      enter: keeper.keep,
      // What is sent goes along with the tap: nothing of it may arrive after the next form has opened.
      tap: async (action, inputs) => {
        await keeper.flush()
        return below.tap(action, inputs)
      },
    }),
    [below, keeper],
  )
  const close = async (): Promise<void> => {
    await keeper.drop()
    await act({ type: 'close' })
  }
  return (
    <DialogFrame id={dialog.id} title={dialog.title} sent={dialog.sent} took={dialog.took} close={() => void close()}>
      <CardView card={dialog.card} host={host} entered={dialog.entered} focused />
    </DialogFrame>
  )
}
