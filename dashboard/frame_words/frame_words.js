// Replaces words of Streamlit's own menus, tips and notices as they appear: whole texts of the list alone,
// as text, and in the places of the list alone.

const NAMED = ["title", "aria-label", "placeholder"]

export default function ({ data }) {
  // One watcher a window, however often the page is drawn; it reads the words of the last drawing.
  globalThis.jixiaoFrameWords ??= watch()
  globalThis.jixiaoFrameWords.words = data.words
  globalThis.jixiaoFrameWords.look() // what was drawn before this came
}

function watch() {
  const told = { words: [], look }
  function look() {
    for (const [places, words] of told.words) {
      for (const place of document.querySelectorAll(places)) replace(place, words)
    }
  }
  const redrawn = { childList: true, subtree: true, characterData: true, attributeFilter: NAMED }
  new MutationObserver(look).observe(document.body, redrawn)
  return told
}

function replace(place, words) {
  const texts = document.createTreeWalker(place, NodeFilter.SHOW_TEXT)
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const said = words[text.data.trim()]
    if (said) text.data = said
  }
  for (const name of NAMED) {
    for (const one of place.querySelectorAll(`[${name}]`)) {
      const [first, ...more] = one.getAttribute(name).split(": ")
      if (words[first]) one.setAttribute(name, [words[first], ...more].join(": "))
    }
  }
}
