/**
 * A message's Markdown as React elements. Renders the closed tree of packages/content kind by kind, so nothing a person writes can
 * become markup of its own; there is no innerHTML here. Each block takes its own direction; names and code are isolated.
 */
import { parseMarkdown, type Block, type ListItem } from '@alcove/content';
import type { PersonView } from '@alcove/client';
import { t } from '@alcove/locales';
import { memo, useMemo, type ReactElement, type ReactNode } from 'react';
import { CodeBlock } from './code-block.tsx';
import { useInUse } from '../words/language.ts';
import { Inlines } from './inlines.tsx';
import { PeopleContext, type MentionPeople } from './people-context.ts';
import './markdown.css';

export const Markdown = memo(function Markdown(props: {
  source: string;
  /** Whom @handle may mean. */
  people: readonly PersonView[];
  /** Whose mention is lit. */
  me: PersonView | null;
}): ReactElement {
  const { source, people, me } = props;
  useInUse();
  const tree = useMemo(() => parseMarkdown(source, people), [source, people]);
  const context = useMemo<MentionPeople>(() => ({ people, me: me?.account ?? null }), [people, me]);
  return (
    <PeopleContext value={context}>
      <div className="md">
        <Blocks blocks={tree} />
      </div>
    </PeopleContext>
  );
});

function Blocks({ blocks }: { blocks: readonly Block[] }): ReactElement {
  return (
    <>
      {blocks.map((block, index) => (
        <One key={index} block={block} />
      ))}
    </>
  );
}

function One({ block }: { block: Block }): ReactElement {
  switch (block.kind) {
    case 'paragraph':
      return (
        <p>
          <Inlines inlines={block.children} />
        </p>
      );
    case 'quote':
      return (
        <blockquote>
          <Blocks blocks={block.children} />
        </blockquote>
      );
    case 'list':
      return <List start={block.start} items={block.items} />;
    case 'code':
      return <CodeBlock language={block.language} text={block.text} />;
    case 'table':
      return <Table table={block} />;
    case 'rule':
      return <hr />;
  }
}

function List({ start, items }: { start: number | null; items: readonly ListItem[] }): ReactElement {
  const children: ReactNode = items.map((item, index) => (
    <li key={index} className={item.checked === null ? '' : 'task'}>
      {item.checked === null ? null : <TaskBox done={item.checked} />}
      <div>
        <Blocks blocks={item.children} />
      </div>
    </li>
  ));
  return start === null ? <ul>{children}</ul> : <ol start={start}>{children}</ol>;
}

function TaskBox({ done }: { done: boolean }): ReactElement {
  return (
    <span className={done ? 'task-box task-done' : 'task-box'} role="img" aria-label={t.timeline.task(done)}>
      {done ? '✓' : ''}
    </span>
  );
}

/** The only thing besides code that may scroll sideways. */
function Table({ table }: { table: Extract<Block, { kind: 'table' }> }): ReactElement {
  const side = (column: number): string => `align-${table.align[column] ?? 'start'}`;
  return (
    <div className="md-table">
      <table>
        <thead>
          <tr>
            {table.head.map((cell, column) => (
              <th key={column} scope="col" className={side(column)}>
                <Inlines inlines={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column} className={side(column)}>
                  <Inlines inlines={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
