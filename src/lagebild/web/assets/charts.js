/* Charts, drawn with D3 from tables and lists that the page holds anyway: what they show can be read without script. */
"use strict";
const text = (node) => (node ? node.textContent.trim() : "");
const short = (words, most) => (words.length <= most ? words : words.slice(0, most - 1) + "…");

/* Counts over time: <figure data-chart="bars"> with a table of periods and counts. */
const bars = (figure, width) => {
  const rows = [...figure.querySelectorAll("tbody tr")].map((row) => ({
    period: text(row.cells[0]), count: Number(row.dataset.count), href: row.querySelector("a")?.href,
  }));
  const height = 150, left = 38, right = 8, foot = 22, fewest = 4;
  const x = d3.scaleBand(rows.map((row) => row.period), [left, Math.min(width - right, left + 40 * rows.length)]).paddingInner(0.15);
  const y = d3.scaleLinear([0, d3.max(rows, (row) => row.count) || 1], [height - foot, 10]).nice(fewest);
  const svg = d3.create("svg").attr("viewBox", [0, 0, width, height]).attr("width", width).attr("height", height)
    .attr("role", "img").attr("aria-label", text(figure.querySelector("[data-summary]")));
  const every = Math.ceil(rows.length / Math.max(1, Math.floor((x.range()[1] - left) / 92)));
  svg.append("g").attr("class", "grid").attr("transform", `translate(${left},0)`)
    .call(d3.axisLeft(y).ticks(fewest).tickFormat(d3.format("~s")).tickSize(left - x.range()[1]));
  svg.append("g").attr("transform", `translate(0,${height - foot})`)
    .call(d3.axisBottom(x).tickValues(x.domain().filter((_, i) => i % every === 0)).tickSizeOuter(0));
  const bar = svg.append("g").selectAll("rect").data(rows).join("rect").attr("class", "bar")
    .attr("x", (row) => x(row.period)).attr("width", Math.max(1, x.bandwidth()))
    .attr("y", (row) => y(row.count)).attr("height", (row) => y(0) - y(row.count));
  bar.append("title").text((row) => `${row.period}: ${row.count}`);
  bar.filter((row) => row.href && row.count).classed("leads", true).on("click", (_, row) => { location.href = row.href; });
  return svg.node();
};

/* Reports a day: <span data-chart="spark" data-counts="0 3 1">; the words beside it tell the same. */
const spark = (place) => {
  const counts = place.dataset.counts.split(" ").filter(Boolean).map(Number), width = 120, height = 24, days = 30;
  const x = d3.scaleBand(d3.range(days), [0, width]).padding(0.12);
  const y = d3.scaleLinear([0, d3.max(counts) || 1], [height - 1, 2]);
  const svg = d3.create("svg").attr("viewBox", [0, 0, width, height]).attr("width", width).attr("height", height).attr("aria-hidden", "true");
  svg.append("line").attr("class", "base").attr("x2", width).attr("y1", height - 0.5).attr("y2", height - 0.5);
  svg.selectAll("rect").data(counts).join("rect").attr("class", "bar").attr("x", (_, i) => x(days - counts.length + i))
    .attr("width", x.bandwidth()).attr("y", (count) => y(count)).attr("height", (count) => height - 1 - y(count));
  return svg.node();
};

const noded = (parent, data, label) => {
  const node = parent.selectAll("a").data(data).join("a").attr("href", (one) => one.href).attr("aria-label", label);
  node.append("title").text(label);
  return node;
};

