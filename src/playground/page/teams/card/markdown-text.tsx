import { Fragment, useMemo } from 'react'
import { type Block, type Run, readMarkdown } from './markdown.ts'

const Piece = ({ run }: { run: Run }) => {
  if (run.kind === 'break') return <br />
  if (run.kind === 'mention') return <span className="mention">{run.name}</span>
  if (run.kind === 'link')
    return (
      <a className="link" href={run.href} target="_blank" rel="noreferrer noopener">
        {run.text}
      </a>
    )
  const classes = [run.bold ? 'bold' : '', run.italic ? 'italic' : '', run.strike ? 'strike' : ''].filter(Boolean)
  const text = run.code ? <code>{run.text}</code> : run.text
  return classes.length > 0 ? <span className={classes.join(' ')}>{text}</span> : text
}

const Runs = ({ runs }: { runs: readonly Run[] }) =>
  runs.map((run, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text have no id and keep their order
    <Piece key={index} run={run} />
  ))

const OneBlock = ({ block }: { block: Block }) => {
  if (block.kind === 'paragraph')
    return (
      <p>
        <Runs runs={block.runs} />
      </p>
    )
  const items = block.items.map((item, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a list have no id and keep their order
    <li key={index}>
      <Runs runs={item} />
    </li>
  ))
  return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>
}

/** A message's text, as Teams draws its Markdown. */
export const MarkdownText = ({ text }: { text: string }) => {
  const blocks = useMemo(() => readMarkdown(text), [text])
  return (
    <div className="markdown">
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of a text have no id and keep their order
        <Fragment key={index}>
          <OneBlock block={block} />
        </Fragment>
      ))}
    </div>
  )
}
