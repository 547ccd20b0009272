import type { World } from '../api.ts'
import { Avatar } from './avatar.tsx'
import { SwapIcon } from './icons.tsx'
import { useMenu } from './menu.ts'

/** Who am I: the person of a pane, and all others to become. */
export const PeopleSwitch = ({
  world,
  user,
  become,
}: {
  world: World
  user: string
  become: (user: string) => void
}) => {
  const menu = useMenu()
  const me = world.users.find((candidate) => candidate.id === user)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys of the menu are heard here, on behalf of its items
    <div className="menu-root people" ref={menu.root} onKeyDown={menu.onKeyDown}>
      <button
        type="button"
        className="person"
        aria-haspopup="menu"
        aria-expanded={menu.open}
        aria-label={`You are ${me?.name ?? 'nobody'}, ${me?.title ?? ''}. Switch person`}
        data-testid="person"
        onClick={menu.toggle}
      >
        <Avatar id={user} name={me?.name ?? '?'} />
        <span className="person-words">
          <strong>{me?.name ?? 'Nobody'}</strong>
          <small>{me?.title}</small>
        </span>
        <SwapIcon />
      </button>
      {menu.open ? (
        <div className="menu people-menu" role="menu" aria-label="People">
          {world.users.map((person) => (
            <button
              key={person.id}
              type="button"
              role="menuitemradio"
              aria-checked={person.id === user}
              className="menu-item person"
              data-item
              data-user={person.id}
              tabIndex={-1}
              onClick={() => {
                menu.close()
                become(person.id)
              }}
            >
              <Avatar id={person.id} name={person.name} size={28} />
              <span className="person-words">
                <strong>{person.name}</strong>
                <small>{person.title}</small>
              </span>
            </button>
          ))}
        </div>
      ) : null}
    </div>
  )
}
