// SPDX-License-Identifier: GPL-3.0-or-later
// The caller's place among the squares of measured coverage and the reach of outages. No tiles from anywhere: what is
// drawn is the server's own GeoJSON. Loaded when somebody first wants a map.
import L from 'leaflet';

const style = getComputedStyle(document.documentElement);
const colour = (name) => style.getPropertyValue(name).trim();
const kGrades = { good: '--grade-good', weak: '--grade-weak', none: '--grade-none' };

let map = null;

// Draws the collection into the element, in place of what was there.
window.firstfixMap = (element, collection, words) => {
  map?.remove();
  map = L.map(element, { attributionControl: false, zoomSnap: 0.5, preferCanvas: true, keyboard: true });
  let place = null;
  for (const { geometry, properties } of collection.features) {
    if (properties.kind === 'coverage') {
      const [[west, south], , [east, north]] = geometry.coordinates[0];
      const fill = colour(kGrades[properties.grade]);
      L.rectangle([[south, west], [north, east]], { stroke: false, fillColor: fill, fillOpacity: 0.55 })
        .bindTooltip(`${words[properties.grade]} ${properties.rsrp_dbm} dBm`).addTo(map);
      continue;
    }
    const at = L.latLng(geometry.coordinates[1], geometry.coordinates[0]);
    if (properties.kind === 'place') {
      place = at;
    } else {
      const edge = colour(properties.kind === 'outage' ? '--bad' : '--warn');
      L.circle(at, { radius: properties.radius_m, color: edge, weight: 2, fillOpacity: 0.06 })
        .bindTooltip(properties.text).addTo(map);
    }
  }
  L.circleMarker(place, { radius: 8, color: '#fff', weight: 3, fillColor: colour('--accent'), fillOpacity: 1 }).addTo(map);
  map.setView(place, 15);
  L.control.scale({ imperial: false }).addTo(map);
};
