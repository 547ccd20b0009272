import { memo, type ReactNode, useMemo } from 'react'
import { Message as Drawing, type Block as DrawnBlock, type MessageProps } from 'slack-blocks-to-jsx'
import { pageNow, useClock } from '../page-clock.ts'
import { useReader } from '../reader.ts'
import { drawDate } from './dates.ts'
import type { Block } from './shapes.ts'

// The renderer's own types list every block of Slack one by one; ours are the same objects, read loosely.
const toDrawn = (blocks: readonly Block[]): DrawnBlock[] => blocks as unknown as DrawnBlock[]

const isWeb = (href: string): boolean => /^(https?:|mailto:|tel:)/i.test(href)

const Link = ({ href, children }: { href: string; children: ReactNode }) =>
  isWeb(href) ? (
    <a className="link" href={href} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  ) : (
    <span>{children}</span>
  )

/** Draws blocks that nobody can tap, with names for ids and moments in the reader's own time zone. */
export const Passive = memo(({ blocks }: { blocks: readonly Block[] }) => {
  const { zone, users, channels, openChannel } = useReader()
  const movedMs = useClock()?.movedMs
  const data = useMemo(() => ({ users: [...users], channels: [...channels] }), [users, channels])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is today changes with the page's clock
  const hooks = useMemo(
    (): NonNullable<MessageProps['hooks']> => ({
      date: ({ timestamp, format }) => {
        const seconds = Number(timestamp)
        return (
          <time dateTime={new Date(seconds * 1000).toISOString()}>{drawDate(format, seconds, zone, pageNow())}</time>
        )
      },
      link: ({ href, children }) => <Link href={href}>{children}</Link>,
      channel: ({ id, name }) => (
        <button type="button" className="link mention" onClick={() => openChannel(id)}>
          #{name}
        </button>
      ),
    }),
    [zone, openChannel, movedMs],
  )
  return <Drawing blocks={toDrawn(blocks)} name="" logo="" withoutWrapper data={data} hooks={hooks} />
})
