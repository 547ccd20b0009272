import type { Exhibit } from '../../api.ts'
import { anchorOf } from './anchor.ts'
import { type Group, isFaulty } from './groups.ts'

const Entries = ({ groups, kind }: { groups: readonly Group[]; kind: Exhibit['kind'] }) => (
  <>
    <h2>{kind === 'card' ? 'Cards' : 'Forms'}</h2>
    <ul>
      {groups
        .filter((group) => group.kind === kind)
        .map(({ id, title, exhibits }) => (
          <li key={id}>
            <a href={`#${id}`}>
              {title} <span className="faint">{exhibits.length}</span>
            </a>
            <ul>
              {exhibits.map((exhibit) => (
                <li key={exhibit.name}>
                  <a className={isFaulty(exhibit) ? 'faulty' : undefined} href={`#${anchorOf(exhibit)}`}>
                    {exhibit.name}
                  </a>
                </li>
              ))}
            </ul>
          </li>
        ))}
    </ul>
  </>
)

/** What hangs where: beside the gallery, or above it where there is no room. */
export const GalleryIndex = ({ groups }: { groups: readonly Group[] }) => (
  <details className="gallery-index" open={window.innerWidth > 900}>
    <summary>What hangs here</summary>
    <nav aria-label="Cards and forms">
      <Entries groups={groups} kind="card" />
      <Entries groups={groups} kind="form" />
    </nav>
  </details>
)
