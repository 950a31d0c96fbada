/* What the scripts of the dashboard share, and what they are given by the server. */
import type {
  LatLng,
  LatLngBounds,
  LatLngTuple,
  Layer,
  Map as LeafletMap,
  Marker,
  Popup,
} from "leaflet";

declare global {
  interface Window {
    /** What a finger or the mouse is holding (panel_press.js). */
    finderHold?: Hold;
    /** What is searched, and what is being asked (panel_search.js). */
    finderSearch?: Search;
    /** Where the pieces of land lie (finder/static_files.py). */
    finderLand: { boxes: Record<string, Edges>; coarseBelowZoom: number; version: string };
    /** The map, for the layer that folium adds (finder/dashboard/map_view.py). */
    finderMap: { board: MapBoard | null; scene: (data: Scene) => Layer };
    /** What Streamlit asks before its own scripts say anything (first_paint.js). */
    __streamlit?: object;
  }
  interface Document {
    addEventListener<Name extends keyof FinderEvents>(
      name: Name,
      listener: (event: CustomEvent<FinderEvents[Name]>) => void,
      options?: AddEventListenerOptions | boolean,
    ): void;
  }
}

/** Events on the document of the page, by which list and map talk without a run of the server. */
export interface FinderEvents {
  /** To the map: the facilities that the list points at. */
  "finder:highlight": string | string[] | null;
  /** From the map: the facilities under the pointer or the focus. */
  "finder:highlight-from-map": string[];
  /** From the map: the facility that was chosen. */
  "finder:select": string;
  /** From the map: two links; what differs is asked. */
  "finder:go": { base: string; target: string };
  /** To the map: the scene of what is asked now, without streets. */
  "finder:scene": Scene;
  /** To the map: the line of the window below which a card lies over it. */
  "finder:covered": number;
}

// The page

export interface Hold {
  isOn: boolean;
  waiting: (() => void)[];
  ending: number;
}

/** A link of a part, before and after; or a field of the form, empty for nothing. */
export type Move = { before: string; after: string } | { key: string; text: string };

/** What /parts answers (finder/pages/find/parts.py). */
export interface Answer {
  link: string;
  title: string;
  picks: string;
  parts: Record<string, string>;
  scene?: Scene;
}

/** link: what the page shows, canonical; null where only the address knows. moves: what was chosen
 *  and not yet answered. answer: the last one. moving: the timer of a page that is scrolled. */
export interface Search {
  link: string | null;
  moves: Move[];
  answer: Answer | null;
  asking: AbortController | null;
  title?: string;
  moving?: number;
}

/** What a run of the dashboard gives a part (finder/dashboard/panel.py). */
export interface PartData {
  part: string;
  html: string;
  link: string;
  drawn: number;
  last: boolean;
}

/** The element of a part. link: that it was drawn for. drawn: its HTML. run: the last one that drew
 *  it. told: what was said of its count. gone: to stop listening. */
export type Part = HTMLElement & {
  link?: string;
  drawn?: string;
  run?: number;
  told?: string;
  gone?: AbortController;
};

/** A facility over the list. link: that it was drawn for; base: that of the list; opener: what has
 *  the focus when the list is back, and mark: how to find it again. */
export type Over = HTMLElement & {
  link: string;
  base: string;
  opener: HTMLElement | null;
  mark: string | null;
  heldTitle: string;
  watching?: ResizeObserver;
};

// The map

/** West, south, east, north, in degrees. */
export type Edges = [number, number, number, number];

/** A facility of the page of the list; what it is not is left out. */
export interface Pin {
  id: string;
  number: number;
  name: string;
  at: LatLngTuple;
  label?: string;
  possible?: boolean;
  approximate?: boolean;
}

/** What else was found: latitude, longitude, and the id of one or the count of several. */
export type OtherRow = [number, number, string | number];

export interface Ring {
  miles: number;
  label: string;
  edge?: boolean;
}

export interface Tiles {
  template: string;
  credit: string;
  credit_url: string;
}

/** All that the map shows (finder/map/map_scene.py). */
export interface Scene {
  fit: string;
  bounds: [number, number, number, number];
  center: LatLngTuple | null;
  rings: Ring[];
  pins: Pin[];
  others: OtherRow[];
  selected: string | null;
  query: string | null;
  picked: string[];
  link: string;
  tiles?: Tiles | null;
  language: string;
  words: Record<string, string>;
}

/** Things at one place of the map. */
export interface Group<Item> {
  point: Spot;
  at: LatLngTuple;
  items: Item[];
}

/** In pixels. */
export interface Spot {
  x: number;
  y: number;
}

/** Several of what else was found, or one of them, with its id. */
export interface Circle {
  at: LatLng | LatLngTuple;
  count: number;
  members: LatLngBounds;
  id: string;
}

/** Room that a mark takes, in pixels. */
export interface Mark {
  at: LatLng | LatLngTuple;
  width: number;
  height: number;
}

/** What the parts of the map know of its board (map_scene.js). */
export interface MapBoard {
  map: LeafletMap;
  scene: Scene;
  home: { center: LatLng; zoom: number } | null;
  /** Whether something was drawn on it. */
  isDrawn(): boolean;
  drawMarks(): void;
  change(scene: Scene): void;
  light(ids?: string[]): void;
  keepInView(line: number): void;
  returnTo(): void;
  stayAt(place: string): void;
  choose(id: string, at: LatLng | LatLngTuple): void;
  panel: Popup | HTMLElement | null;
  pressed: Marker | null;
  searching: HTMLButtonElement | null;
  returning: HTMLButtonElement | null;
  skip: HTMLAnchorElement | null;
}
