export { addressed, answered, cookieFile, createNodeHttp, type CookieFile, type Exchange } from './http-node.ts';
export { createKeyFile } from './key-file.ts';
export { createNodeSocket } from './socket-node.ts';
export { createNodeDatabases, openNodeSql } from './sql-node.ts';
export { nodePorts, openClient, type OpenClient } from './open-client.ts';
