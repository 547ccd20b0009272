import type { ReactNode } from 'react'
import { ChevronIcon, MenuIcon } from './icons.tsx'
import { Menu } from './menu.tsx'
import { usePaneSeat } from './pane-frame.tsx'

/** Something that may be done to a place. */
type PlaceChoice = { id: string; words: string; choose: () => void }

type Props = {
  name: string
  /** Beside the name. */
  mark?: ReactNode
  /** Under the name: what is to be known before one writes here. */
  standing?: ReactNode
  /** What may be done to the place, and that in one sentence. */
  choices?: readonly PlaceChoice[]
  about?: string
  children?: ReactNode
}

/** The line over a conversation: where one is, what is to be known of it, and what may be done to it. */
export const PlaceHead = ({ name, mark, standing, choices = [], about, children }: Props) => {
  const { openRail } = usePaneSeat()
  const title = <h2 data-testid="place-title">{name}</h2>
  return (
    <header className="place-head">
      <button type="button" className="icon-button rail-button" aria-label="Channels and people" onClick={openRail}>
        <MenuIcon />
      </button>
      <div>
        {choices.length === 0 ? (
          title
        ) : (
          <Menu
            button={{
              className: 'place-menu',
              'aria-label': `${name}: ${about}`,
              'data-testid': 'channel-menu',
              children: (
                <>
                  {title}
                  {mark}
                  <ChevronIcon />
                </>
              ),
            }}
            entries={choices.map(({ id, words, choose }) => ({ id, choose, children: words }))}
          />
        )}
        {standing ? (
          <p className="place-standing" data-testid="place-standing">
            {standing}
          </p>
        ) : null}
      </div>
      {children}
    </header>
  )
}
