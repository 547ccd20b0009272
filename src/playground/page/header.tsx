import { useId, useState } from 'react'
import { ClockBar } from './clock-bar.tsx'
import { useKnown, useLines } from './connection-context.ts'
import { useFocusTrap } from './focus.ts'
import { BatonMark, CloseIcon } from './icons.tsx'
import { useNotice } from './notice.tsx'
import type { PageAction } from './page-state.ts'
import type { PageState } from './place.ts'
import { hasTour } from './tour.tsx'

const Help = ({ command, close }: { command: string; close: () => void }) => {
  const title = useId()
  const trap = useFocusTrap<HTMLDialogElement>(close)
  return (
    <div className="veil page-veil">
      <dialog open className="dialog" aria-modal="true" aria-labelledby={title} {...trap}>
        <header className="dialog-head">
          <h2 id={title}>How this page works</h2>
          <button type="button" className="icon-button" aria-label="Close" onClick={close}>
            <CloseIcon />
          </button>
        </header>
        <div className="dialog-body help">
          <p>
            You play everyone. Pick a person at the top left of a pane, and below whether they are in Slack or in Teams;
            with <b>Side by side</b> two people share the page, each in the client they like.
          </p>
          <p>
            In Slack type <code>{command} help</code> for all words; in Teams type <code>help</code> to Baton, or{' '}
            <code>@Baton help</code> in a channel. Or tap the buttons on the cards. <kbd>↑</kbd> brings back what you
            sent last, <kbd>@</kbd> names a person.
          </p>
          <p>
            A message has a menu <b>⋮</b> with “Hand off this lead”, the bolt or the plus beside the composer has
            another. In the thread of a card write <code>@Baton note …</code>. The name of a channel opens a menu: close
            it, put Baton out, let it in again. Noor is a guest, Stan is of another organisation.
          </p>
          <p>
            Slack and Teams are played here. Baton is the product itself: each tap is a signed request, each answer a
            real call, within the limits of each platform. What they would refuse shows in red.
          </p>
          <p>
            Nobody needs to wait: the clock at the top skips an hour, or to what comes next by itself, a reminder or a
            lead that returns from nurture. <b>Now</b> brings the real time back.
          </p>
          <p>
            <b className="mono">{'{ }'}</b> turns a message or a form over: the JSON that was sent, and how long Baton
            took to answer.
          </p>
          <p>Everything is kept. Reload, close the page, stop the server: it will be here again.</p>
        </div>
      </dialog>
    </div>
  )
}

/** The page's own line: what this is, the clock, the tour, one pane or two, help. */
export const Header = ({ page, dispatch }: { page: PageState; dispatch: (action: PageAction) => void }) => {
  const { online, world } = useKnown(useLines().slack)
  const [help, setHelp] = useState(false)
  const [said, say] = useNotice()
  return (
    <header className="header">
      <BatonMark size={28} />
      <h1>Baton playground</h1>
      {said ? null : <p className="header-words">You play everyone; what answers is the product itself.</p>}
      <p className={said ? 'header-words clock-said' : 'sr-only'} role="status" data-testid="clock-said">
        {said}
      </p>
      {online ? null : (
        <p className="offline" role="status">
          No connection. Trying again…
        </p>
      )}
      <ClockBar online={online} say={say} />
      <nav className="header-buttons" aria-label="Page">
        {world && hasTour(world) ? (
          <button
            type="button"
            className="text-button"
            aria-pressed={page.tour.open}
            onClick={() => dispatch({ type: 'tour', change: { open: !page.tour.open } })}
          >
            Tour
          </button>
        ) : null}
        <button
          type="button"
          className="text-button wide-only"
          aria-pressed={page.both}
          onClick={() => dispatch({ type: 'both', on: !page.both })}
        >
          Side by side
        </button>
        <a className="text-button" href="/playground/gallery" data-testid="gallery-link">
          Gallery
        </a>
        <button type="button" className="text-button" onClick={() => setHelp(true)}>
          Help
        </button>
      </nav>
      {help ? <Help command={world?.command ?? '/lead'} close={() => setHelp(false)} /> : null}
    </header>
  )
}
