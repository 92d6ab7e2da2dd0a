// For the exported site: search without a server, two codes to their comparison.
const MOST = 30;
const asked = new URLSearchParams(location.search);
const plain = (text) => text.normalize("NFKD").replace(/\p{Mn}/gu, "").toLowerCase();

// Reply codes before enhanced ones, by their numbers: as in addresses.
const order = (one, other) =>
  one.split(".").length - other.split(".").length || one.localeCompare(other, "en", { numeric: true });

const compare = () => {
  const codes = ["a", "b"].map((side) => (asked.get(side) || "").trim());
  if (!codes.every((code) => /^\d(\d\d|(\.\d{1,3}){2})$/.test(code))) return;
  const [left, right] = codes.sort(order);
  const place = left === right ? `../codes/${left}/` : `${left}-vs-${right}/`;
  location.replace(new URL(place, location.href));
};

const score = ([code, name, summary, words], wanted) => {
  const fields = [[code, 8], [plain(name), 4], [plain(words), 3], [plain(summary), 1]];
  return wanted.reduce((sum, word) => sum + fields.reduce((s, [text, worth]) => s + (text.includes(word) ? worth : 0), 0), 0);
};

const search = async (list) => {
  const query = (asked.get("q") || "").trim();
  document.querySelector("#q").value = query;
  if (!query) return;
  const rows = await (await fetch(list.dataset.index)).json();
  if (rows.some(([code]) => code === query)) return location.replace(`${list.dataset.codes}${query}/`);
  const wanted = plain(query).split(/\s+/);
  const found = rows.map((row) => [score(row, wanted), row]).filter(([points]) => points > 0);
  found.sort(([a], [b]) => b - a);
  for (const [, [code, name, summary]] of found.slice(0, MOST)) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    Object.assign(link, { href: `${list.dataset.codes}${code}/`, textContent: `${code} ${name}` });
    item.append(link, ` ${summary}`);
    list.append(item);
  }
  document.querySelector("#nothing").hidden = found.length > 0;
};

const list = document.querySelector("#found");
if (list) search(list);
else compare();
