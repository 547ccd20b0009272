import { type ReactNode, useState } from 'react'
import type { Drawn, Exhibit } from '../../api.ts'
import { JsonText, TurnButton } from '../turned.tsx'
import { anchorOf } from './anchor.ts'
import { isFaulty } from './groups.ts'
import { SlackSide } from './slack-side.tsx'
import { TeamsSide } from './teams-side.tsx'

const Faults = ({ platform, faults }: { platform: string; faults: string[] }) => (
  <div className="exhibit-faults" role="alert" data-testid="exhibit-fault">
    <strong>{platform} would refuse this</strong>
    <ul>
      {faults.map((fault) => (
        <li key={fault}>{fault}</li>
      ))}
    </ul>
  </div>
)

type SideProps = { platform: 'Slack' | 'Teams'; drawn: Drawn; turned: boolean; children: ReactNode }

const Side = ({ platform, drawn: { drawn, faults }, turned, children }: SideProps) => (
  <section
    className={`exhibit-side ${platform === 'Teams' ? 'teams-look' : ''} ${faults.length > 0 ? 'faulty' : ''}`}
    aria-label={platform}
    data-testid={`exhibit-${platform.toLowerCase()}`}
  >
    <p className="exhibit-platform">{platform}</p>
    {faults.length > 0 ? <Faults platform={platform} faults={faults} /> : null}
    {turned ? <JsonText value={drawn} /> : null}
    <div className="exhibit-body" hidden={turned}>
      {children}
    </div>
  </section>
)

/** One card or form as Slack and as Teams would draw it; its back is the JSON that would be sent. */
export const ExhibitItem = ({ exhibit }: { exhibit: Exhibit }) => {
  const { kind, name, slack, teams } = exhibit
  const [turned, setTurned] = useState(false)
  const id = anchorOf(exhibit)
  return (
    <article
      className={`exhibit ${isFaulty(exhibit) ? 'faulty' : ''}`}
      id={id}
      aria-labelledby={`${id}-name`}
      data-testid="exhibit"
      data-name={id}
    >
      <header className="exhibit-head">
        <h3 id={`${id}-name`}>
          <a className="exhibit-name" href={`#${id}`}>
            {name}
          </a>
        </h3>
        <TurnButton on={turned} what={kind} turn={() => setTurned(!turned)} />
      </header>
      <div className="exhibit-sides">
        <Side platform="Slack" drawn={slack} turned={turned}>
          <SlackSide exhibit={exhibit} />
        </Side>
        <Side platform="Teams" drawn={teams} turned={turned}>
          <TeamsSide exhibit={exhibit} />
        </Side>
      </div>
    </article>
  )
}
