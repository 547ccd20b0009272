import { Avatar } from './avatar.tsx'
import { SwapIcon } from './icons.tsx'
import { Menu } from './menu.tsx'

type Person = { id: string; name: string; title: string }

const Face = ({ name, title, size }: Omit<Person, 'id'> & { size?: number }) => (
  <>
    <Avatar name={name} {...(size === undefined ? {} : { size })} />
    <span className="person-words">
      <strong>{name}</strong>
      <small>{title}</small>
    </span>
  </>
)

type Props = { people: readonly Person[]; user: string; become: (user: string) => void }

/** Who am I: the person of a pane, and all others to become. */
export const PeopleSwitch = ({ people, user, become }: Props) => {
  const { name, title } = people.find(({ id }) => id === user) ?? { name: 'Nobody', title: '' }
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
            <Face name={name} title={title} />
            <SwapIcon />
          </>
        ),
      }}
      entries={people.map((person) => ({
        id: person.id,
        role: 'menuitemradio',
        'aria-checked': person.id === user,
        'data-user': person.id,
        className: 'person',
        choose: () => become(person.id),
        children: <Face name={person.name} title={person.title} size={28} />,
      }))}
    />
  )
}
