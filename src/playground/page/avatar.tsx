import { BatonMark } from './icons.tsx'

const tones = 8

// By the name: the same person has the same colour on both platforms.
const toneOf = (name: string): number =>
  [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7) % tones

const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('')

/** A person's initials on a colour of their own, or the product's mark. */
export const Avatar = ({ name, isBot = false, size = 36 }: { name: string; isBot?: boolean; size?: number }) =>
  isBot ? (
    <BatonMark size={size} />
  ) : (
    <span
      className={`avatar tone-${toneOf(name)}`}
      style={{ width: size, height: size, fontSize: size * 0.38 }}
      aria-hidden="true"
    >
      {initialsOf(name)}
    </span>
  )
