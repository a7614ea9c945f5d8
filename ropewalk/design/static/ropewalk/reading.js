// Exact values of a chart, by pointer, touch and keyboard. The page is whole without this script:
// every figure has its table. What is said here is read from that table, never worked out.
(() => {
  "use strict";
  const SVG = "http://www.w3.org/2000/svg";
  const words = document.currentScript.dataset; // in the page's language

  const made = (tag, css, text = "") => {
    const one = document.createElement(tag);
    one.className = css;
    one.textContent = text;
    return one;
  };

  // A native slider: arrow keys, touch and screen readers know it already.
  const panel = (figure, label, stops, show) => {
    const box = made("div", "rw-reading");
    const name = made("label", "rw-reading__label", label);
    const slider = made("input", "rw-reading__slider");
    const said = made("p", "rw-reading__said");
    slider.type = "range";
    slider.min = 0;
    slider.max = stops - 1;
    slider.value = stops - 1;
    slider.id = name.htmlFor = `${figure.id}-slider`;
    const move = () => {
      said.textContent = show(Number(slider.value));
      slider.setAttribute("aria-valuetext", said.textContent);
    };
    slider.addEventListener("input", move);
    box.append(name, slider, said);
    figure.querySelector(".rw-figure__drawing").append(box);
    return { box, move, slider, to: (stop) => { slider.value = stop; move(); } };
  };

  const mark = (svg, css) => {
    const one = document.createElementNS(SVG, "path");
    one.setAttribute("class", css);
    svg.append(one);
    return one;
  };

  // Where a pointer is, in units of the drawing.
  const within = (svg, event) => {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    return [at.x, at.y];
  };

  const nearest = (far) => far.reduce((best, one, index) => (one < far[best] ? index : best), 0);

  const alongLine = (figure, charts) => {
    const heads = [...figure.querySelectorAll("thead th")].slice(1).map((one) => one.textContent);
    const rows = [...figure.querySelectorAll("tbody tr")].reverse();
    const drawn = charts.map((svg) => ({
      svg,
      across: svg.dataset.x.split(" ").map(Number),
      span: svg.dataset.y.split(" "),
      chosen: mark(svg, "rw-chosen"),
      cursor: mark(svg, "rw-cursor"),
    }));
    if (rows.length < 2 || drawn.some((one) => one.across.length !== rows.length)) return;
    let start = -1;

    const sentence = (row) => {
      const [period, ...cells] = [...row.cells].map((one) => one.textContent);
      const part = (head, cell) => (head === words.range ? `(${head.toLowerCase()} ${cell})` : `${head} ${cell}`);
      const parts = cells.map((cell, index) => cell && part(heads[index], cell)).filter(Boolean);
      return `${period}: ${parts.join("; ").replaceAll("; (", " (")}`;
    };
    const show = (stop) => {
      const [from, to] = start < 0 ? [0, rows.length - 1] : [Math.min(start, stop), Math.max(start, stop)];
      drawn.forEach(({ across, span, cursor, chosen }) => {
        cursor.setAttribute("d", `M${across[stop]} ${span[0]}V${span[1]}`);
        chosen.setAttribute("d", start < 0 ? "" : `M${across[from]} ${span[0]}V${span[1]}H${across[to]}V${span[0]}Z`);
      });
      rows.forEach((row, index) => { row.hidden = index < from || index > to; });
      if (start < 0 || from === to) return sentence(rows[stop]);
      return `${sentence(rows[from])}. ${sentence(rows[to])}. ${words.chosen}`;
    };
    const reading = panel(figure, words.line, rows.length, show);
    const button = made("button", "rw-reading__button", words.start);
    button.type = "button";
    const begin = (stop) => {
      start = stop;
      button.textContent = start < 0 ? words.start : words.all;
      reading.move();
    };
    button.addEventListener("click", () => begin(start < 0 ? Number(reading.slider.value) : -1));
    reading.box.insertBefore(button, reading.box.lastChild);
    reading.move();
    drawn.forEach(({ svg, across }) => {
      const stop = (event) => nearest(across.map((x) => Math.abs(x - within(svg, event)[0])));
      let held = false;
      svg.addEventListener("pointermove", (event) => {
        if (held && stop(event) !== start) button.textContent = words.all;
        reading.to(stop(event));
      });
      svg.addEventListener("pointerdown", (event) => {
        held = event.pointerType === "mouse"; // a finger moves the line; a mouse that is held chooses
        if (held) start = stop(event);
        reading.to(stop(event));
      });
      addEventListener("pointerup", () => {
        if (held && start === Number(reading.slider.value)) begin(-1);
        held = false;
      });
    });
  };

  // Dots and areas whose <title> tells their place and figure. The first drawing holds the words.
  const amongPoints = (figure, groups) => {
    const [titled, ...others] = groups;
    const points = [...titled.children].filter((one) => one.querySelector("title"));
    if (points.length < 2) return;
    const alike = [titled, ...others.filter((one) => one.children.length === points.length)];
    const show = (stop) => {
      alike.forEach((group) => [...group.children].forEach((one, index) => {
        one.classList.toggle("rw-is-pointed", index === stop);
      }));
      return points[stop].querySelector("title").textContent;
    };
    const reading = panel(figure, words.places, points.length, show);
    alike.forEach((group) => group.addEventListener("pointerover", (event) => {
      const index = [...group.children].findIndex((one) => one.contains(event.target));
      if (index >= 0) reading.to(index);
    }));
  };

  document.querySelectorAll(".rw-figure[id]").forEach((figure) => {
    const charts = [...figure.querySelectorAll("svg[data-x]")];
    const groups = [...figure.querySelectorAll("svg .rw-points")];
    if (charts.length) alongLine(figure, charts);
    else if (groups.length) amongPoints(figure, groups);
  });
})();
