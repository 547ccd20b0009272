import { describe, expect, it } from 'vitest'
import { openScene } from '../support/scene.ts'
import { dueOf, labelsOf, offered, said, standsIn } from '../support/seen.ts'

const { chat, story } = await openScene({ binds: ['dach', 'italy'] })

describe('a hand-off goes back to its queue, or to another', () => {
  describe('release', () => {
    it('by its button: it asks its queue again, the thread says who gave it back and why, nobody owns it', async () => {
      const number = await story.sal()
      const before = said(await story.card(number))
      chat.clock.ms += 60_000
      await chat.tap('Lena', 'dach', await story.card(number), 'Release')
      expect(labelsOf(chat.modal('Lena'))).toEqual(['Reason', 'Note'])
      const { text } = await story.send('Lena', { Reason: 'overloaded', Note: 'Eleven open ones.' })
      expect(text).toContain(`#${number}`)
      await chat.dismiss('Lena')
      const card = await story.card(number)
      expect(said(card)).toMatch(/MQL · .*Lena Vogt released it .*: overloaded\nWaiting for DACH · accept by/s)
      expect(offered(card).slice(0, 2)).toEqual(['Accept', 'Reject'])
      expect(before).toContain('first touch by <')
      expect(await story.thread(number)).toEqual(['Lena Vogt released it: overloaded. It waits for DACH again.'])
      expect(await story.told('Lena', number)).toEqual([])
      expect((await story.told('Felix', number)).filter((one) => one.includes('released'))).toEqual([])
      const shown = await story.shows(number)
      expect(shown).not.toMatch(/first touch by|qualify by/)
      expect(shown).toMatch(/Lena Vogt released → MQL · overloaded · “Eleven open ones\.”/)
      expect(await story.shows(number, 'Oskar')).not.toContain('Eleven open ones')
      expect(await story.type('Lena', 'mine')).not.toContain(`#${number}`)
    })

    it('by command; whoever accepts next owns it, with clocks of their own', async () => {
      const number = await story.sal()
      await story.type('Lena', `touch ${number} call no_answer`)
      expect(await story.type('Lena', `release ${number} not_mine`)).toContain('waits in DACH now.')
      await story.card(number)
      chat.clock.ms += 5 * 60_000
      await chat.tap('Jonas', 'dach', await story.card(number), 'Accept')
      expect(said(await story.card(number))).toMatch(/SAL · .*Jonas Brandt accepted .*, after 5 min · first touch by/s)
      expect((await story.told('Felix', number)).at(-1)).toContain('Jonas Brandt accepted')
      expect((await story.told('Felix', number)).at(-1)).toContain('after 5 min.')
    })

    it('whose card was seen by nobody while it waited first, it is due from now on', async () => {
      const number = await story.handOff({}, 'Felix')
      await story.type('Lena', `accept ${number}`)
      await story.type('Lena', `release ${number} mistake`)
      expect(said(await story.card(number))).toContain('accept by <')
    })

    it('by a manager, its owner hears of it', async () => {
      const number = await story.sal()
      await story.type('Sofia', `release ${number} away`)
      expect(await story.told('Lena', number)).toEqual([
        expect.stringMatching(/^Sofia Berg released #\d+ .*: away\. It is back in its queue\./),
      ])
    })

    it('another reason needs a note, and what is no reason opens the form', async () => {
      const number = await story.sal()
      const short = await story.does('Lena', `release ${number}`, { Reason: 'other', Note: 'too short' })
      expect(short.errors).toEqual({ Note: 'Please write at least 20 characters about it.' })
      expect(await story.type('Lena', `release ${number} bored`)).toContain('Pick a reason from the list.')
      expect(said(await story.card(number))).toContain('SAL · ')
    })

    it('is for the owner and managers, and from SAL alone', async () => {
      const number = await story.sal()
      expect(await story.type('Jonas', `release ${number} away`)).toContain(`#${number} is for Lena Vogt to release.`)
      const waiting = await story.handOff()
      expect(await story.type('Lena', `release ${waiting} away`)).toContain('It is MQL now.')
      const decided = await story.sql()
      expect(await story.type('Lena', `release ${decided} away`)).toContain('It is SQL now.')
    })

    it('undone, it is its owner’s again, due as before, and the thread says so', async () => {
      const number = await story.sal()
      const before = said(await story.card(number))
      chat.clock.ms += 60_000
      await story.type('Lena', `release ${number} mistake`)
      await chat.settled()
      expect(said(await story.card(number))).toContain('accept by <')
      expect(await story.type('Lena', `undo ${number}`)).toContain('is SAL again.')
      const after = said(await story.card(number))
      expect(after).toContain('Lena Vogt accepted')
      expect(dueOf(after, 'first touch')).toBe(dueOf(before, 'first touch'))
      expect(await story.shows(number)).not.toContain('accept by <')
      expect((await story.thread(number)).at(-1)).toContain('Lena Vogt took that back')
      expect(await story.type('Lena', 'mine')).toContain(`#${number}`)
    })

    it('undone by the manager, its owner hears of that too', async () => {
      const number = await story.sal()
      await story.type('Sofia', `release ${number} away`)
      await story.type('Sofia', `undo ${number}`)
      expect((await story.told('Lena', number)).at(-1)).toContain('Sofia Berg took that back')
    })
  })

  describe('reroute', () => {
    it('by its button: the new place gets the card, the old copy says where it went, the clock starts anew', async () => {
      const number = await story.handOff({ Priority: 'P2' })
      const first = said(await story.card(number))
      chat.clock.ms += 30 * 60_000
      await chat.tap('Lena', 'dach', await story.card(number), 'Reroute')
      expect(labelsOf(chat.modal('Lena'))).toEqual(['Queue', 'Reason', 'Note'])
      expect(standsIn(chat.modal('Lena'), 'Reason')).toBe('wrong queue')
      const { text } = await story.send('Lena', { Queue: 'Italy' })
      expect(text).toContain('waits in Italy now.')
      await chat.dismiss('Lena')
      const old = await story.card(number)
      expect(said(old)).toContain('It was sent on to Italy.')
      expect(offered(old)).toEqual(['History'])
      const there = await story.card(number, 'italy', 'Giulia')
      expect(said(there)).toContain('Waiting for Italy')
      expect(dueOf(said(there), 'accept')).not.toBe(dueOf(first, 'accept'))
      expect(await story.told('Felix', number)).toEqual([])
      expect(await story.history(number)).toMatch(/Lena Vogt sent it on to another queue · wrong queue · queue Italy/)
      await chat.tap('Giulia', 'italy', there, 'Accept')
      await chat.sees('Giulia', 'italy', `SAL · #${number}`)
    })

    it('by command, by key or title; without its reason the form asks for it', async () => {
      const [one, two] = [await story.handOff(), await story.handOff()]
      expect(await story.type('Lena', `reroute ${one} Italy wrong_queue`)).toContain('waits in Italy now.')
      await story.type('Lena', `reroute ${two} italy`)
      expect(standsIn(chat.modal('Lena'), 'Queue')).toBe('Italy')
      await story.send('Lena', {})
      expect(said(await story.card(two, 'italy', 'Giulia'))).toContain('Waiting for Italy')
    })

    it('why says who sent it on, and from which queue', async () => {
      const number = await story.handOff()
      await story.type('Lena', `reroute ${number} italy wrong_queue`)
      const why = await story.type('Giulia', `why ${number}`)
      expect(why).toContain('Felix Amsel chose the queue DACH.')
      expect(why).toMatch(/Lena Vogt sent it on to Italy .*: wrong queue/)
    })

    it('not to where it waits, nor to a queue that is none, nor for another reason without a note', async () => {
      const number = await story.handOff()
      expect(await story.type('Lena', `reroute ${number} dach wrong_queue`)).toContain(
        `#${number} waits in DACH already. Pick another queue.`,
      )
      expect(await story.type('Lena', `reroute ${number} atlantis wrong_queue`)).toContain(
        'There is no queue “atlantis”',
      )
      const short = await story.does('Lena', `reroute ${number}`, { Queue: 'Italy', Reason: 'other', Note: 'why not' })
      expect(short.errors).toEqual({ Note: 'Please write at least 20 characters about it.' })
      expect(said(await story.card(number))).toContain('Waiting for DACH')
    })

    it('is for the queue and its managers, while it waits', async () => {
      const number = await story.handOff()
      expect(await story.type('Giulia', `reroute ${number} italy wrong_queue`)).toContain(
        'You are not in the queue DACH.',
      )
      expect(await story.type('Sofia', `reroute ${number} nordics wrong_queue`)).toContain('waits in Nordics now.')
      const taken = await story.sal()
      expect(await story.type('Lena', `reroute ${taken} italy wrong_queue`)).toContain('Lena Vogt accepted it')
    })

    it('undone, it waits where it was, due as before', async () => {
      const number = await story.handOff()
      const before = said(await story.card(number))
      chat.clock.ms += 60_000
      await story.type('Lena', `reroute ${number} italy wrong_queue`)
      await story.card(number, 'italy', 'Giulia')
      await story.type('Lena', `undo ${number}`)
      const after = said(await story.card(number))
      expect(after).toContain('Waiting for DACH')
      expect(dueOf(after, 'accept')).toBe(dueOf(before, 'accept'))
      expect(said(await story.card(number, 'italy', 'Giulia'))).toContain('It was sent on to DACH.')
    })
  })

  it('nothing that was sent broke a rule of the platform', () => {
    expect(chat.problems()).toEqual([])
  })
})
