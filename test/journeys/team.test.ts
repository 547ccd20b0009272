import { beforeAll, describe, expect, it } from 'vitest'
import { onSlack, type Who } from '../support/chat.ts'
import { leaveToChat, ownConfig } from '../support/own-config.ts'
import { openScene } from '../support/scene.ts'
import { errorsOf, fieldErrors, labelsOf, offered, said, standsIn } from '../support/seen.ts'
import { openWire } from '../support/wire.ts'

const configFile = ownConfig()
const { chat, story } = await openScene({ configFile })
chat.addStranger('Guest', 'Bot', 'Other')

const press = async (who: Who, label: string) => {
  await story.type(who, 'team')
  await chat.tap(who, 'marketing', chat.whisper(who, 'marketing'), label)
}

describe('where the file names members and queues', () => {
  it('everybody sees who stands where, and nobody is offered to change it', async () => {
    const text = await story.type('Felix', 'team dach')
    expect(text).toContain('DACH · the first tap wins')
    expect(text).toContain('Members: Lena Vogt, Jonas Brandt (cap 10), and Mia Keller')
    expect(text).toContain('Managers: Sofia Berg')
    expect(text).not.toContain('Italy')
    expect(offered(chat.whisper('Felix', 'marketing'))).toEqual([])
    const all = await story.type('Sofia', 'team')
    expect(all).toContain('Members and queues stand in the configuration file')
    expect(all).toContain('Felix Amsel: marketer')
    expect(offered(chat.whisper('Sofia', 'marketing'))).toEqual([])
    expect(await story.type('Felix', 'team dahc')).toContain('There is no queue “dahc”.')
  })

  it('chat changes nothing of it, and says why', async () => {
    expect(await story.type('Sofia', 'team add @Nora Neu dach')).toContain('The queues and their people stand in the')
    for (const text of [
      'team remove @Lena Vogt',
      'team roles @Lena Vogt ae',
      'team cap @Lena Vogt 5',
      'team daily @Lena Vogt 5',
    ])
      expect(await story.type('Sofia', text)).toContain('The members stand in the configuration file')
    expect(await story.type('Felix', 'team')).toContain('Lena Vogt: SDR')
  })
})

