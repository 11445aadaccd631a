// @ts-check
// Work that many things ask for is done once, with the next picture, and not more often than a reader can see.

/**
 * @param {() => void} work
 * @param {number} interval least time between two runs, in milliseconds
 * @returns {() => void} asks for a run
 */
export function paced(work, interval) {
  let asked = false;
  let last = -Infinity;
  const run = () => {
    asked = false;
    last = performance.now();
    work();
  };
  return () => {
    if (asked) return;
    asked = true;
    const wait = last + interval - performance.now();
    if (wait <= 0) requestAnimationFrame(run);
    else setTimeout(() => requestAnimationFrame(run), wait);
  };
}
