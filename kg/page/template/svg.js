// A picture in SVG: it takes what is drawn on it as a canvas does, so that one way of drawing serves both.

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text) => String(text).replace(/[&<>"]/g, (sign) => ENTITIES[sign]).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");
const short = (number) => String(Math.round(number * 100) / 100);

class SvgContext {
  constructor(width, height, measure) {
    Object.assign(this, { width, height, measure, parts: [], path: [], stack: [], matrix: new DOMMatrix() });
    this.style = { fillStyle: "#000", strokeStyle: "#000", lineWidth: 1, globalAlpha: 1, font: "10px sans-serif", textAlign: "start", textBaseline: "alphabetic", lineCap: "butt", lineJoin: "miter", dashes: [] };
    for (const name of Object.keys(this.style)) Object.defineProperty(this, name, { get: () => this.style[name], set: (value) => { this.style[name] = value; } });
  }
  save() { this.stack.push([{ ...this.style }, DOMMatrix.fromMatrix(this.matrix)]); }
  restore() { if (this.stack.length) [this.style, this.matrix] = this.stack.pop(); }
  translate(x, y) { this.matrix.translateSelf(x, y); }
  scale(x, y) { this.matrix.scaleSelf(x, y); }
  rotate(angle) { this.matrix.rotateSelf((angle * 180) / Math.PI); }
  setLineDash(dashes) { this.style.dashes = [...dashes]; }
  getLineDash() { return this.style.dashes; }
  measureText(text) { this.measure.font = this.style.font; return this.measure.measureText(text); }
  beginPath() { this.path = []; }
  moveTo(x, y) { this.path.push(`M${short(x)} ${short(y)}`); }
  lineTo(x, y) { this.path.push(`${this.path.length ? "L" : "M"}${short(x)} ${short(y)}`); }
  quadraticCurveTo(a, b, x, y) { this.path.push(`Q${[a, b, x, y].map(short).join(" ")}`); }
  bezierCurveTo(a, b, c, d, x, y) { this.path.push(`C${[a, b, c, d, x, y].map(short).join(" ")}`); }
  closePath() { this.path.push("Z"); }
  rect(x, y, width, height) { this.path.push(`M${short(x)} ${short(y)}h${short(width)}v${short(height)}h${short(-width)}Z`); }
  arc(x, y, radius, begin, end, back) {
    const at = (angle) => `${short(x + radius * Math.cos(angle))} ${short(y + radius * Math.sin(angle))}`;
    const swept = Math.abs(end - begin);
    const sweep = back ? 0 : 1;
    const r = short(radius);
    this.path.push(`${this.path.length ? "L" : "M"}${at(begin)}`);
    const middle = begin + (back ? -1 : 1) * Math.min(swept, 2 * Math.PI) / 2;
    this.path.push(`A${r} ${r} 0 0 ${sweep} ${at(middle)}A${r} ${r} 0 0 ${sweep} ${at(end)}`);
  }
  roundRect(x, y, width, height, radius) {
    const r = Math.min(radius, width / 2, height / 2);
    const corner = (dx, dy) => `a${short(r)} ${short(r)} 0 0 1 ${short(dx)} ${short(dy)}`;
    this.path.push(`M${short(x + r)} ${short(y)}h${short(width - 2 * r)}${corner(r, r)}v${short(height - 2 * r)}${corner(-r, r)}h${short(2 * r - width)}${corner(-r, -r)}v${short(2 * r - height)}${corner(r, -r)}Z`);
  }
  fill(shape, rule) {
    const d = shape && shape.source ? shape.source : this.path.join("");
    this.add("path", `d="${escaped(d)}" fill="${escaped(this.style.fillStyle)}"${shape === "evenodd" || rule === "evenodd" ? ' fill-rule="evenodd"' : ""}`);
  }
  stroke() { this.add("path", `d="${this.path.join("")}" fill="none" ${this.pen()}`); }
  fillRect(x, y, width, height) { this.add("rect", `x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}" fill="${escaped(this.style.fillStyle)}"`); }
  clearRect() {}
  fillText(text, x, y) { this.add("text", `${this.at(x, y)} fill="${escaped(this.style.fillStyle)}"`, text); }
  strokeText(text, x, y) { this.add("text", `${this.at(x, y)} fill="none" ${this.pen()}`, text); }
  pen() {
    const { strokeStyle, lineWidth, lineCap, lineJoin, dashes } = this.style;
    return `stroke="${escaped(strokeStyle)}" stroke-width="${short(lineWidth)}" stroke-linecap="${lineCap}" stroke-linejoin="${lineJoin}"${dashes.length ? ` stroke-dasharray="${dashes.map(short).join(" ")}"` : ""}`;
  }
  at(x, y) {
    const { font, textAlign, textBaseline } = this.style;
    const anchor = { center: "middle", right: "end", end: "end" }[textAlign] || "start";
    const lower = textBaseline === "middle" ? ' dominant-baseline="central"' : "";
    return `x="${short(x)}" y="${short(y)}" style="font:${escaped(font)}" text-anchor="${anchor}"${lower}`;
  }
  add(tag, attributes, text) {
    const { a, b, c, d, e, f } = this.matrix;
    const alpha = this.style.globalAlpha < 1 ? ` opacity="${short(this.style.globalAlpha)}"` : "";
    this.parts.push(`<${tag} transform="matrix(${[a, b, c, d].map((n) => String(Math.round(n * 1e4) / 1e4)).join(" ")} ${short(e)} ${short(f)})" ${attributes}${alpha}${text === undefined ? "/>" : `>${escaped(text)}</${tag}>`}`);
  }
  toString() {
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${this.width}" height="${this.height}" viewBox="0 0 ${this.width} ${this.height}">${this.parts.join("\n")}</svg>\n`;
  }
}
