// What a page is measured by; each check answers with the elements that fall short, as lines of text.
window.checks = (() => {
  const CONTROLS = "button, input:not([type=hidden]), select, textarea, summary";
  const STOPS = `a[href], ${CONTROLS}, [tabindex]`;
  const PROSE = "main :is(p, li, dd, blockquote)";
  const NO_PROSE = "button, label, .chip, .tag, .number, .hint, [aria-hidden=true]";
  const NATIVE = "[type=checkbox], [type=radio], [type=file]";
  const LETTERS = /\p{L}{2}/u;

  const all = (selector) => [...document.querySelectorAll(selector)];
  const style = (element) => getComputedStyle(element);
  const name = (element) => element.localName + [...element.classList].map((one) => `.${one}`).join("");
  const say = (element, why) =>
    `${name(element)} "${(element.innerText || element.value || element.id).trim().slice(0, 40)}" ${why}`;
  const upwards = function* (element) {
    for (; element; element = element.parentElement) yield element;
  };
  const isForEarsOnly = (element) => style(element).clipPath.startsWith("inset(50%");
  const isShown = (element) =>
    element.checkVisibility({ visibilityProperty: true }) && ![...upwards(element)].some(isForEarsOnly);
  const textNodes = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) if (walker.currentNode.data.trim()) found.push(walker.currentNode);
    return found.filter((node) => isShown(node.parentElement));
  };

  // Colours in any notation, by what a canvas makes of them.
  const pen = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const known = new Map();
  const colour = (text) => {
    if (!known.has(text)) {
      pen.clearRect(0, 0, 1, 1);
      pen.fillStyle = text;
      pen.fillRect(0, 0, 1, 1);
      const [red, green, blue, alpha] = pen.getImageData(0, 0, 1, 1).data;
      known.set(text, [red, green, blue, alpha / 255]);
    }
    return known.get(text);
  };
  const over = ([r, g, b, alpha], under) => [r, g, b].map((part, at) => part * alpha + under[at] * (1 - alpha));
  const backdrop = (element) =>
    [...upwards(element)]
      .reverse()
      .reduce((under, one) => over(colour(style(one).backgroundColor), under), [255, 255, 255]);
  const luminance = (parts) => {
    const [r, g, b] = parts.map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (front, behind) => {
    const [dark, light] = [luminance(over(colour(front), behind)), luminance(behind)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };

  // 1.4.3, and 1.4.6 for what is read at length.
  const faint = () => {
    const found = textNodes().map((node) => {
      const element = node.parentElement;
      const wanted = element.closest(PROSE) && !element.closest(NO_PROSE) ? 7 : 4.5;
      return [element, style(element).color, wanted];
    });
    for (const field of all("[placeholder]")) found.push([field, getComputedStyle(field, "::placeholder").color, 4.5]);
    return [...new Set(found.map(([element, front, wanted]) => {
      const ratio = contrast(front, backdrop(element));
      return ratio < wanted && say(element, `has contrast ${ratio.toFixed(2)}, not ${wanted}`);
    }).filter(Boolean))];
  };

  // 2.5.8 without its exception for space around: what stands in a sentence is as high as its line.
  const isInSentence = (element) => {
    if (style(element).display !== "inline") return false;
    const block = [...upwards(element.parentElement)].find((one) => style(one).display !== "inline");
    const around = block.cloneNode(true);
    for (const one of around.querySelectorAll(STOPS)) one.remove();
    return LETTERS.test(around.textContent);
  };
  const small = () =>
    all(`a[href], ${CONTROLS}`)
      .filter((element) => isShown(element) && !isInSentence(element))
      .filter((element) =>
        [element, ...(element.labels || [])]
          .map((one) => one.getBoundingClientRect())
          .every((box) => box.width < 23.9 || box.height < 23.9),
      )
      .map((element) => `${name(element.parentElement)} > ${name(element)} is less than 24 px high or wide`);

  const headings = () => {
    const levels = all("h1, h2, h3, h4, h5, h6").map((element) => [element, Number(element.localName[1])]);
    return levels
      .filter(([, level], at) => (at === 0 ? level !== 1 : level === 1 || level > levels[at - 1][1] + 1))
      .map(([element]) => say(element, "is out of order"));
  };

  const sideways = () => {
    const page = document.documentElement;
    const found = page.scrollWidth > innerWidth ? [`the page is ${page.scrollWidth} px wide, the window ${innerWidth}`] : [];
    for (const element of all("body *")) {
      if (!["auto", "scroll"].includes(style(element).overflowX) || element.scrollWidth <= element.clientWidth) continue;
      if (element.matches("textarea, input")) continue;
      const isNamed = element.hasAttribute("aria-label") || element.hasAttribute("aria-labelledby");
      if (element.tabIndex !== 0 || !isNamed) found.push(say(element, "scrolls sideways without tabindex or name"));
    }
    return found;
  };

  // 1.4.12: the style sheet goes in through the object model, which the content security policy allows.
  const spaced = () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
      p { margin-block-end: 2em !important }`);
    document.adoptedStyleSheets = [sheet];
    const found = [...new Set(textNodes().map((node) => node.parentElement))]
      .filter((element) => style(element).display !== "inline" && !["auto", "scroll"].includes(style(element).overflowY))
      .filter((element) => element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)
      .map((element) => say(element, "does not hold its text when spaced out"));
    found.push(...sideways());
    document.adoptedStyleSheets = [];
    return found;
  };

  const moving = () => {
    const found = document.getAnimations().map((animation) => say(animation.effect.target, "is animated"));
    for (const element of all("*")) {
      const { transitionDuration, animationName, scrollBehavior } = style(element);
      const lasts = transitionDuration.split(", ").some((time) => parseFloat(time) > 0.01);
      if (lasts || animationName !== "none" || scrollBehavior === "smooth") found.push(say(element, "moves"));
    }
    return found;
  };

  // Forced colours take backgrounds away: what can be pressed or filled in is known by its edge.
  const edgeless = () =>
    all(CONTROLS)
      .filter((element) => isShown(element) && !element.matches(NATIVE) && element.localName !== "summary")
      .filter((element) => {
        const { borderTopStyle, borderTopWidth, borderTopColor, outlineStyle } = style(element);
        const isDrawn = borderTopStyle !== "none" && parseFloat(borderTopWidth) >= 1;
        return outlineStyle === "none" && !(isDrawn && contrast(borderTopColor, backdrop(element.parentElement)) >= 3);
      })
      .map((element) => say(element, "has no edge in forced colours"));

  const stops = () => all(STOPS).filter((element) => element.tabIndex >= 0 && !element.disabled && element.checkVisibility());

  // 2.4.7, 2.4.11 and 2.4.13: forwards and backwards, since what sticks to the top hides only on the way back.
  const unfocused = () => {
    const sticky = all("body *").filter((element) => ["sticky", "fixed"].includes(style(element).position));
    const found = all("[tabindex]").filter((element) => element.tabIndex > 0).map((element) => say(element, "jumps the queue"));
    for (const element of [...stops(), ...stops().reverse()]) {
      element.focus();
      const { outlineStyle, outlineWidth, outlineColor } = style(element);
      const isDrawn = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
      if (document.activeElement !== element) found.push(say(element, "takes no focus"));
      else if (!element.matches(":focus-visible") || !isDrawn) found.push(say(element, "does not show its focus"));
      else if (contrast(outlineColor, backdrop(element.parentElement)) < 3) found.push(say(element, "has a faint ring"));
      const [box] = element.getClientRects();
      const top = Math.max(box.top, 0);
      const points = [box.left + 2, (box.left + box.right) / 2, box.right - 2].map((x) => document.elementFromPoint(x, top + 2));
      const above = sticky.find((one) => !one.contains(element) && points.some((point) => one.contains(point)));
      if (above) found.push(say(element, `is hidden under ${say(above, "")}`));
      if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) found.push(say(element, "is focused out of sight"));
    }
    document.activeElement.blur();
    scrollTo(0, 0);
    return [...new Set(found)];
  };

  // In a page that is read from right to left: what is English or code is not, and no digits of a code change places.
  const turned = () => {
    const found = all("pre, code, [lang=en]:not([hreflang])")
      .filter((element) => isShown(element) && style(element).direction !== "ltr")
      .map((element) => say(element, "is not read from left to right"));
    const range = document.createRange();
    const place = (node, at) => {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      return range.getBoundingClientRect();
    };
    for (const node of textNodes()) {
      for (const { index, 0: code } of node.data.matchAll(/[\dx]+(?:\.[\dx]+)*/g)) {
        const [first, last] = [place(node, index), place(node, index + code.length - 1)];
        if (last.left < first.left && last.top === first.top) found.push(say(node.parentElement, `shows ${code} from its end`));
      }
    }
    return [...new Set(found)];
  };

  // On paper: black on white, and each address outside of the site where one can read it.
  const unprintable = () => {
    const found = textNodes()
      .filter((node) => contrast(style(node.parentElement).color, [255, 255, 255]) < 7)
      .map((node) => say(node.parentElement, "is too faint for paper"));
    if (backdrop(document.body).some((part) => part < 255)) found.push("the paper is not white");
    for (const link of all("main a[href^=http]").filter(isShown)) {
      const isWritten = link.textContent.includes(link.href) || getComputedStyle(link, "::after").content.includes(link.href);
      if (!isWritten) found.push(say(link, "leads to an address that is not printed"));
    }
    return [...new Set(found)];
  };

  // What is folded on the page itself; an open menu lies over the page.
  const unfold = () => all("main details").forEach((element) => (element.open = true));
  return { edgeless, faint, headings, moving, sideways, small, spaced, turned, unfocused, unfold, unprintable };
})();
