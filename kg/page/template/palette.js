// Colours and signs. Hues are Okabe and Ito's, and Paul Tol's where eight are not enough; each family has its own sign
// as well, so that colour is never the only difference.

const FAMILIES = {
  Communication: { light: "#0072b2", dark: "#56a9e8", icon: "bubble" },
  Diplomacy: { light: "#2b93c4", dark: "#7cc8f2", icon: "exchange" },
  Conciliation: { light: "#00855f", dark: "#2fc79a", icon: "heart" },
  Coercion: { light: "#b87400", dark: "#f0ab2e", icon: "lock" },
  Violence: { light: "#c44d00", dark: "#ff8344", icon: "burst" },
  Dissent: { light: "#8f7d00", dark: "#efe04a", icon: "megaphone" },
  Politics: { light: "#b3568c", dark: "#e59ac5", icon: "ballot" },
  Justice: { light: "#4a3aa7", dark: "#a498f0", icon: "scales" },
  Business: { light: "#6f7a1f", dark: "#bcc765", icon: "bars" },
  Hazard: { light: "#882255", dark: "#d873a6", icon: "warning" },
  Mobility: { light: "#2a8c82", dark: "#5fcabe", icon: "arrow" },
  Other: { light: "#6b7280", dark: "#a3abb8", icon: "dot" },
};

const KINDS = {
  person: { label: "person", icon: "person" },
  org: { label: "organisation", icon: "building" },
  country: { label: "country", icon: "flag" },
  place: { label: "place", icon: "pin" },
  group: { label: "group", icon: "people" },
  product: { label: "product", icon: "cube" },
  thing: { label: "thing", icon: "diamond" },
};

