import { useEffect, useMemo, useState } from 'react'
import type { Exhibit, Gallery } from '../../api.ts'
import { BatonMark } from '../icons.tsx'
import { NoticePlace, useNotice } from '../notice.tsx'
import { type Reader, ReaderContext } from '../reader.ts'
import { loadRenderer } from '../teams/card/use-renderer.ts'
import { ExhibitItem } from './exhibit-item.tsx'
import { GalleryIndex } from './gallery-index.tsx'
import { groupExhibits, isFaulty } from './groups.ts'

const loadGallery = async (language: string): Promise<Gallery> => {
  const response = await fetch(`/playground/api/gallery?language=${encodeURIComponent(language)}`)
  if (!response.ok) throw new Error(`the gallery answered ${response.status}`)
  return response.json()
}

type Loaded = Gallery | 'lost' | null

const useGallery = (language: string): Loaded => {
  const [gallery, setGallery] = useState<Loaded>(null)
  useEffect(() => {
    let isWanted = true
    const take = (loaded: Loaded): void => {
      if (isWanted) setGallery(loaded)
    }
    // All of it is hung at once: a card that came later would move what somebody looks at.
    Promise.all([loadGallery(language), loadRenderer()]).then(
      ([loaded]) => take(loaded),
      () => take('lost'),
    )
    return () => {
      isWanted = false
    }
  }, [language])
  return gallery
}

// The browser looked for the anchor before there was anything to find.
const useAnchor = (isThere: boolean): void => {
  useEffect(() => {
    if (isThere && location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView()
  }, [isThere])
}

const platforms = [
  ['Slack', 'slack'],
  ['Teams', 'teams'],
] as const

// "Slack and Teams would take every one.", or how many of them which one would refuse.
const verdictOf = (exhibits: readonly Exhibit[]): string => {
  const refused = platforms.flatMap(([name, key]) => {
    const count = exhibits.filter((exhibit) => exhibit[key].faults.length > 0).length
    return count > 0 ? [`${name} would refuse ${count === 1 ? 'one of them' : `${count} of them`}.`] : []
  })
  return refused.join(' ') || 'Slack and Teams would take every one.'
}

const Sum = ({ exhibits }: { exhibits: readonly Exhibit[] }) => {
  const cards = exhibits.filter(({ kind }) => kind === 'card').length
  return (
    <p className={exhibits.some(isFaulty) ? 'gallery-sum faulty' : 'gallery-sum'} data-testid="gallery-sum">
      {cards} cards, {exhibits.length - cards} forms. {verdictOf(exhibits)}
    </p>
  )
}

type HallProps = { gallery: Gallery; phone: boolean }

const Hall = ({ gallery, phone }: HallProps) => {
  const groups = useMemo(() => groupExhibits(gallery.exhibits), [gallery])
  return (
    <div className="gallery-main">
      <GalleryIndex groups={groups} />
      <main className={phone ? 'gallery-hall phone' : 'gallery-hall'}>
        <Sum exhibits={gallery.exhibits} />
        {groups.map(({ id, kind, title, exhibits }) => (
          <section key={id} id={id} className="gallery-group" aria-labelledby={`${id}-title`}>
            <h2 id={`${id}-title`}>
              {title} <span className="badge">{kind === 'card' ? 'CARD' : 'FORM'}</span>
            </h2>
            <div className="gallery-grid">
              {exhibits.map((exhibit) => (
                <ExhibitItem key={exhibit.name} exhibit={exhibit} />
              ))}
            </div>
          </section>
        ))}
      </main>
    </div>
  )
}

/** The gallery: every card and every form with its example data, drawn as the playground's clients draw them. */
export const GalleryPage = () => {
  const [language, setLanguage] = useState('en')
  const [phone, setPhone] = useState(false)
  const [notice, notify] = useNotice()
  const gallery = useGallery(language)
  const reader = useMemo(
    (): Reader => ({
      ...{ user: '', zone: 'Europe/Berlin', users: [], channels: [], shortcuts: [], isForeign: false, partners: '' },
      openChannel: () => undefined,
      notify,
    }),
    [notify],
  )
  useAnchor(gallery !== null)
  return (
    <ReaderContext value={reader}>
      <header className="header gallery-header">
        <BatonMark size={28} />
        <h1>Baton gallery</h1>
        <p className="header-words">Every card and every form, with example data, as Slack and as Teams gets it.</p>
        <nav className="header-buttons" aria-label="Page">
          {gallery && gallery !== 'lost' && gallery.languages.length > 1 ? (
            <select
              className="field select"
              aria-label="Language"
              value={language}
              onChange={(event) => setLanguage(event.target.value)}
            >
              {gallery.languages.map((each) => (
                <option key={each}>{each}</option>
              ))}
            </select>
          ) : null}
          <button type="button" className="text-button wide-only" aria-pressed={phone} onClick={() => setPhone(!phone)}>
            Phone width
          </button>
          <a className="text-button" href="/">
            Playground
          </a>
        </nav>
      </header>
      {gallery === null ? <p className="boot">Hanging the pictures…</p> : null}
      {gallery === 'lost' ? <p className="boot">The server does not answer. Is it still running?</p> : null}
      {gallery && gallery !== 'lost' ? <Hall gallery={gallery} phone={phone} /> : null}
      <NoticePlace notice={notice} say={notify} className="gallery-notice" />
    </ReaderContext>
  )
}
