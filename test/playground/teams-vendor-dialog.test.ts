import { describe, expect, test } from 'vitest'
import type { Json } from '../../src/playground/api.ts'
import { jsonOf } from '../../src/playground/vendors/json.ts'
import { card, dach, dialog, execute, group, json, openTeams, text, withCard } from './teams-vendor-world.ts'

const ask: Json = {
  type: 'Action.Submit',
  title: 'Reject…',
  data: { msteams: { type: 'task/fetch' }, word: 'reject', about: 142 },
}
const save: Json = { type: 'Action.Submit', title: 'Save', data: { form: true, word: 'reject', about: 142 } }
const note: Json = { type: 'Input.Text', id: 'note', label: 'Note', isMultiline: true }
const team: Json = {
  type: 'Input.ChoiceSet',
  id: 'country',
  label: 'Country',
  style: 'filtered',
  choices: [{ title: 'Austria', value: 'AT' }],
  value: 'AT',
  'choices.data': { type: 'Data.Query', dataset: 'country' },
}
const person: Json = {
  type: 'Input.ChoiceSet',
  id: 'person',
  label: 'Person',
  choices: [],
  'choices.data': { type: 'Data.Query', dataset: 'graph.microsoft.com/users' },
}
const form = card([note, team, person], [save])

const found = (...values: string[]) =>
  json({
    statusCode: 200,
    type: 'application/vnd.microsoft.search.searchResponse',
    value: { results: values.map((value) => ({ title: `The ${value}`, value })) },
  })

/** A product that opens the form, offers two countries, and answers a submission as the test says. */
const openForm = async (answer: () => Response = () => new Response(null)) => {
  const world = openTeams(({ activity }) => {
    if (activity.name === 'task/fetch' || activity.name === 'composeExtension/fetchTask') return dialog(form)
    return activity.name === 'application/search' ? found('DE', 'AT') : answer()
  })
  const id = await world.post(dach, withCard(card([text('MQL')], [ask])))
  const open = () =>
    world.act('29:lena', { type: 'action', at: { conversation: dach, message: id }, action: ask, inputs: {} })
  const submit = (inputs: Record<string, string> = {}) =>
    world.act('29:lena', { type: 'action', at: 'dialog', action: save, inputs })
  const see = () => world.teams.see('29:lena')
  return { ...world, id, open, submit, see }
}

describe('a dialog', () => {
  test('opens from a button for the one who tapped', async () => {
    const world = await openForm()
    await world.open()
    expect(world.last()).toMatchObject({
      type: 'invoke',
      name: 'task/fetch',
      replyToId: world.id,
      conversation: { id: `${dach};messageid=${world.id}` },
      value: { data: ask.data, context: { theme: 'default' } },
    })
    expect(world.see().dialog).toMatchObject({ title: 'Reject', card: form, from: 'card', entered: {} })
    expect(world.teams.see('29:felix').dialog).toBeNull()
  })

  test('keeps what is entered, sends it, and an empty answer closes it', async () => {
    const world = await openForm()
    await world.open()
    const heard = world.received.length
    await world.act('29:lena', { type: 'enter', inputs: { note: 'too dear' } })
    expect(world.received).toHaveLength(heard)
    expect(world.see().dialog?.entered).toEqual({ note: 'too dear' })
    await world.submit({ person: 'aad-felix' })
    expect(world.last()).toMatchObject({ name: 'task/submit', conversation: { id: `${dach};messageid=${world.id}` } })
    expect(jsonOf(world.last().value).data).toEqual({
      form: true,
      word: 'reject',
      about: 142,
      note: 'too dear',
      country: 'AT',
      person: 'aad-felix',
    })
    expect(world.see()).toMatchObject({ dialog: null, notice: null })
    expect((await world.submit()).error).toBe('client: Lena Vogt has no dialog open')
  })

  test('is drawn again by an answer that goes on, and closed by one that says something', async () => {
    const answers = [
      dialog(card([text('Say why'), { ...note, value: 'kept' }], [save]), 'Again'),
      json({ task: { type: 'message', value: 'Done.' } }),
    ]
    const world = await openForm(() => answers.shift() ?? new Response(null))
    await world.open()
    await world.submit({ note: 'x' })
    expect(world.see().dialog).toMatchObject({ title: 'Again', entered: {} })
    await world.submit()
    expect(jsonOf(world.last().value).data).toMatchObject({ note: 'kept' })
    expect(world.see()).toMatchObject({ dialog: null, notice: 'Done.' })
    await world.act('29:lena', { type: 'close' })
    expect(world.see().notice).toBeNull()
  })

  test('stays when its answer is late, an error, or one that Teams cannot draw', async () => {
    for (const answer of [
      () => new Response('no', { status: 500 }),
      () => json({ task: { type: 'else' } }),
      () => dialog(card([text('x')], [execute('accept')])),
      () => dialog(form, ''),
      () => json({ task: { type: 'continue', value: { title: 'Bare', card: form } } }),
    ]) {
      const world = await openForm(answer)
      await world.open()
      await world.submit({ note: 'x' })
      expect(world.see()).toMatchObject({ notice: 'Something went wrong. Please try again.', dialog: { card: form } })
      expect(world.teams.problems()).toHaveLength(1)
    }
    const late = await openForm(() => {
      late.clock.ms += 5_001
      return json({ task: { type: 'message', value: 'Done.' } })
    })
    await late.open()
    await late.submit({ note: 'x' })
    expect(late.see()).toMatchObject({ notice: 'Something went wrong', dialog: { card: form } })
  })

  test('is closed by its person without a word to the app', async () => {
    const world = await openForm()
    await world.open()
    await world.act('29:lena', { type: 'close' })
    expect(world.see().dialog).toBeNull()
    expect(world.received).toHaveLength(1)
  })
})

