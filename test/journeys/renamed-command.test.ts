import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Chat, channels, onSlack, openChat, slackOf } from '../support/chat.ts'
import { said } from '../support/seen.ts'
import { tellStory } from '../support/story.ts'

describe.runIf(onSlack)(
  'Slack, since Teams has no slash command: a workspace where /lead was taken, so that the manifest names another command',
  () => {
    let chat: Chat
    let story: ReturnType<typeof tellStory>
    const types = async (command: string, text: string) => {
      await slackOf(chat).command(chat.idOf('Sofia'), channels.marketing, text, { command })
      return chat.whispered('Sofia', 'marketing')
    }
    beforeAll(async () => {
      chat = await openChat()
      story = tellStory(chat)
    })
    afterAll(() => chat.close())

    it('the examples of help work as they stand there', async () => {
      expect(await types('/lead', 'help accept')).toMatch(/^\/lead accept \d+ /)
      const help = await types('/hand-off', 'help')
      expect(help).toContain('/hand-off queue')
      expect(help).not.toContain('/lead')
    })

    it('what no request asked for names it too, also after a new start', async () => {
      await chat.type('Sofia', 'here dach', 'dach')
      const number = await story.handOff()
      await types('/hand-off', 'queue')
      await chat.restart()
      const card = await story.card(number)
      await chat.changePlace('dach', 'remove')
      await chat.tap('Lena', 'dach', card, 'Accept')
      const told = await chat.sees('Sofia', 'direct', /I cannot write in/)
      expect(said(told)).toContain('bind another channel: /hand-off here dach')
    })

    it('what is no name of a command changes no text', async () => {
      await types('/hand-off', 'help')
      for (const strange of ['/{evil}', '/<!channel>', 'lead', '/'])
        expect(await types(strange, 'help'), strange).toContain('/hand-off queue')
    })
  },
)
