import type { Json } from '../../../api.ts'
import { textOf } from '../../json.ts'
import type { Ctx } from '../ctx.ts'
import { botId } from '../messages.ts'
import { findUser, handleOf, teamDomain } from '../places.ts'
import type { FakeUser } from '../state.ts'
import { type Method, no, page, yes } from './answer.ts'
import { tellsEmail } from './scopes.ts'

const offsetSeconds = (tz: string, now: number) => {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: tz, timeZoneName: 'longOffset' })
  const name = format.formatToParts(now).find((part) => part.type === 'timeZoneName')?.value ?? ''
  const found = /GMT([+-])(\d{2}):(\d{2})/.exec(name)
  return found ? (found[1] === '-' ? -1 : 1) * (Number(found[2]) * 3_600 + Number(found[3]) * 60) : 0
}

const userJson = (ctx: Ctx, user: FakeUser): Json => {
  const isStranger = user.teamId !== ctx.options.team.id
  const handle = handleOf(user)
  return {
    id: user.id,
    team_id: user.teamId,
    name: handle,
    deleted: user.deleted,
    real_name: user.name,
    tz: user.tz,
    tz_offset: offsetSeconds(user.tz, ctx.now()),
    profile: {
      real_name: user.name,
      display_name: user.name,
      title: user.title,
      // Addresses of people in other organisations are not shown.
      ...(isStranger || user.isBot || !tellsEmail(ctx) ? {} : { email: user.email }),
      team: user.teamId,
    },
    is_admin: false,
    is_owner: false,
    is_restricted: user.isRestricted,
    is_ultra_restricted: false,
    is_bot: user.isBot,
    is_app_user: false,
    ...(isStranger ? { is_stranger: true } : {}),
    locale: 'en-US',
    updated: Math.floor(ctx.now() / 1_000),
  }
}

const authTest: Method = (ctx) =>
  yes({
    url: `https://${teamDomain(ctx)}.slack.com/`,
    team: ctx.options.team.name,
    user: 'baton',
    team_id: ctx.options.team.id,
    user_id: ctx.options.botUserId,
    bot_id: botId(ctx),
    is_enterprise_install: false,
  })

const usersInfo: Method = (ctx, args) => {
  const user = findUser(ctx, textOf(args.user))
  return user ? yes({ user: userJson(ctx, user) }) : no('user_not_found')
}

const lookupByEmail: Method = (ctx, args) => {
  const email = textOf(args.email).toLowerCase()
  const found = Object.values(ctx.state.users).find(
    (user) => user.email.toLowerCase() === email && !user.deleted && user.teamId === ctx.options.team.id,
  )
  return found && email !== '' ? yes({ user: userJson(ctx, found) }) : no('users_not_found')
}

const usersList: Method = (ctx, args) => {
  const { items, response_metadata } = page(Object.values(ctx.state.users), args, 1_000)
  return yes({ members: items.map((user) => userJson(ctx, user)), response_metadata })
}

const botsInfo: Method = (ctx, args) =>
  args.bot === undefined || args.bot === botId(ctx)
    ? yes({
        bot: {
          id: botId(ctx),
          deleted: false,
          name: 'baton',
          app_id: ctx.options.appId,
          user_id: ctx.options.botUserId,
        },
      })
    : no('bot_not_found')

export const userMethods: Record<string, Method> = {
  'auth.test': authTest,
  'users.info': usersInfo,
  'users.lookupByEmail': lookupByEmail,
  'users.list': usersList,
  'bots.info': botsInfo,
}
