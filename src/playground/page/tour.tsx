import { useEffect } from 'react'
import type { World } from '../api.ts'
import { useKnown, useLines } from './connection-context.ts'
import { setDraft } from './drafts.ts'
import { CheckIcon, CloseIcon } from './icons.tsx'
import type { PageAction } from './page-state.ts'
import {
  type AppName,
  appNames,
  findChannel,
  findTeamsChannel,
  type PageState,
  type Side,
  type TourState,
  usersOf,
  type Worlds,
} from './place.ts'
import { saidInSlack, saidInTeams, type TourStep, tourSteps } from './tour-steps.ts'

type Props = { worlds: Worlds; page: PageState; dispatch: (action: PageAction) => void }

// A step ticks itself off when its effect is in sight on either platform, and the next one comes up.
const useTicks = (tour: TourState, dispatch: Props['dispatch']): void => {
  const lines = useLines()
  const { views: inSlack } = useKnown(lines.slack)
  const { views: inTeams } = useKnown(lines.teams)
  useEffect(() => {
    if (!tour.open) return
    const said = [...[...inSlack.values()].flatMap(saidInSlack), ...[...inTeams.values()].flatMap(saidInTeams)]
    const found = tourSteps.flatMap((step, index) =>
      !tour.done.includes(index) && step.isDone(said, tour.since) ? [index] : [],
    )
    if (found.length === 0) return
    const done = [...tour.done, ...found]
    const moved = done.includes(tour.step) && tour.step < tourSteps.length - 1
    dispatch({ type: 'tour', change: { done, step: moved ? tour.step + 1 : tour.step } })
  }, [inSlack, inTeams, tour, dispatch])
}

type Seat = { app: AppName; user: string; place: string; name: string }

const seatOn = (worlds: Worlds, app: AppName, step: TourStep): Seat | null => {
  const person = usersOf(worlds, app).find(({ name }) => name === step.who || name.startsWith(`${step.who} `))
  if (!person) return null
  const { id: user, name } = person
  const found = app === 'slack' ? findChannel(worlds.slack, user, step.where) : findTeamsChannel(worlds, step.where)
  const place = step.where === 'im' ? 'im' : found
  return place === null ? null : { app, user, place, name }
}

// Who plays a step, and where: in the client that it is meant for, else in Slack.
const seatOf = (worlds: Worlds, step: TourStep): Seat | null =>
  seatOn(worlds, step.app, step) ?? seatOn(worlds, 'slack', step)

/** The tour goes by the people and channels of the demo organisation: where they are not, there is none. */
export const hasTour = (world: World): boolean =>
  tourSteps.every((step) => seatOn({ slack: world, teams: null }, 'slack', step) !== null)

// The pane where that person is already, else one of the same client, else the one that was used last.
const choosePane = (page: PageState, { app, user }: Seat): Side => {
  const there = page.panes.findIndex((pane) => pane.user === user)
  const same = page.both ? page.panes.findLastIndex((pane) => pane.app === app) : -1
  const side = [there, same].find((one) => one >= 0) ?? page.shown
  return side === 0 ? 0 : 1
}

const StepDots = ({ tour, go }: { tour: TourState; go: (step: number) => void }) => (
  <ol className="tour-dots">
    {tourSteps.map((step, index) => (
      <li key={step.title}>
        <button
          type="button"
          className={`tour-dot ${tour.done.includes(index) ? 'done' : ''}`}
          aria-current={index === tour.step ? 'step' : undefined}
          aria-label={`Step ${index + 1}: ${step.title}${tour.done.includes(index) ? ', done' : ''}`}
          onClick={() => go(index)}
        >
          {tour.done.includes(index) ? <CheckIcon /> : index + 1}
        </button>
      </li>
    ))}
  </ol>
)

/** The guided tour: five steps from hand-off to SQO, with a way to each. */
export const Tour = ({ worlds, page, dispatch }: Props) => {
  const { tour } = page
  useTicks(tour, dispatch)
  const step = tourSteps[tour.step] ?? tourSteps[0]
  if (!tour.open || !step) return null
  const seat = seatOf(worlds, step)
  const all = tour.done.length === tourSteps.length
  const takeMeThere = (): void => {
    if (!seat) return
    const { app, user, place } = seat
    dispatch({ type: 'visit', side: choosePane(page, seat), app, user, place })
    if (step.type) setDraft(`${user}/${place}`, step.type)
  }
  const change = (part: Partial<TourState>): void => dispatch({ type: 'tour', change: part })
  return (
    <aside className="tour" aria-label="Guided tour" data-testid="tour">
      <StepDots tour={tour} go={(index) => change({ step: index })} />
      <div className="tour-words" aria-live="polite">
        <p className="tour-title">
          <strong>{all ? 'From hand-off to SQO: done' : step.title}</strong>
          {all ? null : (
            <span className="faint">
              {seat?.name ?? step.who}, {step.role} · {step.where === 'im' ? 'direct messages' : `#${step.where}`}
              {worlds.teams && seat ? ` · ${appNames[seat.app]}` : ''}
            </span>
          )}
        </p>
        <p>{all ? 'Now play on: reject one, return one, let two people tap Accept at once.' : step.todo}</p>
      </div>
      <div className="tour-buttons">
        {all ? null : (
          <button
            type="button"
            className="button primary"
            data-testid="take-me-there"
            disabled={!seat}
            onClick={takeMeThere}
          >
            Take me there
          </button>
        )}
        {tour.step < tourSteps.length - 1 ? (
          <button type="button" className="button" onClick={() => change({ step: tour.step + 1 })}>
            Next
          </button>
        ) : (
          <button type="button" className="button" onClick={() => change({ step: 0, done: [], since: Date.now() })}>
            Start again
          </button>
        )}
        <button
          type="button"
          className="icon-button"
          aria-label="Close the tour"
          onClick={() => change({ open: false })}
        >
          <CloseIcon />
        </button>
      </div>
    </aside>
  )
}
