import { expect, it } from 'vitest'
import { openScene } from '../support/scene.ts'
import { offered, said } from '../support/seen.ts'

const { chat, story } = await openScene({ binds: ['dach'] })

it('is for the managers of the queue and admins', async () => {
  expect(await story.type('Lena', 'unhere', 'dach')).toBe('Only managers and admins may use unhere.')
  expect(await story.type('Felix', 'unhere', 'marketing')).toContain('Nothing is bound to this channel')
})

it('takes the queue away: a card that waits asks for nothing there, one that is owned goes on, and no new one comes', async () => {
  const waiting = await story.handOff()
  const owned = await story.sal()
  await story.card(waiting)
  expect(await story.type('Sofia', 'unhere', 'dach')).toMatch(
    /DACH does not stand here any more.*DACH stands in no channel now/s,
  )
  const card = await story.card(waiting)
  expect(said(card)).toContain('It waits for DACH, and is not asked for here any more.')
  expect(offered(card)).toEqual(['History'])
  expect(offered(await story.card(owned))).toContain('Log touch')
  const later = await story.handOff()
  await chat.settled()
  expect(chat.see('Lena', 'dach').map(said).join(' ')).not.toContain(`#${later}`)
  expect(await story.type('Lena', 'queue dach')).toContain(`#${later}`)
})

it('bound again, the same cards ask again, and the missing ones come', async () => {
  expect(await story.type('Sofia', 'here dach', 'dach')).toContain('1 hand-off waits; its card comes now.')
  await chat.settled()
  const cards = chat.see('Lena', 'dach').filter((one) => said(one).includes('MQL · '))
  expect(cards).toHaveLength(2)
  for (const one of cards) expect(offered(one).slice(0, 2)).toEqual(['Accept', 'Reject'])
})

it('asks which, where the queue and the alerts stand in one place', async () => {
  await story.type('Sofia', 'here alerts', 'dach')
  expect(await story.type('Sofia', 'unhere', 'dach')).toContain('DACH and the SQO alerts stand here.')
  const asked = chat.whisper('Sofia')
  expect(offered(asked)).toEqual(['The queue', 'The alerts', 'Both'])
  await chat.tap('Sofia', 'dach', asked, 'The alerts')
  await chat.sees('Sofia', 'dach', 'SQO alerts do not come here any more.')
  const number = await story.sqo()
  await chat.settled()
  expect(chat.see('Sofia', 'dach').filter((one) => said(one).includes(`SQO · #${number}`))).toHaveLength(1)
  expect(await story.type('Sofia', 'unhere alerts', 'dach')).toContain('“alerts” is not bound to this channel')
  expect(await story.type('Sofia', 'unhere italy', 'dach')).toContain('“italy” is not bound to this channel')
  expect(await story.type('Sofia', 'unhere dach', 'dach')).toContain('DACH does not stand here any more.')
})

it('a second time there is nothing to take away, and a direct message is no place', async () => {
  expect(await story.type('Sofia', 'unhere', 'dach')).toContain('Nothing is bound to this channel')
  const number = await story.handOff()
  await story.type('Lena', `accept ${number}`)
  await chat.sees('Felix', 'direct', `#${number}`)
  expect(await story.type('Felix', 'unhere', 'direct')).toContain('works in a channel only')
})

it('nothing that was sent broke a rule of the platform', () => {
  expect(chat.problems()).toEqual([])
})
