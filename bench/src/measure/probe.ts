/**
 * Preloaded (`--import`) into every measured server: answers the parent's questions about this process, so that all servers are
 * measured by the same means and none needs to know. Does nothing else.
 */
process.on('message', (question) => {
  if (question !== 'usage') return;
  const { user, system } = process.cpuUsage();
  process.send?.({ usage: { cpuSeconds: (user + system) / 1e6, rssBytes: process.memoryUsage().rss } });
});
// The channel alone must not keep a server alive that has stopped.
process.channel?.unref();