// Paths on a square of 16.
const ICONS = {
  person: "M8 8.2a3.3 3.3 0 1 0 0-6.6 3.3 3.3 0 0 0 0 6.6zM2.2 14.4c0-3 2.6-5 5.8-5s5.8 2 5.8 5z",
  people: "M5.5 7.8a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2zM.8 13.6c0-2.6 2.1-4.4 4.7-4.4s4.7 1.8 4.7 4.4zM11.2 8.2a2.1 2.1 0 1 0 0-4.2 2.1 2.1 0 0 0 0 4.2zM11.5 13.6h3.9c0-2.5-1.9-4.2-4.2-4.2-.4 0-.8.1-1.2.2.9 1 1.5 2.4 1.5 4z",
  building: "M8 1.3 1.6 4.9v1.5h12.8V4.9zM3 7.4h1.9v4.4H3zM7.05 7.4h1.9v4.4h-1.9zM11.1 7.4H13v4.4h-1.9zM1.6 12.8h12.8v1.8H1.6z",
  flag: "M2.8 1.4h1.5v13.2H2.8zM5.2 2.3c2.7-1.1 4.6 1 8.4.1v6.4c-3.8.9-5.7-1.2-8.4-.1z",
  pin: "M8 1.2a4.9 4.9 0 0 0-4.9 4.9C3.1 9.6 8 14.9 8 14.9s4.9-5.3 4.9-8.8A4.9 4.9 0 0 0 8 1.2zM8 8a1.9 1.9 0 1 1 0-3.8A1.9 1.9 0 0 1 8 8z",
  cube: "M8 1.2 14 4.3 8 7.4 2 4.3zM1.8 5.5 7.4 8.4v6.3L1.8 11.8zM14.2 5.5 8.6 8.4v6.3l5.6-2.9z",
  diamond: "M8 2 14 8 8 14 2 8z",
  bubble: "M2.5 2.2h11A1.5 1.5 0 0 1 15 3.7v6.2a1.5 1.5 0 0 1-1.5 1.5H7.6L4 14.5v-3.1H2.5A1.5 1.5 0 0 1 1 9.9V3.7a1.5 1.5 0 0 1 1.5-1.5z",
  exchange: "M2 3.7h7.4V1l4.8 4-4.8 4V6.3H2zM14 9.7H6.6V7L1.8 11l4.8 4v-2.7H14z",
  heart: "M8 14S1.5 10 1.5 5.7A3.4 3.4 0 0 1 8 4.2a3.4 3.4 0 0 1 6.5 1.5C14.5 10 8 14 8 14z",
  lock: "M4.3 7V5a3.7 3.7 0 0 1 7.4 0v2H13v7.5H3V7zM6.1 7h3.8V5a1.9 1.9 0 0 0-3.8 0z",
  burst: "M8 .8l1.7 4 4-1.8-1.9 3.9L15.5 8l-3.7 1.1 1.9 3.9-4-1.8L8 15.2l-1.7-4-4 1.8 1.9-3.9L.5 8l3.7-1.1L2.3 3l4 1.8z",
  megaphone: "M1.5 6h3.4L12 2v12L4.9 10H1.5zM5.2 10.9h2.4l.9 3.5H6.1zM13 6.1c1.2.3 1.9 1 1.9 1.9s-.7 1.6-1.9 1.9z",
  ballot: "M2 2h12v12H2zM6.9 11.5l5.2-5.2-1.3-1.3-3.9 3.9-1.8-1.8L3.8 8.4z",
  scales: "M7.2 1.5h1.6v1.7h4.4v1.4h-.6l2.3 4.8c0 1.4-1.3 2.3-2.8 2.3s-2.8-.9-2.8-2.3l2.3-4.8H8.8v8.4H11v1.5H5v-1.5h2.2V4.6H4.4l2.3 4.8c0 1.4-1.3 2.3-2.8 2.3S1.1 10.8 1.1 9.4l2.3-4.8h-.6V3.2h4.4z",
  bars: "M1.5 9h3.2v5.5H1.5zM6.4 5.5h3.2v9H6.4zM11.3 2h3.2v12.5h-3.2z",
  warning: "M8 1.3 15.4 14.2H.6zM7.1 6v4.2h1.8V6zM7.1 11.2v1.7h1.8v-1.7z",
  arrow: "M1.5 6.5h6.7V2.8L14.7 8l-6.5 5.2V9.5H1.5z",
  dot: "M8 4.2a3.8 3.8 0 1 0 0 7.6 3.8 3.8 0 0 0 0-7.6z",
  quote: "M1.5 9.3V7C1.5 4.6 2.9 3.2 5.6 3v2c-1.1.2-1.6.8-1.7 1.8h2.2v5H1.5zM9 9.3V7c0-2.4 1.4-3.8 4.1-4v2c-1.1.2-1.6.8-1.7 1.8h2.2v5H9z",
  legend: "M1 3h3v2H1zM6 3h9v2H6zM1 7h3v2H1zM6 7h9v2H6zM1 11h3v2H1zM6 11h9v2H6z",
  save: "M7.2 1.5h1.6v6.3l2.3-2.3 1.1 1.1L8 10.8 3.8 6.6l1.1-1.1 2.3 2.3zM1.8 10.5h1.7v2.3h9v-2.3h1.7v4H1.8z",
  theme: "M8 1.3a6.7 6.7 0 1 0 0 13.4A6.7 6.7 0 0 0 8 1.3zM8 2.9v10.2A5.1 5.1 0 0 1 8 2.9z",
  fit: "M1.5 1.5H6v1.7H3.2V6H1.5zM10 1.5h4.5V6h-1.7V3.2H10zM1.5 10h1.7v2.8H6v1.7H1.5zM12.8 10h1.7v4.5H10v-1.7h2.8z",
};

const dark = matchMedia("(prefers-color-scheme: dark)");

// A family that the user's own ontology adds looks like the others that have no family.
const familyOf = (name) => FAMILIES[name] || FAMILIES.Other;
const isDark = () => (document.documentElement.dataset.theme || (dark.matches ? "dark" : "light")) === "dark";
const colourOf = (family) => familyOf(family)[isDark() ? "dark" : "light"];

function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in made && !name.startsWith("aria")) made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

function icon(name, colour) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", "icon");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", ICONS[name]);
  path.setAttribute("fill-rule", "evenodd");
  path.style.fill = colour || "currentColor";
  svg.append(path);
  return svg;
}
