import type { Settings } from '../domain/settings.ts'
import { demoSettings } from '../services/demo-organisation.ts'

/** Somebody of the playground, who is the same in Slack and in Teams. `key` is what their ids are made of. */
export type Somebody = { key: string; name: string; email: string; tz: string; title: string }

const titles = { marketer: 'Marketing', sdr: 'SDR', ae: 'Account executive', manager: 'Manager', admin: 'admin' }

/** The organisation that a channel is shared with. */
export const partner = 'Harbour Partners'

/**
 * The organisation's people, those of the demo while it has none: who sets an empty Baton up needs somebody to be, and to
 * pick. Beside them who is no member: a guest, and somebody of a partner. Baton refuses both in words.
 */
export const peopleOf = (settings: Settings): { colleagues: Somebody[]; guest: Somebody; stranger: Somebody } => {
  const { zone } = settings.organisation
  const members = settings.members ?? demoSettings().members ?? []
  return {
    colleagues: members.map((member) => ({
      key: member.email,
      name: member.name,
      email: member.email,
      tz: member.zone ?? zone,
      title: member.roles.map((role) => titles[role]).join(', '),
    })),
    guest: {
      key: 'guest',
      name: 'Noor Haddad',
      email: 'noor@studio-haddad.example',
      tz: zone,
      title: 'Guest, Studio Haddad',
    },
    stranger: {
      key: 'stranger',
      name: 'Stan Okafor',
      email: 'stan@harbour-partners.example',
      tz: zone,
      title: partner,
    },
  }
}
