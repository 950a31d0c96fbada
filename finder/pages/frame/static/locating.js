/**
 * The browser's own position, rounded to about a kilometre before it leaves the browser.
 * @param {(near: string) => void} found with a text as a field for a place takes it
 * @param {() => void} refused where the browser or its owner does not tell
 */
export function locateRounded(found, refused) {
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => found(`${coords.latitude.toFixed(2)},${coords.longitude.toFixed(2)}`),
    refused,
    { maximumAge: 600000, timeout: 15000 },
  );
}
