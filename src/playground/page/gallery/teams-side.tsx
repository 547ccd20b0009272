import { useMemo } from 'react'
import type { Exhibit, Json } from '../../api.ts'
import { BatonMark, CloseIcon } from '../icons.tsx'
import { useReader } from '../reader.ts'
import { type CardHost, CardView } from '../teams/card/card-view.tsx'

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

const contentIn = ({ attachments }: Json): Json => {
  const [attachment]: unknown[] = Array.isArray(attachments) ? attachments : []
  return isJson(attachment) && isJson(attachment.content) ? attachment.content : {}
}

const wordsOf = ({ title, data }: Json): string => {
  const { word, about, msteams } = isJson(data) ? data : {}
  const opens = msteams ? 'open' : 'send'
  const whose = typeof about === 'number' ? ` of ${about}` : ''
  return `“${textOf(title)}” would ${opens} ${textOf(word)}${whose}. Nothing is sent from the gallery.`
}

/** A card or form as Teams draws it. */
export const TeamsSide = ({ exhibit }: { exhibit: Exhibit }) => {
  const { notify } = useReader()
  const { drawn } = exhibit.teams
  const host = useMemo(
    (): CardHost => ({
      tap: async (action) => notify(wordsOf(action)),
      search: async () => [],
      nameOf: () => undefined,
    }),
    [notify],
  )
  if (exhibit.kind === 'form')
    return (
      <div className="dialog still-form">
        <div className="dialog-head">
          <h4>{textOf(drawn.title)}</h4>
          <span className="icon-button" aria-hidden="true">
            <CloseIcon />
          </span>
        </div>
        <div className="dialog-body">
          <CardView card={isJson(drawn.card) ? drawn.card : {}} host={host} />
        </div>
      </div>
    )
  return (
    <>
      <div className="message still">
        <BatonMark size={32} />
        <div className="message-main">
          <p className="message-head">
            <strong>Baton</strong>
          </p>
          <CardView card={contentIn(drawn)} host={host} />
        </div>
      </div>
      <p className="exhibit-foot">
        <span className="exhibit-foot-label">Notification</span> {textOf(drawn.summary)}
      </p>
    </>
  )
}
