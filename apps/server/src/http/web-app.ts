/** The built web app. Paths inside the app (/r/…, /u/…) have no file: a browser that navigates there gets the app itself. */
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** Names of built files carry a hash of their content: they never change. */
const HASHED = /[/\\]assets[/\\][^/\\]+$/;

export async function serveWebApp(
  app: FastifyInstance,
  root: string,
  notFound: (reply: FastifyReply) => FastifyReply,
): Promise<void> {
  await app.register(fastifyStatic, {
    root,
    cacheControl: false,
    // Of each file, the copy that the build compressed (apps/web/build/compressed.ts), where the browser takes it.
    preCompressed: true,
    dotfiles: 'ignore',
    setHeaders(reply, path) {
      void reply.header('cache-control', HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  app.setNotFoundHandler((request, reply) => {
    const navigates = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
    if (navigates && !request.url.startsWith('/api/')) return reply.sendFile('index.html');
    return notFound(reply);
  });
}
