import { textOf } from '../chat/body.ts'
import { VendorError } from '../chat/messenger.ts'
import type { Connector } from './connector.ts'

/** Where something is sent: a conversation, and where its connector is. */
export type Spot = { conversation: string; serviceUrl: string }

const activitiesOf = ({ conversation }: Spot) => `v3/conversations/${encodeURIComponent(conversation)}/activities`

/** Sends and replaces single messages; each call throws `VendorError` when Teams does not take it. */
export const createSender = (call: Connector) => {
  /** Posts an activity, below the root of a thread where one is named; gives the platform's id of it. */
  const send = async (spot: Spot, activity: object, root: string | null = null): Promise<string> => {
    const inThread = root === null ? spot : { ...spot, conversation: `${spot.conversation};messageid=${root}` }
    const answer = await call({
      method: 'POST',
      serviceUrl: spot.serviceUrl,
      path: activitiesOf(inThread),
      body: activity,
    })
    const id = textOf(answer.id)
    if (id === '') throw new VendorError('POST activities: no id', { isUnknown: true })
    return id
  }

  const replace = async (spot: Spot, id: string, activity: object): Promise<void> => {
    const path = `${activitiesOf(spot)}/${encodeURIComponent(id)}`
    await call({ method: 'PUT', serviceUrl: spot.serviceUrl, path, body: { ...activity, id } })
  }

  return { send, replace }
}

export type Sender = ReturnType<typeof createSender>
