/** The methods of the Web API that this room calls, each with the bot scopes that it needs. */
export const methodScopes = {
  // With the app token, whose own scope is connections:write.
  'apps.connections.open': [],
  'auth.test': [],
  'bots.info': ['users:read'],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': ['channels:history', 'groups:history', 'im:history'],
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.open': ['im:write'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history'],
  'users.info': ['users:read'],
  'users.lookupByEmail': ['users:read.email'],
  'views.open': [],
  'views.publish': [],
  'views.update': [],
} satisfies Record<string, readonly string[]>

/** The events that Slack is asked to send, by their names in a manifest, each with the bot scopes that it needs. */
export const eventScopes = {
  app_home_opened: [],
  channel_shared: ['channels:read', 'groups:read'],
  channel_unarchive: ['channels:read'],
  channel_unshared: ['channels:read', 'groups:read'],
  group_unarchive: ['groups:read'],
  member_joined_channel: ['channels:read', 'groups:read'],
  app_mention: ['app_mentions:read'],
  'message.im': ['im:history'],
} satisfies Record<string, readonly string[]>

/** What Bolt listens to: `message.im` is a `message` to it. */
export const eventTypes: readonly string[] = [
  ...new Set(Object.keys(eventScopes).map((name) => name.replace(/\..*$/, ''))),
]

/** Every bot scope that the product needs: the slash command and the shortcuts, the methods and the events. */
export const botScopes: readonly string[] = [
  ...new Set(['commands', ...Object.values(methodScopes).flat(), ...Object.values(eventScopes).flat()]),
].toSorted()