describe('a search', () => {
  test('asks the app for its own data sets, and what was offered may then be chosen', async () => {
    const world = await openForm()
    await world.open()
    expect((await world.submit({ country: 'DE' })).error).toBe('client: country does not offer "DE"')
    const act = await world.act('29:lena', { type: 'search', at: 'dialog', input: 'country', query: 'a' })
    expect(act.body).toEqual({
      options: [
        { title: 'Austria', value: 'AT' },
        { title: 'The DE', value: 'DE' },
      ],
    })
    expect(world.last()).toMatchObject({
      name: 'application/search',
      value: { queryText: 'a', dataset: 'country', queryOptions: { skip: 0, top: 15 }, kind: 'search' },
    })
    expect((await world.submit({ country: 'DE' })).error).toBeNull()
  })

  test('finds the people of the tenant and its guests by itself', async () => {
    const world = await openForm()
    await world.open()
    const heard = world.received.length
    const named = async (query: string) =>
      (await world.act('29:lena', { type: 'search', at: 'dialog', input: 'person', query })).body
    expect(await named('fel')).toEqual({ options: [{ title: 'Felix Amsel', value: 'aad-felix' }] })
    expect(await named('noor')).toEqual({ options: [{ title: 'Noor Haddad', value: 'aad-noor' }] })
    expect(await named('stan')).toEqual({ options: [] })
    expect(world.received).toHaveLength(heard)
    expect((await world.submit({ person: 'aad-stan' })).error).toMatch(/does not offer/)
  })

  test('whose answer is none offers what stands in the card', async () => {
    const world = openTeams(() => json({ statusCode: 200, value: {} }))
    const message = await world.post(group, withCard(card([team])))
    const at = { conversation: group, message }
    const act = await world.act('29:lena', { type: 'search', at, input: 'country', query: '' })
    expect(act.body).toEqual({ options: [{ title: 'Austria', value: 'AT' }] })
    expect(world.teams.problems()).toMatchObject([{ where: 'search', error: 'BadSyntax' }])
  })
})

describe('the message extension', () => {
  test('at a message it brings the message as Graph tells it', async () => {
    const world = await openForm()
    await world.act('29:felix', { type: 'say', conversation: dach, text: 'Hansen <ferries>\nasks' })
    const said = world.messages().at(-1)?.id ?? ''
    await world.act('29:lena', { type: 'extension', command: 'new', conversation: dach, message: said })
    expect(world.last()).toMatchObject({
      type: 'invoke',
      name: 'composeExtension/fetchTask',
      conversation: { id: `${dach};messageid=${said}` },
      value: {
        commandId: 'new',
        commandContext: 'message',
        messagePayload: {
          id: said,
          from: { user: { userIdentityType: 'aadUser', id: 'aad-felix', displayName: 'Felix Amsel' } },
          body: { contentType: 'html', content: '<p>Hansen &lt;ferries&gt;<br>asks</p>' },
          linkToMessage: expect.stringMatching(
            /^https:\/\/teams\.microsoft\.com\/l\/message\/19%3Adach%40thread\.tacv2\/\d+\?/,
          ),
        },
      },
    })
    expect(world.see().dialog).toMatchObject({ from: 'extension' })
    await world.submit({ note: 'x' })
    expect(world.last()).toMatchObject({
      name: 'composeExtension/submitAction',
      value: {
        commandId: 'new',
        commandContext: 'message',
        data: { word: 'reject', note: 'x' },
        messagePayload: { id: said },
      },
    })
    expect(world.see().dialog).toBeNull()
  })

  test('a message of the app is one of an application, with its card attached', async () => {
    const world = await openForm()
    await world.act('29:lena', { type: 'extension', command: 'new', conversation: dach, message: world.id })
    expect(world.last()).toMatchObject({
      value: {
        messagePayload: {
          from: { user: null, application: { id: 'app-1' } },
          attachments: [{ id: `card-${world.id}` }],
        },
      },
    })
  })

  test('from where one writes it brings no message, and only commands of that place start', async () => {
    const world = await openForm()
    await world.act('29:lena', { type: 'extension', command: 'find', conversation: group })
    expect(world.last()).toMatchObject({
      conversation: { id: group },
      value: { commandId: 'find', commandContext: 'compose' },
    })
    expect(jsonOf(world.last().value)).not.toHaveProperty('messagePayload')
    const wrong = { type: 'extension', command: 'find', conversation: dach, message: world.id } as const
    expect((await world.act('29:lena', wrong)).error).toBe('client: there is no find at a message')
  })
})
