import { beforeAll, describe, expect, it } from 'vitest'
import { openScene } from '../support/scene.ts'
import { controlsOf, offered, said } from '../support/seen.ts'
import { words } from '../support/words.ts'

const { chat, story } = await openScene({ binds: ['dach'] })
beforeAll(async () => {
  await chat.settled()
})

const letterOf = (number: number) => chat.sees('Sofia', 'direct', new RegExp(`The card of #${number} .* did not reach`))

/** A hand-off whose card the platform does not take, and what its manager is told. */
const loseCard = async () => {
  chat.fail({ call: 'post', how: 'not taken' })
  const number = await story.handOff()
  return { number, letter: await letterOf(number) }
}
const cardsOf = (number: number) => chat.see('Lena').filter((one) => said(one).includes(`MQL · #${number}`))

describe('a message that is given up', () => {
  it('comes to the manager of its queue: what was lost, where, why, and two buttons', async () => {
    const { number, letter } = await loseCard()
    expect(said(letter)).toMatch(/did not reach the channel of DACH\./)
    expect(said(letter)).toContain(`${words.platform} does not take it, now or later:`)
    expect(offered(letter)).toEqual(['Retry', 'Drop', 'Show'])
    expect(cardsOf(number)).toEqual([])
  })

  it('arrives after Retry, and the card says who had it tried again', async () => {
    const { number, letter } = await loseCard()
    await chat.tap('Sofia', 'direct', letter, 'Retry')
    await chat.settled()
    expect(cardsOf(number)).toHaveLength(1)
    const after = await letterOf(number)
    expect(said(after)).toContain('Sofia Berg had it tried again,')
    expect(offered(after)).toEqual([])
  })

  it('is dropped for good by Drop: a Retry that comes after it changes nothing, and says so', async () => {
    const { number, letter } = await loseCard()
    const retry = controlsOf(letter).find(({ label }) => label === 'Retry')
    if (!retry) throw new Error('There is no Retry.')
    await chat.tap('Sofia', 'direct', letter, 'Drop')
    await chat.settled()
    await chat.tapControl('Sofia', letter, retry)
    await chat.settled()
    expect(chat.whispered('Sofia', 'direct')).toContain('Sofia Berg dropped it,')
    expect(said(await letterOf(number))).toContain('it will not arrive')
    expect(cardsOf(number)).toEqual([])
  })

  it('is told of once, though the card is not taken again', async () => {
    const { number } = await loseCard()
    chat.fail({ call: 'post', how: 'not taken' })
    await story.type('Lena', `accept ${number}`)
    await chat.settled()
    expect(chat.see('Sofia', 'direct').filter((one) => said(one).includes(`The card of #${number} `))).toHaveLength(1)
  })

  it('starts the time to accept where its card came after the hand-off was accepted, and it is released then', async () => {
    const { number } = await loseCard()
    await story.type('Lena', `accept ${number}`)
    await chat.settled()
    expect(said(await story.card(number))).toContain('SAL · ')
    await story.type('Lena', `release ${number} overloaded`)
    await chat.settled()
    expect(said(await story.card(number))).toMatch(/MQL · .*Waiting for DACH · accept by </s)
    expect(await story.shows(number)).toContain('accept by <')
  })

  it('says no more of a lead that was erased meanwhile', async () => {
    chat.fail({ call: 'post', how: 'not taken' })
    const number = await story.handOff({ Email: 'lost@zebra.example' })
    await letterOf(number)
    await story.type('Sofia', 'erase lost@zebra.example')
    await story.send('Sofia', {})
    await chat.dismiss('Sofia')
    await chat.settled()
    expect(chat.see('Sofia', 'direct').filter((one) => said(one).includes(`The card of #${number} `))).toEqual([])
  })
})

it('nothing that was sent broke a rule of the platform but what was made to', () => {
  expect(chat.problems().filter(({ error }) => !/invalid_blocks|BadSyntax/.test(error))).toEqual([])
})
