/** Whether a moment is over, ms since 1970 by this device's clock: said once, without a tick in between. */
import { useEffect, useState } from 'react';

export function useReached(moment: number): boolean {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const left = moment - Date.now();
    const timer = setTimeout(() => setNow(Date.now()), Math.max(0, left));
    return () => clearTimeout(timer);
  }, [moment]);
  return now >= moment;
}