describe('where the file leaves them to chat', () => {
  beforeAll(async () => {
    leaveToChat(configFile)
    await chat.restart()
    await story.type('Sofia', 'here dach', 'dach')
  })

  it('is for managers in their queue, and for admins', async () => {
    expect(await story.type('Lena', 'team add @Nora Neu dach')).toBe('Only managers and admins may use team.')
    for (const text of ['team remove @Jonas Brandt', 'team roles @Lena Vogt admin', 'team cap @Lena Vogt 5'])
      expect(await story.type('Lena', text)).toMatch(/^Only (an admin|admins)/)
    await story.type('Lena', 'team')
    expect(offered(chat.whisper('Lena', 'marketing'))).toEqual([])
    await story.type('Sofia', 'team')
    expect(offered(chat.whisper('Sofia', 'marketing'))).toEqual(['Add…', 'Remove…', 'Roles and cap…'])
  })

  it('knows by a mention a colleague who never acted here', async () => {
    expect(await story.type('Sofia', 'team add @Nora Neu italy')).toBe('Nora Neu is in Italy now: member.')
    expect(await story.type('Sofia', 'team remove @Nora Neu italy')).toContain('Nora Neu is not in Italy any more.')
  })

  it('adds a colleague to a queue, typed, who may accept from then on', async () => {
    const number = await story.handOff()
    expect(await story.type('Nobody', `accept ${number}`)).toContain('You are not in the queue DACH.')
    expect(await story.type('Sofia', 'team add @Nora Neu dach')).toBe('Nora Neu is in DACH now: member.')
    expect(await story.type('Sofia', 'team dach')).toContain('Nora Neu')
    await story.type('Nobody', `accept ${number}`)
    expect(await story.shows(number)).toContain('SAL')
  })

  it('a manager adds to the own queue alone, and makes nobody a manager of the organisation', async () => {
    expect(await story.type('Sofia', 'team add @Ingrid Dahl nordics as manager')).toContain('Ingrid Dahl is in Nordics')
    await story.type('Sofia', 'team roles @Ingrid Dahl sdr')
    expect(await story.type('Ingrid', 'team add @Tom Richter nordics ae')).toContain('account executive')
    expect(await story.type('Ingrid', 'team add @Karin Holm nordics manager')).toContain('manager')
    expect(await story.type('Ingrid', 'team')).toContain('Karin Holm: AE Lena')
    expect(await story.type('Ingrid', 'team add @Nora Neu dach')).toBe('Only managers and admins may use team.')
    expect(await story.type('Ingrid', 'team remove @Tom Richter nordics')).toContain('is not in Nordics any more')
  })

  it('by form: a person is picked, and checked again by the product', async () => {
    await press('Sofia', 'Add…')
    expect(labelsOf(chat.modal('Sofia'))).toEqual(['Person', 'Queue', 'As'])
    for (const picked of ['Guest', 'Bot', 'Other'] as const) {
      const { body } = await openWire(chat).submit('Sofia', { person: chat.idOf(picked), queue: 'dach' })
      expect(fieldErrors(body).person).toContain('Only active colleagues can be in the team')
    }
    await chat.fill('Sofia', { Person: 'Felix Amsel', Queue: 'DACH', As: 'member' })
    expect(said(chat.modal('Sofia'))).toContain('Felix Amsel is in DACH now: member.')
    await press('Sofia', 'Remove…')
    await chat.fill('Sofia', { Person: 'Felix Amsel', Queue: 'DACH' })
    expect(said(chat.modal('Sofia'))).toContain('Felix Amsel is not in DACH any more.')
    expect(await story.type('Sofia', 'team dach')).not.toContain('Felix Amsel')
  })

  it('roles and cap by form, preset with what stands', async () => {
    await press('Sofia', 'Roles and cap…')
    await chat.fillOne('Sofia', 'Person', 'Jonas Brandt')
    expect(standsIn(chat.modal('Sofia'), 'Cap')).toBe('10')
    await chat.fill('Sofia', { Cap: '0' })
    expect(errorsOf(chat.modal('Sofia'))).toEqual({ Cap: expect.stringContaining('whole number') })
    await chat.fill('Sofia', { Roles: 'SDR, AE', Cap: '7' })
    expect(said(chat.modal('Sofia'))).toContain('Jonas Brandt: SDR and AE.')
    expect(await story.type('Sofia', 'team')).toContain('Jonas Brandt (cap 7): SDR, AE')
    expect(await story.type('Sofia', 'team cap @Jonas Brandt none')).toContain('Jonas Brandt: SDR and AE.')
    expect(await story.type('Sofia', 'team')).toContain('Jonas Brandt: SDR, AE')
  })

  it('a cap a day, by form and by command, beside the other one', async () => {
    await press('Sofia', 'Roles and cap…')
    await chat.fillOne('Sofia', 'Person', 'Jonas Brandt')
    expect(standsIn(chat.modal('Sofia'), 'Cap a day')).toBeFalsy()
    await chat.fill('Sofia', { 'Cap a day': '1.5' })
    expect(errorsOf(chat.modal('Sofia'))).toEqual({ 'Cap a day': expect.stringContaining('whole number') })
    await chat.fill('Sofia', { Cap: '7', 'Cap a day': '4' })
    expect(said(chat.modal('Sofia'))).toContain('At most 4 a day, offered or accepted.')
    expect(await story.type('Sofia', 'team dach')).toContain('Jonas Brandt (cap 7, 4 a day)')
    expect(await story.type('Sofia', 'team cap @Jonas Brandt none')).toContain('At most 4 a day')
    expect(await story.type('Sofia', 'team dach')).toContain('Jonas Brandt (4 a day)')
    expect(await story.type('Sofia', 'team daily @Jonas Brandt 5')).toContain('At most 5 a day, offered or accepted.')
    expect(await story.type('Sofia', 'team daily @Jonas Brandt none')).not.toContain('a day')
    expect(await story.type('Sofia', 'team')).toContain('Jonas Brandt: SDR, AE')
  })

  it('nobody takes the last admin away', async () => {
    expect(await story.type('Sofia', 'team roles @Sofia Berg manager')).toContain('Sofia Berg is the last admin.')
    expect(await story.type('Sofia', 'team remove @Sofia Berg')).toContain('Sofia Berg is the last admin.')
    await story.type('Sofia', 'team roles @Tom Richter ae admin')
    expect(await story.type('Tom', 'team roles @Sofia Berg manager')).toContain('Sofia Berg: manager.')
    await story.type('Tom', 'team roles @Sofia Berg manager admin')
    await story.type('Tom', 'team roles @Tom Richter ae')
  })

  it('what makes no sense changes nothing and says how to write it', async () => {
    for (const text of ['team add', 'team remove', 'team roles @Lena Vogt', 'team cap @Lena Vogt many', 'team daily 5'])
      expect(await story.type('Sofia', text)).toContain('I did not understand that. Nothing has changed.')
    expect(await story.type('Sofia', 'team add Nobody Known dach')).toContain('I know nobody called “Nobody Known”')
    expect(await story.type('Sofia', 'team add @Lena Vogt')).toContain('Which queue? There are: ')
  })

  it('a leaver’s offers, SALs, SQLs and SQOs go on with others, and managers see it', async () => {
    const owned = await story.sal()
    const asked = await story.sql()
    const won = await story.sqo()
    await story.type('Sofia', 'team roles @Tom Richter ae admin')
    const text = await story.type('Tom', 'team remove @Paolo Greco')
    expect(text).toContain('Paolo Greco is out of the team')
    expect(text).toContain(`With the next AE: #${asked} and #${won}.`)
    const left = await story.type('Tom', 'team remove @Lena Vogt')
    expect(left).toMatch(new RegExp(`Offered again: [^.]*#${owned}\\b`))
    expect(said(await story.card(owned, 'dach', 'Jonas'))).toMatch(new RegExp(`MQL · #${owned}`))
    expect(await story.history(owned)).toContain('Lena Vogt left the team.')
    expect(await story.shows(asked)).toMatch(/Tom Richter|Karin Holm|Jonas Brandt/)
    expect(await story.shows(asked)).not.toContain('with Paolo Greco')
    await chat.sees('Sofia', 'direct', 'Tom Richter took Lena Vogt out of the team.')
    await story.type('Jonas', `accept ${owned}`)
    expect(await story.shows(owned)).toContain('SAL')
  })

  it('who left is refused in words, hears nothing more, and may come back', async () => {
    const number = await story.handOff()
    await story.type('Sofia', 'team remove @Felix Amsel')
    await story.type('Jonas', `accept ${number}`)
    expect(await story.told('Felix', number)).toEqual([])
    expect(await story.type('Felix', 'mine')).toContain('Baton works with colleagues only.')
    expect(await story.type('Sofia', 'team roles @Felix Amsel marketer')).toBe('Felix Amsel: marketer.')
    expect(await story.type('Felix', 'mine')).not.toContain('Baton works with colleagues only.')
  })

  it.skipIf(onSlack)('who took the app away is a colleague still: in Slack nobody can', async () => {
    const mia = '29:Mia'
    await story.type('Mia', 'mine', 'direct')
    await chat.teams?.act(mia, { type: 'change', conversation: chat.teams.personalOf(mia), does: 'uninstall' })
    expect(await story.type('Sofia', 'team cap @Mia Keller 6')).toContain('Mia Keller: SDR.')
    await chat.teams?.act(mia, { type: 'change', conversation: chat.teams.personalOf(mia), does: 'install' })
  })

  it('whose account is gone gets nothing any more by whatever name, and is taken out of a queue', async () => {
    await story.type('Mia', 'mine')
    await chat.leaves('Mia')
    for (const name of ['@Mia Keller', 'Mia Keller', 'mia.keller@fjordlight.example'])
      expect(await story.type('Sofia', `team roles ${name} admin`)).toContain(
        'Only active colleagues can be in the team',
      )
    await press('Sofia', 'Remove…')
    await openWire(chat).submit('Sofia', { person: chat.idOf('Mia'), queue: 'dach' })
    expect(await story.type('Sofia', 'team dach')).not.toContain('Mia Keller')
  })

  it('nothing that was sent broke a rule of the platform', () => {
    expect(chat.problems()).toEqual([])
  })
})