/* With whom: <figure data-chart="network" data-centre="…"> with a list of links and counts; laid out by forces. */
const network = (figure, width) => {
  const height = Math.max(280, Math.min(400, 0.6 * width)), wide = width > 480;
  const others = [...figure.querySelectorAll("li")].map((row) => {
    const link = row.querySelector("a");
    return { name: text(link), href: link.href, count: Number(row.dataset.count) };
  });
  const centre = { name: figure.dataset.centre, fx: width / 2, fy: height / 2 };
  const top = d3.max(others, (one) => one.count) || 1;
  const thick = d3.scaleLog([1, Math.max(2, top)], [1, 6]).clamp(true);
  const nodes = [centre, ...others.map((one, i) => ({
    ...one, x: width / 2 + 100 * Math.cos((2 * Math.PI * i) / others.length), y: height / 2 + 100 * Math.sin((2 * Math.PI * i) / others.length),
  }))];
  const links = nodes.slice(1).map((one) => ({ source: one, target: centre }));
  const room = wide ? 96 : 60;
  d3.forceSimulation(nodes).force("link", d3.forceLink(links).distance(height / 2 - 34))
    .force("apart", d3.forceManyBody().strength(-320)).force("room", d3.forceCollide((one) => (one === centre ? 60 : wide ? 30 : 24))).stop().tick(240);
  for (const one of nodes) {
    one.x = Math.max(room, Math.min(width - room, one.x));
    one.y = Math.max(18, Math.min(height - 22, one.y));
  }
  const svg = d3.create("svg").attr("viewBox", [0, 0, width, height]).attr("width", width).attr("height", height)
    .attr("role", "group").attr("aria-label", text(figure.querySelector("figcaption")));
  svg.selectAll("line").data(links).join("line").attr("class", "link").attr("stroke-width", (link) => thick(link.source.count))
    .attr("x1", (link) => link.source.x).attr("y1", (link) => link.source.y).attr("x2", centre.x).attr("y2", centre.y);
  const node = noded(svg.append("g"), nodes.slice(1), (one) => `${one.name}: ${one.count}`);
  node.append("circle").attr("class", "node").attr("cx", (one) => one.x).attr("cy", (one) => one.y).attr("r", 6);
  node.append("text").attr("class", "halo").attr("x", (one) => one.x).attr("y", (one) => one.y + (one.y < centre.y ? -10 : 18))
    .attr("text-anchor", "middle").text((one) => `${short(one.name, wide ? 24 : 16)} ${one.count}`);
  svg.append("circle").attr("class", "centre").attr("cx", centre.x).attr("cy", centre.y).attr("r", 9);
  svg.append("text").attr("class", "halo strong").attr("x", centre.x).attr("y", centre.y + 25).attr("text-anchor", "middle").text(short(centre.name, 30));
  return svg.node();
};

/* Who rests on whom: <figure data-chart="lanes"> with lists of reports, by publication, and of links between them. */
const lanes = (figure, width) => {
  const reports = [...figure.querySelectorAll("[data-report]")].map((row) => ({
    id: row.dataset.report, lane: row.dataset.lane, name: text(row), href: row.querySelector("a").href,
  }));
  const links = [...figure.querySelectorAll("[data-from]")].map((row) => ({
    from: row.dataset.from, to: row.dataset.to, kind: row.dataset.kind, name: text(row),
  }));
  const names = [...new Set(reports.map((one) => one.lane))], most = width > 480 ? 24 : 12;
  const left = 14 + 6.4 * d3.max(names, (name) => Math.min(name.length, most)), lane = 28, step = 30;
  const across = Math.max(width, left + step * reports.length), height = lane * names.length + 12;
  const x = d3.scalePoint(reports.map((one) => one.id), [left, across - 4]).padding(0.5);
  const y = d3.scalePoint(names, [0, height]).padding(0.5);
  const at = new Map(reports.map((one) => [one.id, [x(one.id), y(one.lane)]]));
  const svg = d3.create("svg").attr("viewBox", [0, 0, across, height]).attr("width", across).attr("height", height)
    .attr("role", "group").attr("aria-label", text(figure.querySelector("figcaption")));
  const line = svg.append("g").selectAll("g").data(names).join("g");
  line.append("line").attr("class", "lane").attr("x1", left).attr("x2", across).attr("y1", y).attr("y2", y);
  line.append("text").attr("x", 0).attr("y", (name) => y(name) + 4).text((name) => short(name, most)).append("title").text((name) => name);
  const arc = (link) => {
    const [[x1, y1], [x2, y2]] = [at.get(link.from), at.get(link.to)], path = d3.path();
    path.moveTo(x1, y1);
    path.quadraticCurveTo((x1 + x2) / 2, (y1 + y2) / 2 - (y1 === y2 ? 18 : 0), x2, y2);
    return path.toString();
  };
  svg.append("g").selectAll("path").data(links.filter((link) => at.has(link.from) && at.has(link.to))).join("path")
    .attr("class", (link) => `link ${link.kind}`).attr("d", arc).append("title").text((link) => link.name);
  noded(svg.append("g"), reports, (one) => one.name).append("circle").attr("class", "node")
    .attr("cx", (one) => at.get(one.id)[0]).attr("cy", (one) => at.get(one.id)[1]).attr("r", 6);
  return svg.node();
};

const KINDS = { bars, network, lanes };
document.querySelectorAll("[data-chart=spark]").forEach((place) => place.prepend(spark(place)));
document.querySelectorAll("figure[data-chart]").forEach((figure) => {
  const place = figure.querySelector(".drawn");
  let drawn = 0;
  const draw = () => {
    const width = Math.max(240, Math.floor(place.clientWidth));
    if (width !== drawn) place.replaceChildren(KINDS[figure.dataset.chart](figure, width));
    drawn = width;
  };
  new ResizeObserver(draw).observe(place);
  draw();
});
