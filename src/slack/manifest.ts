import { say } from '../texts/sentence.ts'
import { limits } from './limits.ts'
import { botScopes, eventScopes } from './permissions.ts'
import { sayPlain } from './text.ts'

/** A slash command as Slack takes it. */
export const commandForm = /^\/[\p{Ll}\p{N}_-]{1,31}$/u

/** How Slack reaches the product: over HTTPS at this address (without a slash at its end), or over a web socket. */
type Way = { url: string } | 'socket'

/** Shown beside the command while it is typed; a hint with all words would help nobody. */
const hinted = ['new', 'mine', 'queue', 'find', 'show', 'help']

const reader = { language: 'en', zone: 'UTC' } as const

const inEnglish = (key: Parameters<typeof say>[0], max: number) => sayPlain(say(key), reader, max).text

/**
 * The app as Slack's "From a manifest" takes it: the command, shortcuts, scopes and events that the product has, by the
 * manifest schema 2.0.0.
 */
export const slackManifest = (command: string, way: Way) => {
  const request_url = way === 'socket' ? null : `${way.url}/slack/events`
  const at = request_url === null ? {} : { request_url }
  return {
    _metadata: { major_version: 2, minor_version: 0 },
    display_information: {
      name: 'Baton',
      description: inEnglish('manifest.description', limits.manifestDescription),
      background_color: '#1f3a5f',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'Baton', always_online: true },
      // The callback id is the word that runs; what stands behind its slash only tells the two apart.
      shortcuts: [
        {
          name: inEnglish('manifest.fromMessage', limits.shortcutName),
          type: 'message',
          callback_id: 'new',
          description: inEnglish('manifest.fromMessageDoes', limits.shortcutDescription),
        },
        {
          name: inEnglish('manifest.anywhere', limits.shortcutName),
          type: 'global',
          callback_id: 'new/global',
          description: inEnglish('manifest.anywhereDoes', limits.shortcutDescription),
        },
      ],
      slash_commands: [
        {
          command,
          description: inEnglish('manifest.command', limits.commandDescription),
          usage_hint: hinted.join(' | '),
          should_escape: true,
          ...(request_url === null ? {} : { url: request_url }),
        },
      ],
    },
    oauth_config: { scopes: { bot: [...botScopes] } },
    settings: {
      event_subscriptions: { ...at, bot_events: Object.keys(eventScopes).toSorted() },
      interactivity: {
        is_enabled: true,
        ...at,
        ...(request_url === null ? {} : { message_menu_options_url: request_url }),
      },
      org_deploy_enabled: false,
      socket_mode_enabled: way === 'socket',
      token_rotation_enabled: false,
    },
  }
}
