// The original form as a table: merged cells, the marked cell, a click or Enter picks a cell.
// Texts come from strangers' files: only textContent is ever set.

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }

export default function ({ parentElement, data, setTriggerValue }) {
  const box = parentElement.querySelector(".form")
  const drawn = JSON.stringify([data.first, data.last, data.widths, data.cells])
  const kept = box.drawn === drawn
  if (!kept) {
    box.replaceChildren(build(data))
    box.drawn = drawn
    box.marked = null
  }
  box.setAttribute("aria-label", data.label)
  box.classList.toggle("low", data.low)
  const table = box.firstChild
  const pick = (cell) => {
    if (!cell) return
    mark(box, cell)
    cell.focus({ preventScroll: true })
    setTriggerValue("pick", cell.dataset.place)
  }
  table.onclick = (event) => pick(event.target.closest("td[data-place]"))
  table.onkeydown = (event) => {
    const cell = event.target.closest("td[data-place]")
    if (!cell) return
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault()
      pick(cell)
    } else if (STEPS[event.key]) {
      event.preventDefault()
      neighbour(cell, STEPS[event.key], table)?.focus()
    }
  }
  const at = (place) => table.querySelector(`td[data-place="${CSS.escape(place)}"]`)
  for (const old of table.querySelectorAll("td.also")) old.classList.remove("also")
  for (const place of data.also || []) at(place)?.classList.add("also")
  const cell = at(data.mark || "")
  const moved = box.marked !== cell
  mark(box, cell)
  if (!cell || (kept && !moved)) return
  // The box moves first, so that the page need not; the page may still be growing above the
  // form, so look again once it has settled.
  const show = () => {
    if (!cell.isConnected) return
    if (!kept) centre(box, cell)
    cell.scrollIntoView({ block: "nearest", inline: "nearest" })
  }
  requestAnimationFrame(show)
  const later = setTimeout(show, 400)
  return () => clearTimeout(later)
}

function build(data) {
  const table = document.createElement("table")
  const group = document.createElement("colgroup")
  for (const width of data.widths) {
    const col = document.createElement("col")
    col.style.width = width + "px"
    group.append(col)
  }
  table.append(group)
  table.style.minWidth = data.widths.reduce((sum, width) => sum + width, 0) + "px"
  const body = table.createTBody()
  const rows = new Map()
  for (let row = data.first; row <= data.last; row++) rows.set(row, body.insertRow())
  for (const [row, rowSpan, columnSpan, place, text, role] of data.cells) {
    const line = rows.get(row)
    if (!line) continue
    const cell = line.insertCell()
    cell.rowSpan = rowSpan
    cell.colSpan = columnSpan
    cell.textContent = text
    cell.className = role
    cell.dataset.place = place
    cell.title = cell.dataset.place
    cell.tabIndex = -1
  }
  const first = table.querySelector("td")
  if (first) first.tabIndex = 0
  return table
}

function centre(box, cell) {
  const frame = box.getBoundingClientRect()
  const at = cell.getBoundingClientRect()
  box.scrollTop += at.top - frame.top - (box.clientHeight - at.height) / 2
  const right = at.right - frame.left - box.clientWidth
  if (right > 0) box.scrollLeft += right + 40
}

function mark(box, cell) {
  if (box.marked) box.marked.classList.remove("hit")
  box.marked = cell
  if (!cell) return
  cell.classList.add("hit")
  cell.setAttribute("aria-current", "true")
  for (const other of box.querySelectorAll('td[tabindex="0"]')) other.tabIndex = -1
  for (const other of box.querySelectorAll("td[aria-current]")) if (other !== cell) other.removeAttribute("aria-current")
  cell.tabIndex = 0
}

// The nearest cell in one direction: of those beyond this cell's edge that overlap it, the closest.
function neighbour(cell, [down, right], table) {
  const from = cell.getBoundingClientRect()
  let best = null
  let least = Infinity
  for (const other of table.querySelectorAll("td[data-place]")) {
    if (other === cell) continue
    const to = other.getBoundingClientRect()
    const overlaps = down
      ? to.left < from.right - 1 && to.right > from.left + 1
      : to.top < from.bottom - 1 && to.bottom > from.top + 1
    let away = from.left - to.right
    if (down > 0) away = to.top - from.bottom
    else if (down < 0) away = from.top - to.bottom
    else if (right > 0) away = to.left - from.right
    if (!overlaps || away < -2) continue
    const off = away * 1000 + Math.abs(down ? to.left - from.left : to.top - from.top)
    if (off < least) {
      least = off
      best = other
    }
  }
  return best
}
