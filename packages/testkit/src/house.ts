/** A real server and real clients without a screen, on folders of their own that go when the test ends. */
export { openHouse, PASSWORD, type House, type Resident } from './house/house.ts';
export { layDownPast, type Past } from './house/past.ts';
export { createPlug, type Plug } from './house/plug.ts';
export { until } from './house/until.ts';
export { withStored } from './house/stored.ts';
