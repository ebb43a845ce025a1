/**
 * Nobody harmed anybody, so nobody is alarmed: no alarm, no entry that does not open, no fault, nothing left waiting. Where the server
 * lied for a while, alarms are right, and over, and a Welcome to what it hid is rightly refused; who left a room without having found out can ask about it no more.
 */
import { short, type Oracle } from './oracle.ts';

export const calm: Oracle = {
  name: 'calm',
  async judge({ world, shown, apps }) {
    const liedTo = new Set([...world.liedTo].map(({ name }) => name));
    const faults = world.faults
      .filter(({ device, where }) => where !== 'welcome' || !liedTo.has(device))
      .map(({ device, where, error }) => `${device} in ${where}: ${textOf(error)}`);
    const rooms = shown.flatMap(({ device, room, view, items }) => {
      const at = `${device.name} in ${short(room)}`;
      return [
        ...view.alarms
          .filter(({ repair }) => world.liar === null || (repair !== 'done' && !view.left))
          .map(({ code }) => `${at} is alarmed: ${code}`),
        ...items.flatMap((item) =>
          item.kind === 'unopened' && !world.liedTo.has(device)
            ? [`${at} cannot open ${String(item.seq)}: ${item.code}`]
            : [],
        ),
      ];
    });
    const troubled = apps.flatMap(({ device, app }) => [
      ...(app.trouble === null ? [] : [`${device.name} is in trouble: ${app.trouble}`]),
      ...(app.connection.waiting === 0
        ? []
        : [`${device.name} has ${String(app.connection.waiting)} messages waiting`]),
    ]);
    return [...faults, ...rooms, ...troubled];
  },
};

function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message).split('\n').slice(0, 4).join(' ') : String(error);
}
