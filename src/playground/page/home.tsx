import { useEffect, useState } from 'react'
import type { View } from '../api.ts'
import { useAct } from './act.ts'
import { Blocks } from './blocks/blocks.tsx'
import { SurfaceContext } from './blocks/surface.ts'
import { useViewForm } from './blocks/view-surface.ts'
import { TurnButton, Turned } from './turned.tsx'

const HomeView = ({ home }: { home: View }) => {
  const { surface } = useViewForm(home)
  const [turned, setTurned] = useState(false)
  return (
    <div className="home" data-testid="home">
      <div className="home-tools">
        <TurnButton on={turned} what="page" turn={() => setTurned(!turned)} />
      </div>
      {turned ? (
        <Turned sent={home.sent} took={home.took} />
      ) : (
        <SurfaceContext value={surface}>
          <Blocks blocks={home.blocks} />
        </SurfaceContext>
      )}
    </div>
  )
}

/** Baton's App Home; opening it tells the product, as Slack does. */
export const Home = ({ home }: { home: View | null }) => {
  const act = useAct()
  useEffect(() => void act({ type: 'home' }), [act])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <div className="scroller" tabIndex={0}>
      {home ? <HomeView key={home.id} home={home} /> : <p className="nothing">Baton has not filled this page yet.</p>}
    </div>
  )
}
