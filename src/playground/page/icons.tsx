const Svg = ({ path, size = 18 }: { path: string; size?: number }) => (
  <svg viewBox="0 0 24 24" width={size} height={size} aria-hidden="true" className="icon">
    <path d={path} fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" strokeLinejoin="round" />
  </svg>
)

export const MenuIcon = () => <Svg path="M4 7h16M4 12h16M4 17h16" />
export const CloseIcon = () => <Svg path="M6 6l12 12M18 6L6 18" />
export const LockIcon = () => <Svg path="M7 11V8a5 5 0 0 1 10 0v3M6 11h12v9H6z" size={14} />
export const HomeIcon = () => <Svg path="M4 11l8-7 8 7M6 10v10h12V10" size={16} />
export const SendIcon = () => <Svg path="M5 12h13M12 5l7 7-7 7" />
export const ReplyIcon = () => <Svg path="M5 5h14v11H10l-5 4z" size={16} />
export const CheckIcon = () => <Svg path="M5 12l5 5 9-11" size={16} />
export const BoltIcon = () => <Svg path="M13 3L5 14h6l-1 7 8-11h-6z" />
export const MoreIcon = () => (
  <svg viewBox="0 0 24 24" width={16} height={16} aria-hidden="true" className="icon" fill="currentColor">
    <circle cx="12" cy="5" r="2" />
    <circle cx="12" cy="12" r="2" />
    <circle cx="12" cy="19" r="2" />
  </svg>
)
export const ChevronIcon = () => <Svg path="M7 10l5 5 5-5" size={14} />
export const ArchiveIcon = () => <Svg path="M4 5h16v4H4zM6 9v10h12V9M10 13h4" size={14} />
export const SharedIcon = () => (
  <Svg path="M4 17c3-7 13-7 16 0M8 7a2.5 2.5 0 1 0 .1 0M16 7a2.5 2.5 0 1 0 .1 0" size={14} />
)
export const PeopleIcon = () => (
  <Svg path="M9 11a3 3 0 1 0-.1 0M3 19c1-6 11-6 12 0M16 11a2.5 2.5 0 1 0-.1 0M17 14c2 .3 3.5 2 4 4" size={16} />
)
export const ClockIcon = () => <Svg path="M12 4a8 8 0 1 0 .1 0M12 8v4l3 2" size={16} />
export const PlusIcon = () => <Svg path="M12 5v14M5 12h14" />
export const EyeIcon = () => <Svg path="M3 12c4-7 14-7 18 0-4 7-14 7-18 0zM12 9.5a2.5 2.5 0 1 0 .1 0" size={14} />
export const SwapIcon = () => <Svg path="M8 10l4-4 4 4M8 14l4 4 4-4" size={14} />

/** The baton: the product's own mark. */
export const BatonMark = ({ size = 36 }: { size?: number }) => (
  <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true" className="baton-mark">
    <rect width="32" height="32" rx="8" />
    <rect x="6" y="13" width="20" height="6" rx="3" transform="rotate(-45 16 16)" className="baton-stick" />
  </svg>
)
