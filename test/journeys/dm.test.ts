import { describe, expect, it } from 'vitest'
import { onSlack } from '../support/chat.ts'
import { openScene } from '../support/scene.ts'
import { offered, said } from '../support/seen.ts'

const [here, there] = onSlack ? ['Slack', 'Teams'] : ['Teams', 'Slack']

const { chat, story } = await openScene()

describe('where direct messages come', () => {
  it('dm alone says where', async () => {
    expect(await story.type('Lena', 'dm')).toContain(`Your direct messages come in ${here}.`)
  })

  it('dm with where they come already changes nothing, and says so', async () => {
    expect(await story.type('Lena', `dm ${here}`)).toBe(`Your direct messages come in ${here} already.`)
  })

  it('dm with a platform that is not connected is refused', async () => {
    expect(await story.type('Lena', `dm ${there}`)).toContain(`${there} is not connected here`)
  })

  it('dm with anything else names what there is', async () => {
    expect(await story.type('Lena', 'dm telegram')).toBe(
      'I know no chat called “telegram”. Type dm slack or dm teams; dm p1 always or dm p1 hours.',
    )
  })

  const inHours = 'What clocks say about a P1, too, waits for your working hours.'
  const always =
    'What clocks say about a P1 reaches you at once, also outside your hours. The clocks themselves still count in working hours.'
  const state = () => story.type('Lena', 'dm', 'direct')

  it('dm alone says when clocks write about a P1, and changes that with a tap', async () => {
    expect(await state()).toContain(inHours)
    const answer = await chat.sees('Lena', 'direct', inHours)
    expect(offered(answer)).toEqual(['P1 at any hour'])
    await chat.tap('Lena', 'direct', answer, 'P1 at any hour')
    expect(said(await chat.sees('Lena', 'direct', always))).toBe(always)
    expect(await state()).toContain(always)
    const after = await chat.sees('Lena', 'direct', 'come in')
    expect(offered(after)).toEqual(['P1 in my hours'])
  })

  it('dm p1 hours and dm p1 always settle it, for oneself', async () => {
    expect(await story.type('Lena', 'dm p1 hours')).toBe(inHours)
    expect(await story.type('Lena', 'dm P1 always')).toBe(always)
    expect(await story.type('Lena', 'dm p1')).toContain(always)
    expect(await story.type('Jonas', 'dm')).toContain(inHours)
    expect(await story.type('Lena', 'dm p1 sometimes')).toContain('dm p1 always or dm p1 hours')
  })
})
