import { describe, expect, test } from 'vitest'
import { onSlack, slackOf } from '../support/chat.ts'
import { openScene } from '../support/scene.ts'
import { labelsOf, linksIn, said, standsIn } from '../support/seen.ts'
import { countLines } from '../support/wire.ts'

const { chat, story } = await openScene({ binds: ['dach'] })

const pasted = 'Katrin Weiss (Adlerwerk) asks for a demo & a quote: katrin.weiss@adlerwerk.example, +49 30 901820'

const written = async (text: string) => {
  await chat.write('Jonas', text, 'marketing')
  const message = chat.see('Felix', 'marketing').findLast((one) => !one.isForOneAlone && !one.isBot)
  if (!message) throw new Error('Nobody wrote anything.')
  return message
}

describe('the shortcut at a message', () => {
  test('opens the form with what the message says of the lead; the card quotes the message and links to it', async () => {
    const message = await written(pasted)
    expect((await chat.shortcut('Felix', 'new', 'marketing', message)).error).toBeNull()
    const form = chat.modal('Felix')
    expect(standsIn(form, 'Name')).toBe('Katrin Weiss')
    expect(standsIn(form, 'Email')).toBe('katrin.weiss@adlerwerk.example')
    expect(standsIn(form, 'Company')).toBe('Adlerwerk')
    expect(standsIn(form, 'Phone')).toBe('+49 30 901820')
    const { text } = await story.send('Felix', {
      Source: 'demo request',
      Queue: 'DACH',
      'Why now?': 'An audit in March.',
    })
    const number = Number(/#(\d+)/.exec(text)?.[1])
    await chat.dismiss('Felix')
    const card = await story.card(number)
    expect(said(card)).toContain('An audit in March.')
    expect(said(card)).toContain('asks for a demo & a quote: …, …')
    expect(said(card)).not.toContain('901820')
    expect(linksIn(card)).toEqual([chat.linkTo(message)])
  })

  test('says once what was taken over as it stands, and holds on to the message when something is wrong', async () => {
    const message = await written('Jon Dahl, jon.dahl@havn.example, wants to switch in May')
    await chat.shortcut('Felix', 'new', 'marketing', message)
    expect(standsIn(chat.modal('Felix'), 'Why now?')).toBe('Jon Dahl, …, wants to switch in May')
    expect((await story.send('Felix', { Source: 'referral', Queue: 'DACH', Employees: 'many' })).errors).toHaveProperty(
      'Employees',
    )
    const { text } = await story.send('Felix', { Employees: '40' })
    await chat.dismiss('Felix')
    const card = await story.card(Number(/#(\d+)/.exec(text)?.[1]))
    expect(said(card).match(/wants to switch in May/g)).toHaveLength(1)
    expect(linksIn(card)).toHaveLength(1)
  })

  test('in a thread links into the thread', async () => {
    const root = await written('New leads of today')
    await chat.write('Jonas', 'ida@licht.example', 'marketing', root)
    const answer = chat.see('Felix', 'marketing').findLast((one) => one.threadId === root.id)
    await chat.shortcut('Felix', 'new', 'marketing', answer)
    const { text } = await story.send('Felix', { Company: 'Licht', Source: 'event', 'Why now?': 'Now.', Queue: 'DACH' })
    await chat.dismiss('Felix')
    const card = await story.card(Number(/#(\d+)/.exec(text)?.[1]))
    expect(linksIn(card)).toEqual([answer && chat.linkTo(answer)])
  })

  test('by a guest is refused in words, and opens nothing', async () => {
    chat.addStranger('Guest')
    chat.setMembers('marketing', ['Felix', 'Jonas', 'Guest'])
    const message = await written(pasted)
    const before = await countLines(chat)
    await chat.shortcut('Guest', 'new', 'marketing', message)
    await expect.poll(() => story.reads('Guest')).toMatch(/^Baton works with colleagues only\./)
    expect(chat.hasModal('Guest') ? labelsOf(chat.modal('Guest')) : []).toEqual([])
    expect(await countLines(chat)).toBe(before)
    chat.setMembers('marketing', 'all')
  })
})

describe('the shortcut that stands nowhere', () => {
  test('opens the empty form, and what was handed off is said in it', async () => {
    expect((await chat.shortcut('Felix', 'new/global')).error).toBeNull()
    expect(standsIn(chat.modal('Felix'), 'Email')).toBeNull()
    const lead = { Name: 'Eva Rossi', Email: 'eva@rossi.example', Company: 'Rossi', 'Why now?': 'Now' }
    const { text } = await story.send('Felix', { ...lead, Source: 'event', Queue: 'DACH' })
    expect(text).toMatch(/#\d+/)
    await chat.dismiss('Felix')
  })

  test('of somebody who may not is refused in a modal', async () => {
    await chat.shortcut('Guest', 'new/global')
    await expect.poll(() => chat.hasModal('Guest')).toBe(true)
    expect(said(chat.modal('Guest'))).toMatch(/^Baton works with colleagues only\./)
  })

  test.runIf(onSlack)('is answered directly where no modal opens any more: Teams has no such limit', async () => {
    slackOf(chat).fail({ method: 'views.open', times: 2, error: 'expired_trigger_id' })
    await chat.shortcut('Felix', 'new/global')
    await chat.sees('Felix', 'direct', /took too long to open/)
  })
})
