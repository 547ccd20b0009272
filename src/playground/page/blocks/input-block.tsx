import { useId } from 'react'
import { ElementOf } from './element.tsx'
import type { Block } from './shapes.ts'
import { useSurface } from './surface.ts'

const grouped = new Set(['radio_buttons', 'checkboxes', 'multi_users_select'])

/** A field with its label above, its hint below, and its error where it belongs. */
export const InputBlock = ({ block }: { block: Block }) => {
  const id = useId()
  const blockId = block.block_id ?? ''
  const error = useSurface().errorOf(blockId)
  const { element } = block
  if (!element) return null
  const describedBy = [error ? `${id}-error` : '', block.hint ? `${id}-hint` : ''].filter(Boolean).join(' ')
  const words = (
    <>
      {block.label?.text}
      {block.optional ? <span className="optional"> (optional)</span> : null}
    </>
  )
  return (
    <div className={`input-block ${error ? 'wrong' : ''}`} data-testid="field" data-block={blockId}>
      {grouped.has(element.type) ? (
        <p className="label" id={`${id}-label`}>
          {words}
        </p>
      ) : (
        <label className="label" id={`${id}-label`} htmlFor={`${id}-field`}>
          {words}
        </label>
      )}
      <ElementOf
        element={element}
        blockId={blockId}
        id={`${id}-field`}
        labelledBy={`${id}-label`}
        describedBy={describedBy || undefined}
        invalid={error !== null}
        optional={block.optional ?? false}
      />
      {error ? (
        <p className="error" id={`${id}-error`} role="alert" data-testid="field-error">
          {error}
        </p>
      ) : null}
      {block.hint ? (
        <p className="hint" id={`${id}-hint`}>
          {block.hint.text}
        </p>
      ) : null}
    </div>
  )
}
