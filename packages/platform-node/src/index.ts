export { createKeyFile } from './key-file.ts';
export { createNodeDatabases, openNodeSql } from './sql-node.ts';
