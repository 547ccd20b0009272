import type { World } from '../api.ts'
import { Avatar } from './avatar.tsx'
import { SwapIcon } from './icons.tsx'
import { Menu } from './menu.tsx'

type Person = World['users'][number]

const Face = ({ id, name, title, size }: Pick<Person, 'id' | 'name' | 'title'> & { size?: number }) => (
  <>
    <Avatar id={id} name={name} {...(size === undefined ? {} : { size })} />
    <span className="person-words">
      <strong>{name}</strong>
      <small>{title}</small>
    </span>
  </>
)

type Props = { world: World; user: string; become: (user: string) => void }

/** Who am I: the person of a pane, and all others to become. */
export const PeopleSwitch = ({ world, user, become }: Props) => {
  const { name, title } = world.users.find(({ id }) => id === user) ?? { name: 'Nobody', title: '' }
  return (
    <Menu
      className="people"
      box="people-menu"
      label="People"
      button={{
        className: 'person',
        'aria-label': `You are ${name}, ${title}. Switch person`,
        'data-testid': 'person',
        children: (
          <>
            <Face id={user} name={name} title={title} />
            <SwapIcon />
          </>
        ),
      }}
      entries={world.users.map((person) => ({
        id: person.id,
        role: 'menuitemradio',
        'aria-checked': person.id === user,
        'data-user': person.id,
        className: 'person',
        choose: () => become(person.id),
        children: <Face {...person} size={28} />,
      }))}
    />
  )
}
