import type { types } from '@slack/bolt'
import { objectOf, textOf } from '../chat/body.ts'
import { keepNewest } from '../chat/keep-newest.ts'
import { type Client, slackError } from './client.ts'

type Drawn = { hash: string; at: string }
type Shown = { id: string; hash: string; at: string }

/** Forms that people have open at one time. */
const viewsAtMost = 2_000

/** Opens and changes modals and Home tabs. */
export const createViews = (client: Client) => {
  const drawn = new Map<string, Drawn>()
  const homes = new Map<string, symbol>()

  const isOutrun = ({ id, at }: Shown) => {
    const newest = drawn.get(id)
    return newest !== undefined && Number(newest.at) > Number(at)
  }

  const change = async ({ id, at }: Shown, hash: string, view: types.View) => {
    const answer = await client.views.update({ view_id: id, ...(hash ? { hash } : {}), view })
    keepNewest(drawn, id, { hash: textOf(objectOf(answer.view).hash), at }, viewsAtMost)
  }

  /**
   * Changes a modal as an answer to a tap at `at`. Two taps in a row are answered side by side: the later one wins, and
   * the earlier one changes nothing any more.
   */
  const update = async (shown: Shown, view: types.View): Promise<void> => {
    try {
      await change(shown, shown.hash, view)
    } catch (error) {
      if (slackError(error) !== 'hash_conflict') throw error
      if (!isOutrun(shown)) await change(shown, drawn.get(shown.id)?.hash ?? '', view)
    }
  }

  const open = async (trigger_id: string, view: types.View): Promise<void> => {
    await client.views.open({ trigger_id, view })
  }

  /** Draws the Home tab of a person; what was asked for before another drawing began is older, and gives way to it. */
  const publish = async (user_id: string, draw: () => Promise<types.HomeView | null>): Promise<void> => {
    const asked = Symbol(user_id)
    keepNewest(homes, user_id, asked, viewsAtMost)
    const view = await draw()
    if (view && homes.get(user_id) === asked) await client.views.publish({ user_id, view })
  }

  return { open, update, publish }
}

export type Views = ReturnType<typeof createViews>
