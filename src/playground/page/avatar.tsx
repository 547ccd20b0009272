import { BatonMark } from './icons.tsx'

const tones = 8

const toneOf = (id: string): number =>
  [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7) % tones

const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('')

/** A person's initials on a colour of their own, or the product's mark. */
export const Avatar = ({
  id,
  name,
  isBot = false,
  size = 36,
}: {
  id: string
  name: string
  isBot?: boolean
  size?: number
}) =>
  isBot ? (
    <BatonMark size={size} />
  ) : (
    <span
      className={`avatar tone-${toneOf(id)}`}
      style={{ width: size, height: size, fontSize: size * 0.38 }}
      aria-hidden="true"
    >
      {initialsOf(name)}
    </span>
  )
