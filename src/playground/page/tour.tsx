import { useEffect } from 'react'
import type { UserView, World } from '../api.ts'
import { useKnown, useLines } from './connection-context.ts'
import { setDraft } from './drafts.ts'
import { CheckIcon, CloseIcon } from './icons.tsx'
import type { PageAction } from './page-state.ts'
import { findChannel, type PageState, type Side, type TourState } from './place.ts'
import { type TourStep, tourSteps } from './tour-steps.ts'

type Props = { world: World; page: PageState; dispatch: (action: PageAction) => void }

const listViews = (views: ReadonlyMap<string, UserView>): UserView[] => [...views.values()]

// A step ticks itself off when its effect is in sight, and the next one comes up.
const useTicks = (tour: TourState, dispatch: Props['dispatch']): void => {
  const { views } = useKnown(useLines().slack)
  useEffect(() => {
    if (!tour.open) return
    const found = tourSteps.flatMap((step, index) =>
      !tour.done.includes(index) && step.isDone(listViews(views), tour.since) ? [index] : [],
    )
    if (found.length === 0) return
    const done = [...tour.done, ...found]
    const moved = done.includes(tour.step) && tour.step < tourSteps.length - 1
    dispatch({ type: 'tour', change: { done, step: moved ? tour.step + 1 : tour.step } })
  }, [views, tour, dispatch])
}

const personOf = (world: World, step: TourStep) =>
  world.users.find((user) => user.name === step.who || user.name.startsWith(`${step.who} `))

const placeOf = (world: World, step: TourStep, user: string) =>
  step.where === 'im' ? 'im' : findChannel(world, user, step.where)

/** The tour goes by the people and channels of the demo organisation: where they are not, there is none. */
export const hasTour = (world: World): boolean =>
  tourSteps.every((step) => {
    const person = personOf(world, step)
    return person !== undefined && placeOf(world, step, person.id) !== null
  })

// A step is played in Slack: where that person is in it already, else in a pane that is Slack, else in the other one.
const choosePane = (page: PageState, user: string): Side => {
  const there = page.panes.findIndex((pane) => pane.user === user)
  if (there === 0 || there === 1) return there
  const slack = page.both ? page.panes.findLastIndex(({ app }) => app === 'slack') : -1
  return slack === 0 || slack === 1 ? slack : page.shown
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
export const Tour = ({ world, page, dispatch }: Props) => {
  const { tour } = page
  useTicks(tour, dispatch)
  const step = tourSteps[tour.step] ?? tourSteps[0]
  if (!tour.open || !step) return null
  const person = personOf(world, step)
  const all = tour.done.length === tourSteps.length
  const takeMeThere = (): void => {
    if (!person) return
    const side = choosePane(page, person.id)
    const place = placeOf(world, step, person.id)
    dispatch({ type: 'visit', side, app: 'slack', user: person.id, place })
    if (place && step.type) setDraft(`${person.id}/${place}`, step.type)
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
              {person?.name ?? step.who}, {step.role} · {step.where === 'im' ? 'direct messages' : `#${step.where}`}
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
            disabled={!person}
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
