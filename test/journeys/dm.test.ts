import { describe, expect, it } from 'vitest'
import { onSlack } from '../support/chat.ts'
import { openScene } from '../support/scene.ts'

const [here, there] = onSlack ? ['Slack', 'Teams'] : ['Teams', 'Slack']

const { story } = await openScene()

describe('where direct messages come', () => {
  it('dm alone says where', async () => {
    expect(await story.type('Lena', 'dm')).toBe(`Your direct messages come in ${here}.`)
  })

  it('dm with where they come already changes nothing, and says so', async () => {
    expect(await story.type('Lena', `dm ${here}`)).toBe(`Your direct messages come in ${here} already.`)
  })

  it('dm with a platform that is not connected is refused', async () => {
    expect(await story.type('Lena', `dm ${there}`)).toContain(`${there} is not connected here`)
  })

  it('dm with anything else names what there is', async () => {
    expect(await story.type('Lena', 'dm telegram')).toBe('I know no chat called “telegram”. Type dm slack or dm teams.')
  })
})
