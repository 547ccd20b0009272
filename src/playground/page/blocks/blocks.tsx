import { useMemo } from 'react'
import type { Json } from '../../api.ts'
import { ElementOf } from './element.tsx'
import { InputBlock } from './input-block.tsx'
import { Passive } from './passive.tsx'
import { type Block, type Element, listElements, listParts, readBlocks, type Text } from './shapes.ts'

const isPlain = (text: { type: string } | undefined): boolean => text?.type === 'plain_text'

const hasPlain = (block: Block): boolean => {
  if (block.type === 'context') return listParts(block).some(isPlain)
  return block.type === 'section' && (isPlain(block.text) || (block.fields ?? []).some(isPlain))
}

// The renderer reads marks like *this* also in plain text, where Slack shows the stars. Plain text is drawn here.
const TextOf = ({ text, inContext = false }: { text: Text; inContext?: boolean }) => {
  const blocks = useMemo(
    (): Block[] => (inContext ? [{ type: 'context', elements: [text] }] : [{ type: 'section', text }]),
    [text, inContext],
  )
  return isPlain(text) ? <p className="plain">{text.text}</p> : <Passive blocks={blocks} />
}

const PlainSection = ({ block }: { block: Block }) => (
  <div className="section-text">
    {block.text ? <TextOf text={block.text} /> : null}
    {block.fields ? (
      <div className="fields">
        {block.fields.map((field, index) => (
          // Fields have no id and keep their order.
          // biome-ignore lint/suspicious/noArrayIndexKey: the place in the list is all that tells two equal fields apart
          <TextOf key={index} text={field} />
        ))}
      </div>
    ) : null}
  </div>
)

const PlainContext = ({ block }: { block: Block }) => (
  <div className="context">
    {listParts(block).map((part, index) =>
      part.type !== 'image' ? (
        // biome-ignore lint/suspicious/noArrayIndexKey: texts of a context have no id and keep their order
        <TextOf key={index} text={part} inContext />
      ) : (
        <img key={part.image_url} src={part.image_url} alt={part.alt_text} width={20} height={20} />
      ),
    )}
  </div>
)

const SectionBeside = ({ block, accessory }: { block: Block; accessory: Element }) => {
  const text = useMemo((): Block => {
    const { accessory: _drawnHere, ...rest } = block
    return rest
  }, [block])
  const alone = useMemo(() => [text], [text])
  return (
    <div className="section">
      {hasPlain(block) ? <PlainSection block={text} /> : <Passive blocks={alone} />}
      <div className="accessory">
        <ElementOf element={accessory} blockId={block.block_id ?? ''} />
      </div>
    </div>
  )
}

const Actions = ({ block }: { block: Block }) => (
  <div className="actions">
    {listElements(block).map((element) => (
      <ElementOf key={element.action_id} element={element} blockId={block.block_id ?? ''} />
    ))}
  </div>
)

const OneBlock = ({ block }: { block: Block }) => {
  const alone = useMemo(() => [block], [block])
  if (block.type === 'actions') return <Actions block={block} />
  if (block.type === 'input') return <InputBlock block={block} />
  if (block.type === 'header') return <h3 className="header-block">{block.text?.text}</h3>
  if (block.accessory && block.accessory.type !== 'image') {
    return <SectionBeside block={block} accessory={block.accessory} />
  }
  if (hasPlain(block) && !block.accessory) {
    return block.type === 'context' ? <PlainContext block={block} /> : <PlainSection block={block} />
  }
  return <Passive blocks={alone} />
}

/** All blocks of a message or a view: what can be tapped or filled in is drawn by the page, the rest by the renderer. */
export const Blocks = ({ blocks }: { blocks: readonly Json[] }) => (
  <div className="blocks">
    {readBlocks(blocks).map((block, index) => (
      <OneBlock key={`${block.block_id ?? index} ${block.type}`} block={block} />
    ))}
  </div>
)
