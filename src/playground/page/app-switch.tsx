import { usePaneSeat } from './pane-frame.tsx'
import { appNames } from './place.ts'

/** Which client this pane is; nothing where the person is on one platform alone. */
export const AppSwitch = () => {
  const { app, apps, show } = usePaneSeat()
  if (apps.length < 2) return null
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a legend and a border for two buttons
    <div className="app-switch" role="group" aria-label="Which client">
      {apps.map((one) => (
        <button key={one} type="button" aria-pressed={one === app} data-testid={`app-${one}`} onClick={() => show(one)}>
          {appNames[one]}
        </button>
      ))}
    </div>
  )
}
